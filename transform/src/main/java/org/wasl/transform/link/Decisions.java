package org.wasl.transform.link;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Decision;

/**
 * Links decided by people: {@code restricted/decisions.csv} with the columns {@code model, id_l, id_r, decision}
 * ({@code same} or {@code different}) and, if need be, {@code reviewer}.
 */
public final class Decisions {
    private static final List<String> COLUMNS = List.of("model", "id_l", "id_r", "decision");

    private final Map<String, List<Decision>> byModel;

    private Decisions(Map<String, List<Decision>> byModel) {
        this.byModel = byModel;
    }

    /** The decisions of a home; none where it has no such file. */
    public static Decisions read(SparkSession spark, Path restricted) {
        Path file = restricted.resolve("decisions.csv");
        if (!Files.exists(file)) return new Decisions(Map.of());
        Dataset<Row> read = spark.read()
                .option("header", true)
                .option("mode", "FAILFAST")
                .csv(file.toUri().toString());
        List<String> columns = List.of(read.columns());
        for (String column : COLUMNS) {
            if (!columns.contains(column)) {
                throw new TransformException(file + " has no column '" + column
                        + "'; its first line must be model,id_l,id_r,decision,reviewer");
            }
        }
        return new Decisions(read
                .selectExpr("model", "id_l", "id_r", "decision", columns.contains("reviewer") ? "reviewer" : "NULL")
                .collectAsList()
                .stream()
                .collect(groupingBy(row -> row.getString(0), mapping(Decisions::decision, toList()))));
    }

    /** What was decided about pairs of a model. */
    public Decided of(String model) {
        return new Decided(byModel.getOrDefault(model, List.of()));
    }

    private static Decision decision(Row row) {
        return new Decision(row.getString(1), row.getString(2), "same".equals(row.getString(3)), row.getString(4));
    }
}
