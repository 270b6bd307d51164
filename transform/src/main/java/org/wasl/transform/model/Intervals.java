package org.wasl.transform.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * History out of snapshots. A row says that a key had these values from {@code valid_from} to {@code valid_to} (null:
 * and still has them). Rows that follow each other without a gap and with equal values become one; its provenance is
 * that of the last.
 */
final class Intervals {
    private static final List<String> NOT_VALUES =
            List.of("valid_from", "valid_to", "delivery_id", "source_file", "source_line", "delivery_order");

    private Intervals() {}

    static Dataset<Row> merge(Dataset<Row> rows, String key) {
        WindowSpec inOrder = Window.partitionBy(key).orderBy("valid_from");
        String values = Arrays.stream(rows.columns())
                .filter(c -> !NOT_VALUES.contains(c) && !c.equals(key))
                .collect(Collectors.joining(", "));
        String all = String.join(", ", rows.columns());
        return rows.withColumn("held", functions.expr("struct(" + values + ")"))
                .withColumn(
                        "starts",
                        functions
                                .lag("held", 1)
                                .over(inOrder)
                                .eqNullSafe(functions.col("held"))
                                .and(functions.lag("valid_to", 1).over(inOrder).equalTo(functions.col("valid_from")))
                                .equalTo(true)
                                .eqNullSafe(false)
                                .or(functions.lag("valid_to", 1).over(inOrder).isNull())
                                .cast("int"))
                .withColumn("version", functions.sum("starts").over(inOrder))
                .groupBy(key, "version")
                .agg(
                        functions.min("valid_from").as("first_from"),
                        functions
                                .expr("max_by(struct(" + all + "), valid_from)")
                                .as("last"))
                .selectExpr(Arrays.stream(rows.columns())
                        .map(c -> c.equals("valid_from") ? "first_from AS valid_from" : "last." + c + " AS " + c)
                        .toArray(String[]::new));
    }
}
