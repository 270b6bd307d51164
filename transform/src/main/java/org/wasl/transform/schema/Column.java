package org.wasl.transform.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column as declared.
 *
 * @param codes code list its values come from
 * @param values accepted values, where they are too few for a code list
 * @param range least and greatest value; null inside: open
 * @param references {@code table.column} its values must be found in
 * @param personal {@code none} or {@code pseudonym}
 */
public record Column(
        String name,
        ColumnType type,
        String description,
        boolean nullable,
        @Nullable String codes,
        List<String> values,
        @Nullable Range range,
        @Nullable String references,
        String personal) {
    public Column {
        values = List.copyOf(values);
    }

    /** Accepted interval, both ends included. */
    public record Range(@Nullable Double from, @Nullable Double to) {}

    static Column plain(String name, ColumnType type, boolean nullable, String description) {
        return new Column(name, type, description, nullable, null, List.of(), null, null, "none");
    }

    Column notNull() {
        return new Column(name, type, description, false, codes, values, range, references, personal);
    }
}
