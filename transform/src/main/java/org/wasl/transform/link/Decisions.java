package org.wasl.transform.link;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Decision;

/**
 * Links decided by people: {@code restricted/decisions.csv} with the columns {@code model, id_l, id_r, decision}
 * ({@code same} or {@code different}) and {@code reviewer}.
 */
public final class Decisions {
    private static final StructType SCHEMA =
            StructType.fromDDL("model string, id_l string, id_r string, decision string, reviewer string");

    private final Map<String, List<Decision>> byModel;

    private Decisions(Map<String, List<Decision>> byModel) {
        this.byModel = byModel;
    }

    /** The decisions of a home; none where it has no such file. */
    public static Decisions read(SparkSession spark, Path restricted) {
        Path file = restricted.resolve("decisions.csv");
        if (!Files.exists(file)) return new Decisions(Map.of());
        List<Row> rows = spark.read()
                .schema(SCHEMA)
                .option("header", true)
                .option("enforceSchema", false)
                .option("mode", "FAILFAST")
                .csv(file.toUri().toString())
                .collectAsList();
        return new Decisions(rows.stream()
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
