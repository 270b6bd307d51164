package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.suggest.Suggester;
import org.wasl.transform.linkage.suggest.Suggestion;
import org.wasl.transform.linkage.suggest.Table;

/** Reads the records for which a model is to be suggested. */
public final class SuggestedModel {
    /** Records that are looked at of all inputs; of more, a part that is the same each time. */
    private static final int LOOKED_AT = 200_000;

    private SuggestedModel() {}

    /** A model for the columns that all inputs have. */
    public static Suggestion of(SparkSession spark, List<Input> inputs) {
        Table table = inputs.stream()
                .map(input -> table(Records.read(spark, input), LOOKED_AT / inputs.size()))
                .reduce(Table::and)
                .orElseThrow();
        if (table.columns().isEmpty()) {
            throw new TransformException(
                    "no column of one input means the same as one of the others: give those that do one name");
        }
        return Suggester.of(table);
    }

    private static Table table(Dataset<Row> records, int most) {
        // Lists, a model's author must make texts of.
        List<String> columns = Arrays.stream(records.schema().fields())
                .filter(field -> field.dataType() instanceof StringType)
                .map(field -> field.name())
                .toList();
        List<List<@Nullable String>> values = new ArrayList<>();
        for (Row row : some(records, columns, most)) {
            List<@Nullable String> of = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) of.add(row.getString(c));
            values.add(of);
        }
        return Table.of(columns, values);
    }

    private static List<Row> some(Dataset<Row> records, List<String> columns, int most) {
        Dataset<Row> texts = records.select(columns.stream()
                .map(name -> functions.col(ModelFile.quote(name)))
                .toArray(Column[]::new));
        List<Row> rows = texts.takeAsList(most + 1);
        return rows.size() <= most
                ? rows
                : texts.orderBy(functions.expr("xxhash64(*)")).limit(most).collectAsList();
    }
}
