package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.suggest.Suggester;
import org.wasl.transform.linkage.suggest.Suggestion;

/** Reads the records for which a model is to be suggested. */
public final class SuggestedModel {
    /** Records that are looked at; of more, a part that is the same each time. */
    private static final int LOOKED_AT = 200_000;

    private SuggestedModel() {}

    public static Suggestion of(SparkSession spark, Input input) {
        Dataset<Row> records = Records.read(spark, input);
        // Lists, a model's author must make texts of.
        List<String> columns = java.util.Arrays.stream(records.schema().fields())
                .filter(field -> field.dataType() instanceof org.apache.spark.sql.types.StringType)
                .map(field -> field.name())
                .toList();
        Dataset<Row> texts = records.select(columns.stream()
                .map(name -> functions.col(org.wasl.transform.linkage.file.ModelFile.quote(name)))
                .toArray(org.apache.spark.sql.Column[]::new));
        List<Row> rows = texts.takeAsList(LOOKED_AT + 1);
        if (rows.size() > LOOKED_AT) {
            rows = texts.orderBy(functions.expr("xxhash64(*)")).limit(LOOKED_AT).collectAsList();
        }
        List<List<@Nullable String>> values = new ArrayList<>();
        for (Row row : rows) {
            List<@Nullable String> of = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) of.add(row.getString(i));
            values.add(of);
        }
        return Suggester.of(columns, values);
    }
}
