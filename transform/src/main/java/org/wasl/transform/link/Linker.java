package org.wasl.transform.link;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.wasl.transform.linkage.ViewLinkage;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Decision;

/**
 * Runs a linkage model: blocks, compares, keeps what is probable enough, applies people's decisions and the
 * constraint. The result has {@code id_l, id_r, probability, rule, reviewer}.
 */
public final class Linker {
    private final SparkSession spark;

    /** Expects the view {@code decision} (see {@link Decisions}). */
    public Linker(SparkSession spark) {
        this.spark = spark;
        spark.udf()
                .register(
                        "name_similarity",
                        (org.apache.spark.sql.api.java.UDF2<String, String, Double>) TokenSimilarity::of,
                        DataTypes.DoubleType);
    }

    /** The links of a model of the programme, {@code links/<name>.yaml}: rules, or comparisons with their weights.
     *
     * @param oneTask whether the records are few
     */
    public Dataset<Row> link(Path programme, String name, boolean oneTask) {
        Path file = programme.resolve("links").resolve(name + ".yaml");
        if (LinkModels.hasRules(file)) return link(LinkModels.load(file));
        List<Decision> decisions =
                spark.table("decision").where(functions.col("model").equalTo(name)).collectAsList().stream()
                        .map(row -> new Decision(
                                row.getAs("id_l"), row.getAs("id_r"), row.getAs("same"), row.getAs("reviewer")))
                        .toList();
        return ViewLinkage.links(spark, ModelFile.read(file), new Decided(decisions), oneTask);
    }

    Dataset<Row> link(LinkModel model) {
        return spark.sql(String.join(
                "\n",
                "WITH left_key AS (" + keyed(model.left(), model.block()) + "),",
                "right_key AS (" + "SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY block_key) AS in_block FROM ("
                        + keyed(model.right(), model.block()) + ")) WHERE in_block <= " + model.largestBlock() + "),",
                "compared AS (" + compared(model) + "),",
                "best AS (" + best(model) + "),",
                "decided AS (" + decided(model) + ")",
                constrained(model.constraint())));
    }

    private static String keyed(String view, List<String> block) {
        String keys = String.join(", ", block);
        return "SELECT *, explode(array_distinct(array_compact(concat(" + keys + ")))) AS block_key FROM " + view;
    }

    private static String compared(LinkModel model) {
        String rule = IntStream.range(0, model.rules().size())
                .mapToObj(i -> "WHEN " + model.rules().get(i).when() + " THEN struct(CAST("
                        + model.rules().get(i).probability() + " AS DOUBLE) AS probability, -" + i + " AS rank, '"
                        + model.rules().get(i).rule() + "' AS rule)")
                .collect(Collectors.joining("\n  "));
        return "SELECT l.id AS id_l, r.id AS id_r, CASE " + rule
                + " END AS decision\nFROM left_key l JOIN right_key r ON" + " l.block_key = r.block_key"
                + (model.withinOneView() ? " AND l.id < r.id" : "");
    }

    private static String best(LinkModel model) {
        return "SELECT id_l, id_r, max(decision) AS decision FROM compared WHERE decision.probability >= "
                + model.threshold() + " GROUP BY id_l, id_r";
    }

    /** People's decisions hold: a pair they refused is no candidate, a pair they confirmed is certain. */
    private static String decided(LinkModel model) {
        String of = " FROM decision WHERE model = '" + model.model() + "' AND ";
        return "SELECT id_l, id_r, decision.probability AS probability, decision.rule AS rule,"
                + " CAST(NULL AS STRING) AS reviewer FROM best WHERE NOT EXISTS (SELECT 1" + of
                + "decision.id_l = best.id_l AND decision.id_r = best.id_r)\nUNION ALL SELECT id_l, id_r, 1.0D,"
                + " 'decided', reviewer" + of + "same";
    }

    private static String constrained(LinkModel.Constraint constraint) {
        String order = "ORDER BY probability DESC, ";
        String left = "row_number() OVER (PARTITION BY id_l " + order + "id_r)";
        String right = "row_number() OVER (PARTITION BY id_r " + order + "id_l)";
        String columns = "id_l, id_r, probability, rule, reviewer";
        return switch (constraint) {
            case NONE -> "SELECT " + columns + " FROM decided";
            case MANY_TO_ONE ->
                "SELECT " + columns + " FROM (SELECT *, " + left + " AS of_left FROM decided) WHERE of_left = 1";
            case ONE_TO_ONE ->
                "SELECT " + columns + " FROM (SELECT *, " + left + " AS of_left, " + right
                        + " AS of_right FROM decided) WHERE of_left = 1 AND of_right = 1";
        };
    }
}
