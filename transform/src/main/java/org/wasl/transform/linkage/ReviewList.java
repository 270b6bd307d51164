package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.score.Weights;

/**
 * The pairs of a run that a person's decision tells most about, the most telling first: those near the threshold
 * (uncertainty sampling, Lewis and Gale 1994), weighted by how many pairs of records the decision would join or part,
 * and by how many pairs show the same. Of pairs that show the same, the second counts half, the third a third.
 *
 * @param columns of the inputs, in their order
 */
public record ReviewList(List<String> columns, List<Pair> pairs) {
    /** A threshold of 0 or 1 is no place on the scale of weights. */
    private static final double EDGE = 1e-6;

    public ReviewList {
        columns = List.copyOf(columns);
        pairs = List.copyOf(pairs);
    }

    /**
     * A pair to decide about.
     *
     * @param alike how many pairs of the run show the same
     * @param moves pairs of records that the decision would join, or part
     * @param left by column, what the left record has there; null where it has nothing
     */
    public record Pair(
            String idLeft,
            String sourceLeft,
            String idRight,
            String sourceRight,
            double probability,
            double weight,
            String rule,
            long alike,
            double moves,
            List<@Nullable String> left,
            List<@Nullable String> right) {}

    /** Chooses pairs of a run that has been written.
     *
     * @param most how many
     */
    static ReviewList of(SparkSession spark, Folder folder, int most) {
        ModelDocument document = folder.json("model.json", ModelDocument.class);
        List<Row> chosen = chosen(folder, document.model().thresholds().link(), most);
        Dataset<Row> records = asTexts(Records.read(spark, document.inputs(), document.model()));
        List<String> columns = Stream.of(records.columns())
                .filter(c -> !c.equals(Records.SOURCE) && !c.equals(Records.ID))
                .filter(c -> !document.model().ids().contains(c))
                .toList();
        Object[] ids = chosen.stream()
                .flatMap(row -> Stream.of(row.getString(0), row.getString(1)))
                .distinct()
                .toArray();
        List<String> sources = document.inputs().stream().map(Input::source).toList();
        Map<String, List<@Nullable String>> values = new HashMap<>();
        for (Row row : records.where(functions.col(Records.ID).isin(ids)).collectAsList()) {
            List<@Nullable String> of = new ArrayList<>();
            for (String column : columns) of.add(row.<@Nullable String>getAs(column));
            values.put(sources.get(row.getInt(0)) + Linkage.SEPARATOR + row.getString(1), of);
        }
        // Of a record that is no longer in the inputs nothing can be shown.
        List<@Nullable String> gone = Collections.nCopies(columns.size(), null);
        return new ReviewList(
                columns, chosen.stream().map(row -> pair(row, values, gone)).toList());
    }

    /** Lists as one text. */
    private static Dataset<Row> asTexts(Dataset<Row> records) {
        Dataset<Row> texts = records;
        for (StructField field : records.schema().fields()) {
            if (field.dataType() instanceof ArrayType) {
                texts = texts.withColumn(
                        field.name(), functions.array_join(functions.col(ModelFile.quote(field.name())), ", "));
            }
        }
        return texts;
    }

    private static Pair pair(Row row, Map<String, List<@Nullable String>> values, List<@Nullable String> gone) {
        return new Pair(
                row.getString(0),
                row.getString(2),
                row.getString(1),
                row.getString(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getString(6),
                row.getLong(7),
                row.getDouble(8),
                values.getOrDefault(row.getString(2) + Linkage.SEPARATOR + row.getString(0), gone),
                values.getOrDefault(row.getString(3) + Linkage.SEPARATOR + row.getString(1), gone));
    }

    /** Rows {@code id_l, id_r, source_l, source_r, probability, weight, rule, alike, moves}. */
    private static List<Row> chosen(Folder folder, double threshold, int most) {
        double at = Weights.weight(Math.min(Math.max(threshold, EDGE), 1 - EDGE));
        Dataset<Row> clusters = folder.parquet("clusters.parquet").select("source", "id", "entity_id");
        Dataset<Row> pairs = folder.parquet("pairs.parquet")
                // What people decided is not asked again: refused pairs are not there, confirmed ones show no pattern.
                .where("pattern IS NOT NULL")
                .join(clusters.toDF("source_l", "id_l", "entity_l"), new String[] {"source_l", "id_l"})
                .join(clusters.toDF("source_r", "id_r", "entity_r"), new String[] {"source_r", "id_r"});
        Dataset<Row> sizes = clusters.groupBy("entity_id").agg(functions.expr("count(*) AS records"));
        Dataset<Row> links = pairs.where("entity_l = entity_r AND probability >= " + threshold)
                .groupBy("entity_l")
                .agg(functions.expr("count(*) AS links"));
        Dataset<Row> patterns = pairs.groupBy("pattern").agg(functions.expr("count(*) AS alike"));
        return pairs.join(sizes.toDF("entity_l", "records_l"), new String[] {"entity_l"})
                .join(sizes.toDF("entity_r", "records_r"), new String[] {"entity_r"})
                .join(links, new String[] {"entity_l"}, "left")
                .join(patterns, new String[] {"pattern"})
                .withColumn("near", functions.expr("1 / (1 + pow(2D, " + at + " - weight))"))
                // A link holds its share of the pairs of its entity; of pairs apart, two entities would be one.
                .withColumn(
                        "moves",
                        functions.expr("CASE WHEN entity_l <> entity_r THEN CAST(records_l * records_r AS DOUBLE)"
                                + " WHEN probability >= " + threshold
                                + " THEN records_l * (records_l - 1) / 2D / links ELSE 1D END"))
                .withColumn("worth", functions.expr("4 * near * (1 - near) * log2(1 + moves) * log2(1 + alike)"))
                .withColumn(
                        "place",
                        functions.expr("row_number() OVER (PARTITION BY pattern ORDER BY worth DESC, id_l, id_r)"))
                .orderBy(functions.expr("worth / place").desc(), functions.col("id_l"), functions.col("id_r"))
                .limit(most)
                .select("id_l", "id_r", "source_l", "source_r", "probability", "weight", "rule", "alike", "moves")
                .collectAsList();
    }
}
