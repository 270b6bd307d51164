package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.review.Decision;
import org.wasl.transform.linkage.review.Docket;

/** {@code decisions.parquet}: what people decided, and who, when and why; it goes on from run to run. */
final class DecisionTable {
    private static final String NAME = "decisions.parquet";
    private static final StructType COLUMNS = StructType.fromDDL("id_l string, id_r string, source_l string,"
            + " source_r string, same boolean, who string, `when` string, why string, place string");

    private DecisionTable() {}

    static void write(Folder folder, Docket docket) {
        List<Row> rows = new ArrayList<>();
        for (List<Decision> some : List.of(List.copyOf(docket.decided().all()), docket.absent())) {
            for (Decision d : some) {
                rows.add(RowFactory.create(
                        d.left(),
                        d.right(),
                        d.leftSource(),
                        d.rightSource(),
                        d.same(),
                        d.reviewer(),
                        d.when(),
                        d.why(),
                        d.place()));
            }
        }
        if (rows.isEmpty()) folder.delete(NAME);
        else folder.parquet(NAME, rows, COLUMNS, 0, 1, 2, 3);
    }

    /** @param named the name that a source has now */
    static List<Decision> read(Folder folder, UnaryOperator<String> named) {
        if (!folder.has(NAME)) return List.of();
        return folder.parquet(NAME).collectAsList().stream()
                .map(row -> new Decision(
                        source(row.getString(2), named),
                        row.getString(0),
                        source(row.getString(3), named),
                        row.getString(1),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)))
                .toList();
    }

    private static @Nullable String source(@Nullable String before, UnaryOperator<String> named) {
        return before == null ? null : named.apply(before);
    }
}
