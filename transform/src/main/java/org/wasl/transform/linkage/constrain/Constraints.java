package org.wasl.transform.linkage.constrain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
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

    private static Dataset<Row> oneToOne(Dataset<Row> pairs, double linkWeight, double keepWeight) {
        Dataset<Row> held = pairs.persist();
        MapPartitionsFunction<Row, Row> choose = rows -> choose(rows, linkWeight, keepWeight);
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

    private static Iterator<Row> choose(Iterator<Row> rows, double linkWeight, double keepWeight) {
        List<Row> pairs = new ArrayList<>();
        rows.forEachRemaining(pairs::add);
        List<Assignment.Candidate> links = new ArrayList<>();
        List<Assignment.Candidate> others = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Row pair = pairs.get(i);
            double weight = pair.getDouble(pair.fieldIndex("weight"));
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
        return kept.iterator();
    }

    private static String node(Row pair, String side) {
        return pair.getString(pair.fieldIndex("source_" + side))
                + '\u001f'
                + pair.getString(pair.fieldIndex("id_" + side));
    }
}
