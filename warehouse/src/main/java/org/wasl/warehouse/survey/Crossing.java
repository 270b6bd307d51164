package org.wasl.warehouse.survey;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The cells that the values of some columns cross into, those that the data have. DuckDB finds a row's cell by hashing: a
 * condition for each cell would be tried in turn, and written out wherever the cell is asked for.
 *
 * @param columns whose values as text make a cell
 * @param cells a value of each column, null where it is empty
 */
record Crossing(List<String> columns, List<List<@Nullable String>> cells) {
    /** Stand in a row's key for an empty value, and between values; no text that people write has them. */
    private static final char EMPTY = 0x1e;

    private static final char BETWEEN = 0x1f;

    /** SQL of the number of a row's cell, from 0; null in a row of none of them. */
    String number() {
        StringJoiner key = new StringJoiner(" || '" + BETWEEN + "' || ");
        columns.forEach(column -> key.add("coalesce(" + Quoted.name(column) + "::varchar, '" + EMPTY + "')"));
        StringJoiner all = new StringJoiner(", ");
        for (List<@Nullable String> cell : cells) {
            StringJoiner text = new StringJoiner(String.valueOf(BETWEEN));
            cell.forEach(value -> text.add(value == null ? String.valueOf(EMPTY) : value));
            all.add(Quoted.text(text.toString()));
        }
        return "enum_code(try_cast((" + (columns.isEmpty() ? "''" : key) + ") as enum (" + all + ")))::integer";
    }

    /** SQL of a number that a row's cell has. */
    String value(double[] byCell) {
        StringJoiner values = new StringJoiner(", ", "[", "]::double[]");
        for (double value : byCell) {
            values.add("'" + value + "'");
        }
        return "(" + values + ")[" + number() + " + 1]";
    }
}
