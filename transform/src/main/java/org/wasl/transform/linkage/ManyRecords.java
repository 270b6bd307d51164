package org.wasl.transform.linkage;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.wasl.transform.linkage.cluster.Clusters;
import org.wasl.transform.linkage.cluster.StableIds;
import org.wasl.transform.linkage.explain.Explanation;

/** Writes the results of a run by many tasks. */
final class ManyRecords {
    private final SparkSession spark;
    private final Run run;
    private final Linkage.Many many;

    ManyRecords(SparkSession spark, Run run, Linkage.Many many) {
        this.spark = spark;
        this.run = run;
        this.many = many;
    }

    Report write() {
        Linkage.Result result = run.result();
        Dataset<Row> pairs = many.pairs().persist();
        run.folder().parquet("pairs.parquet", pairs, "id_l", "id_r", "source_l", "source_r");
        if (run.leftPairsOut()) {
            run.folder().parquet(Run.SCORED, many.scored(), "id_l", "id_r", "source_l", "source_r");
        } else run.folder().delete(Run.SCORED);
        Dataset<Row> links = pairs.where("probability >= " + run.threshold());
        Dataset<Row> edges = links.select(
                node("source_l", "id_l").as("a"), node("source_r", "id_r").as("b"), functions.col("weight"));
        Dataset<Row> clusters = Clusters.of(
                        edges, run.model().clustering(), run.docket().decided())
                .persist();
        Dataset<Row> entities = entities(clusters);
        ModelDocument document = run.writeModel();
        if (run.request().indexed()) {
            ManyIndex linked = new ManyIndex(many, run.request().sources(), entities);
            new RunIndex(run).write(spark, document, linked);
        }
        List<Report.Bin> sizes =
                Findings.bins(entities.groupBy("entity_id").count().selectExpr("`count` AS bin"));
        String file = run.request().truth();
        Truth truth = file == null ? null : new Truth(spark, file);
        Report report = new Report(
                document,
                links.count(),
                sizes.stream().mapToLong(Report.Bin::count).sum(),
                Findings.bins(pairs.selectExpr("floor(weight) AS bin")),
                Findings.unlinkable(run.linkage().explainer().selfWeights(result.parameters(), result.counts())),
                explained(Findings.sample(pairs)),
                sizes,
                Findings.loose(edges, clusters),
                truth == null ? null : truth.of(run.folder(), run.threshold()),
                truth == null ? null : missed(truth.unlinked(run.folder(), run.threshold())));
        List.of(pairs, clusters, entities).forEach(Dataset::unpersist);
        return report;
    }

    private Report.Missed missed(Truth.Unlinked unlinked) {
        return Findings.missed(unlinked.pairs(), explained(unlinked.some()));
    }

    private List<Explanation> explained(List<Explainer.PairOfIds> pairs) {
        return run.linkage()
                .explainer()
                .explain(pairs, run.result().parameters(), run.result().counts());
    }

    private Dataset<Row> entities(Dataset<Row> clusters) {
        Dataset<Row> clustered = many.records()
                .select(
                        source(run.request().sources()).as("source"),
                        functions.col("id"),
                        Content.column(many.records().columns().length - 2).as("content"))
                .withColumn("node", node("source", "id"))
                .join(clusters, new String[] {"node"}, "left")
                .selectExpr("source", "id", "content", "coalesce(component, node) AS cluster");
        EarlierRun earlier = run.earlier();
        if (earlier == null) {
            Dataset<Row> first = StableIds.first(clustered).persist();
            run.folder().parquet("clusters.parquet", first, "source", "id");
            run.folder().delete("changes.parquet");
            return first;
        }
        StableIds ids = StableIds.after(clustered, earlier.clusters().localCheckpoint(), run.generation());
        Dataset<Row> later = ids.clusters().persist();
        run.folder().parquet("clusters.parquet", later, "source", "id");
        run.folder().parquet("changes.parquet", ids.changes(), "entity_id", "change", "other_entity_id");
        return later;
    }

    private static Column node(String source, String id) {
        return functions.concat(functions.col(source), functions.lit(Linkage.SEPARATOR), functions.col(id));
    }

    private static Column source(List<String> names) {
        Column name = functions.lit(names.get(0));
        for (int i = 1; i < names.size(); i++) {
            name = functions
                    .when(functions.col("source").equalTo(i), names.get(i))
                    .otherwise(name);
        }
        return name;
    }
}
