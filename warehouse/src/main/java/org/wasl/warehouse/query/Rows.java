package org.wasl.warehouse.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small result in memory. */
public record Rows(List<String> columns, List<List<@Nullable Object>> values) {
    public Rows {
        columns = List.copyOf(columns);
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Number of rows. */
    public int size() {
        return values.size();
    }

    /** The value in a row, by column name. */
    public @Nullable Object value(int row, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + column + " among " + columns);
        }
        return values.get(row).get(index);
    }

    /** The value as a number; null stays null. */
    public @Nullable Double number(int row, String column) {
        return value(row, column) instanceof Number number ? number.doubleValue() : null;
    }

    /** The value as text; null stays null. */
    public @Nullable String text(int row, String column) {
        Object value = value(row, column);
        return value == null ? null : value.toString();
    }
}
