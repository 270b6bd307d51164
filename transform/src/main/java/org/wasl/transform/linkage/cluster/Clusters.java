package org.wasl.transform.linkage.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.review.Decided;

/** Links become clusters: by chains or by stars, and in either as people decided. */
public final class Clusters {
    private static final StructType NODES = StructType.fromDDL("node string, component string");

    private Clusters() {}

    /** Clusters of links.
     *
     * @param links rows {@code a, b, weight}
     * @return rows {@code node, component} of every record that has a link; a cluster is named by its least record
     */
    public static Dataset<Row> of(Dataset<Row> links, Clustering clustering, Decided decided) {
        Dataset<Row> components = Components.of(links);
        if (clustering == Clustering.STAR || !decided.isEmpty()) components = components.persist();
        Dataset<Row> clusters = clustering == Clustering.STAR ? Stars.of(links, components) : components;
        if (decided.isEmpty()) return clusters;
        Map<String, String> known = new HashMap<>();
        components
                .where(functions.col("node").isin(decided.records().toArray()))
                .collectAsList()
                .forEach(row -> known.put(row.getString(0), row.getString(1)));
        Object[] anew = dividedAnew(known, clustering, decided).toArray();
        if (anew.length == 0) return clusters;
        Dataset<Row> divided = links.join(components.withColumnRenamed("node", "a"), new String[] {"a"})
                .where(functions.col("component").isin(anew))
                .repartition(functions.col("component"))
                .sortWithinPartitions("component")
                .select("component", "a", "b", "weight")
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> divide(rows, clustering, decided),
                        Encoders.row(NODES));
        Dataset<Row> ofThem =
                components.where(functions.col("component").isin(anew)).select("node");
        return clusters.join(ofThem, new String[] {"node"}, "left_anti").unionByName(divided);
    }

    /** The same of links in memory. */
    public static Map<String, String> of(List<Row> links, Clustering clustering, Decided decided) {
        Map<String, String> components = Components.of(links);
        Map<String, String> clusters =
                clustering == Clustering.STAR ? Stars.of(links, components) : new HashMap<>(components);
        if (decided.isEmpty()) return clusters;
        Set<String> anew = dividedAnew(components, clustering, decided);
        List<Row> some = new ArrayList<>();
        links.forEach(link -> {
            String component = components.get(link.getString(0));
            if (component != null && anew.contains(component)) {
                some.add(RowFactory.create(component, link.get(0), link.get(1), link.get(2)));
            }
        });
        some.sort(Comparator.comparing(row -> row.getString(0)));
        divide(some.iterator(), clustering, decided)
                .forEachRemaining(row -> clusters.put(row.getString(0), row.getString(1)));
        return clusters;
    }

    /** Components in which a decision is not kept by itself: a refused pair, or among stars a confirmed one. */
    private static Set<String> dividedAnew(Map<String, String> components, Clustering clustering, Decided decided) {
        Set<String> anew = new HashSet<>();
        List<List<String>> pairs = new ArrayList<>(decided.pairs(false));
        if (clustering == Clustering.STAR) pairs.addAll(decided.pairs(true));
        for (List<String> pair : pairs) {
            String component = components.get(pair.get(0));
            if (component != null && component.equals(components.get(pair.get(1)))) anew.add(component);
        }
        return anew;
    }

    /** @param links rows {@code component, a, b, weight}, component by component */
    private static Iterator<Row> divide(Iterator<Row> links, Clustering clustering, Decided decided) {
        List<Row> divided = new ArrayList<>();
        List<KeptApart.Link> of = new ArrayList<>();
        String component = "";
        while (links.hasNext()) {
            Row link = links.next();
            if (!link.getString(0).equals(component)) {
                add(of, clustering, decided, divided);
                of.clear();
                component = link.getString(0);
            }
            of.add(new KeptApart.Link(link.getString(1), link.getString(2), link.getDouble(3)));
        }
        add(of, clustering, decided, divided);
        return divided.iterator();
    }

    private static void add(List<KeptApart.Link> links, Clustering clustering, Decided decided, List<Row> divided) {
        new KeptApart(links, decided)
                .clusters(clustering)
                .forEach((node, cluster) -> divided.add(RowFactory.create(node, cluster)));
    }
}
