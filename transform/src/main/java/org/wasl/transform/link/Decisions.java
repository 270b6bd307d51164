package org.wasl.transform.link;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Links decided by people: {@code restricted/decisions.csv} with the columns {@code model, id_l, id_r, decision}
 * ({@code same} or {@code different}) and {@code reviewer}. Registers the view {@code decision}.
 */
public final class Decisions {
    private static final StructType SCHEMA =
            StructType.fromDDL("model string, id_l string, id_r string, decision string, reviewer string");

    private Decisions() {}

    public static void register(SparkSession spark, Path restricted) {
        Path file = restricted.resolve("decisions.csv");
        Dataset<Row> decisions = java.nio.file.Files.exists(file)
                ? spark.read()
                        .schema(SCHEMA)
                        .option("header", true)
                        .option("enforceSchema", false)
                        .option("mode", "FAILFAST")
                        .csv(file.toUri().toString())
                : spark.createDataFrame(List.<Row>of(), SCHEMA);
        decisions
                .selectExpr("model", "id_l", "id_r", "decision = 'same' AS same", "reviewer")
                .createOrReplaceTempView("decision");
    }
}
