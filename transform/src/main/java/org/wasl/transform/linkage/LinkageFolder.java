package org.wasl.transform.linkage;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.cluster.Components;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.transform.linkage.model.LinkageModel;

/** A directory with the results of one run: {@code pairs.parquet}, {@code clusters.parquet}, {@code model.json}. */
public final class LinkageFolder {
    /** Between a source and an id where both stand in one text. */
    private static final String SEPARATOR = "\u001f";

    private final SparkSession spark;
    private final Folder folder;

    public LinkageFolder(SparkSession spark, String directory) {
        this.spark = spark;
        this.folder = new Folder(spark, directory);
    }

    /**
     * What a run did.
     *
     * @param compared pairs compared
     * @param pairs pairs written
     * @param links pairs at the threshold
     */
    public record Summary(
            long records,
            long compared,
            long pairs,
            long links,
            long entities,
            double threshold,
            List<String> warnings) {}

    public Summary link(LinkageModel model, List<Input> inputs) {
        Linkage.Result result = new Linkage(spark, model, inputs).run();
        Dataset<Row> pairs = result.pairs().persist();
        folder.parquet("pairs.parquet", pairs, "id_l", "id_r", "source_l", "source_r");
        double threshold = model.thresholds().link();
        Dataset<Row> links = pairs.where("probability >= " + threshold);
        Dataset<Row> components = Components.of(links.select(
                node("source_l", "id_l").as("a"), node("source_r", "id_r").as("b")));
        List<String> sources = inputs.stream().map(Input::source).toList();
        Dataset<Row> clusters = result.records()
                .select(source(sources).as("source"), functions.col("id"))
                .withColumn("node", node("source", "id"))
                .join(components, new String[] {"node"}, "left")
                .selectExpr(
                        "source",
                        "id",
                        "'e' || lower(hex(xxhash64(coalesce(component, source || '" + SEPARATOR
                                + "' || id)))) AS entity_id")
                .persist();
        folder.parquet("clusters.parquet", clusters, "source", "id");
        folder.json("model.json", ModelDocument.of(model, inputs, result));
        return new Summary(
                result.recordCount(),
                (long) result.compared(),
                pairs.count(),
                links.count(),
                clusters.select("entity_id").distinct().count(),
                threshold,
                result.parameters().warnings());
    }

    private static org.apache.spark.sql.Column node(String source, String id) {
        return functions.concat(functions.col(source), functions.lit(SEPARATOR), functions.col(id));
    }

    private static org.apache.spark.sql.Column source(List<String> names) {
        org.apache.spark.sql.Column name = functions.lit(names.get(0));
        for (int i = 1; i < names.size(); i++) {
            name = functions
                    .when(functions.col("source").equalTo(i), names.get(i))
                    .otherwise(name);
        }
        return name;
    }

    public Evaluation evaluate(String truth) {
        Dataset<Row> known =
                spark.read().option("header", true).option("escape", "\"").csv(truth);
        if (!List.of(known.columns()).containsAll(List.of("id_l", "id_r"))) {
            throw new TransformException(
                    truth + " needs the columns id_l and id_r; it has " + String.join(", ", known.columns()));
        }
        double threshold = folder.json("model.json", ModelDocument.class)
                .model()
                .thresholds()
                .link();
        return Evaluation.of(folder.parquet("pairs.parquet"), known, threshold);
    }
}
