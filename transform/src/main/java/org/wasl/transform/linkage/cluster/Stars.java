package org.wasl.transform.linkage.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Star clusters: the record with the weightiest links is a centre, and what is linked to it is its cluster; then the
 * next one that is still free. A chain of weak links does not make one entity (Hassanzadeh et al. 2009, "Framework for
 * Evaluating Clustering Algorithms in Duplicate Detection", the algorithm STAR).
 */
public final class Stars {
    private static final StructType NODES = StructType.fromDDL("node string, component string");

    private Stars() {}

    /** Divides components into stars.
     *
     * @param links rows {@code a, b, weight}
     * @param components rows {@code node, component}
     * @return rows {@code node, component}; a star is named by its least record
     */
    public static Dataset<Row> of(Dataset<Row> links, Dataset<Row> components) {
        return links.join(components.withColumnRenamed("node", "a"), new String[] {"a"})
                .repartition(functions.col("component"))
                .sortWithinPartitions("component", "a", "b")
                .select("component", "a", "b", "weight")
                .mapPartitions((MapPartitionsFunction<Row, Row>) Stars::divide, Encoders.row(NODES));
    }

    /** The same of links {@code a, b, weight} in memory. */
    public static Map<String, String> of(List<Row> links, Map<String, String> components) {
        List<Row> sorted = new ArrayList<>();
        links.forEach(link -> sorted.add(RowFactory.create(
                components.getOrDefault(link.getString(0), link.getString(0)), link.get(0), link.get(1), link.get(2))));
        sorted.sort(Comparator.<Row, String>comparing(row -> row.getString(0))
                .thenComparing(row -> row.getString(1))
                .thenComparing(row -> row.getString(2)));
        Map<String, String> stars = new HashMap<>();
        divide(sorted.iterator()).forEachRemaining(row -> stars.put(row.getString(0), row.getString(1)));
        return stars;
    }

    private static Iterator<Row> divide(Iterator<Row> links) {
        List<Row> divided = new ArrayList<>();
        Map<String, Map<String, Double>> neighbours = new TreeMap<>();
        String component = "";
        while (links.hasNext()) {
            Row link = links.next();
            if (!link.getString(0).equals(component)) {
                divide(neighbours, divided);
                neighbours.clear();
                component = link.getString(0);
            }
            double weight = link.getDouble(3);
            neighbours.computeIfAbsent(link.getString(1), k -> new HashMap<>()).put(link.getString(2), weight);
            neighbours.computeIfAbsent(link.getString(2), k -> new HashMap<>()).put(link.getString(1), weight);
        }
        divide(neighbours, divided);
        return divided.iterator();
    }

    private static void divide(Map<String, Map<String, Double>> neighbours, List<Row> divided) {
        Map<String, Double> pull = new HashMap<>();
        neighbours.forEach((node, of) ->
                pull.put(node, of.values().stream().mapToDouble(w -> w).sum()));
        List<String> centres = new ArrayList<>(neighbours.keySet());
        centres.sort(Comparator.<String>comparingDouble(node -> -pull.getOrDefault(node, 0.0))
                .thenComparing(node -> node));
        Map<String, String> taken = new HashMap<>();
        for (String centre : centres) {
            if (taken.containsKey(centre)) continue;
            List<String> star = new ArrayList<>(List.of(centre));
            for (String other : neighbours.getOrDefault(centre, Map.of()).keySet()) {
                if (!taken.containsKey(other)) star.add(other);
            }
            String name = star.stream().min(Comparator.naturalOrder()).orElse(centre);
            star.forEach(node -> taken.put(node, name));
        }
        taken.forEach((node, name) -> divided.add(RowFactory.create(node, name)));
    }
}
