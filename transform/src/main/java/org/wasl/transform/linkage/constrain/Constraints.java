package org.wasl.transform.linkage.constrain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.wasl.transform.linkage.cluster.Components;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;

/** Keeps of scored pairs what a model's constraint allows: first among the links, then among the pairs below. */
public final class Constraints {
    /** Pairs that one task decides by itself. */
    private static final long ONE_TASK = 1_000_000;
    /** Pairs are rows {@code id_l, id_r, source_l, source_r, probability, weight, …}. */
    private static final int WEIGHT = 5;

    private static final Comparator<Row> HEAVIEST =
            Comparator.<Row>comparingDouble(row -> -row.getDouble(WEIGHT)).thenComparing(row -> row.getString(1));

    private Constraints() {}

    /** Pairs in, the allowed ones out; the same columns.
     *
     * @param linkWeight weight from which a pair is a link
     * @param keepWeight least weight of the pairs
     */
    public static Dataset<Row> apply(Dataset<Row> pairs, Constraint constraint, double linkWeight, double keepWeight) {
        return switch (constraint) {
            case NONE -> pairs;
            case MANY_TO_ONE ->
                pairs.withColumn(
                                "place",
                                functions.expr("row_number() OVER (PARTITION BY source_l, id_l, source_r"
                                        + " ORDER BY weight DESC, id_r)"))
                        .where("place = 1")
                        .drop("place");
            case ONE_TO_ONE -> oneToOne(pairs, linkWeight, keepWeight);
        };
    }

    /** The same of pairs in memory. */
    public static List<Row> apply(List<Row> pairs, Constraint constraint, double linkWeight, double keepWeight) {
        return switch (constraint) {
            case NONE -> pairs;
            case MANY_TO_ONE -> {
                Map<List<String>, Row> best = new LinkedHashMap<>();
                for (Row pair : pairs) {
                    best.merge(
                            List.of(pair.getString(2), pair.getString(0), pair.getString(3)),
                            pair,
                            (a, b) -> HEAVIEST.compare(a, b) <= 0 ? a : b);
                }
                yield List.copyOf(best.values());
            }
            case ONE_TO_ONE -> {
                List<Row> sorted = new ArrayList<>(pairs);
                sorted.sort(Comparator.<Row, String>comparing(row -> row.getString(0))
                        .thenComparing(row -> row.getString(1)));
                yield choose(sorted, linkWeight, keepWeight);
            }
        };
    }

    private static Dataset<Row> oneToOne(Dataset<Row> pairs, double linkWeight, double keepWeight) {
        Dataset<Row> held = pairs.persist();
        MapPartitionsFunction<Row, Row> choose = rows -> {
            List<Row> all = new ArrayList<>();
            rows.forEachRemaining(all::add);
            return choose(all, linkWeight, keepWeight).iterator();
        };
        if (held.count() <= ONE_TASK) {
            return held.coalesce(1)
                    .sortWithinPartitions("id_l", "id_r")
                    .mapPartitions(choose, Encoders.row(held.schema()));
        }
        Dataset<Row> components = Components.of(held.selectExpr(
                        "concat(source_l, '\u001f', id_l) AS a", "concat(source_r, '\u001f', id_r) AS b"))
                .withColumnRenamed("node", "node_l");
        return held.withColumn("node_l", functions.expr("concat(source_l, '\u001f', id_l)"))
                .join(components, new String[] {"node_l"})
                .repartition(functions.col("component"))
                .selectExpr(held.columns())
                .sortWithinPartitions("id_l", "id_r")
                .mapPartitions(choose, Encoders.row(held.schema()));
    }

    private static List<Row> choose(List<Row> pairs, double linkWeight, double keepWeight) {
        List<Assignment.Candidate> links = new ArrayList<>();
        List<Assignment.Candidate> others = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Row pair = pairs.get(i);
            double weight = pair.getDouble(WEIGHT);
            boolean link = weight >= linkWeight;
            double least = link ? linkWeight : keepWeight;
            // A hair above nothing, so that a pair exactly at the threshold counts.
            double worth = (Double.isInfinite(least) ? weight + 1e6 : weight - least) + 1e-9;
            (link ? links : others).add(new Assignment.Candidate(node(pair, "l"), node(pair, "r"), worth, i));
        }
        Set<Integer> chosen = Assignment.choose(links);
        Set<String> taken = new HashSet<>();
        for (int number : chosen) {
            taken.add(node(pairs.get(number), "l"));
            taken.add(node(pairs.get(number), "r"));
        }
        others.removeIf(c -> taken.contains(c.left()) || taken.contains(c.right()));
        Set<Integer> all = new HashSet<>(chosen);
        all.addAll(Assignment.choose(others));
        List<Row> kept = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) if (all.contains(i)) kept.add(pairs.get(i));
        return kept;
    }

    private static String node(Row pair, String side) {
        int left = side.equals("l") ? 0 : 1;
        return pair.getString(2 + left) + '\u001f' + pair.getString(left);
    }
}
