package org.wasl.samples.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row about to be delivered: for every column the clean value and, where it was written differently, how and why. */
final class Row {
    /** A clean value; raw and mess are set where somebody wrote something else. */
    record Cell(
            String clean, @Nullable String raw, @Nullable String mess) {}

    private final Map<String, Cell> cells = new LinkedHashMap<>();

    Row put(String column, @Nullable Object clean) {
        cells.put(column, new Cell(clean == null ? "" : clean.toString(), null, null));
        return this;
    }

    /** A value that was written in another way; the same way is no mess. */
    Row put(String column, String clean, String raw, String mess) {
        cells.put(column, raw.equals(clean) ? new Cell(clean, raw, null) : new Cell(clean, raw, mess));
        return this;
    }

    /** A value written in another way whose truth is the record's own entity; no clean value is kept for it. */
    Row written(String column, String clean, String raw) {
        cells.put(column, new Cell(clean, raw, null));
        return this;
    }

    Row copy() {
        Row copy = new Row();
        copy.cells.putAll(cells);
        return copy;
    }

    Cell cell(String column) {
        Cell cell = cells.get(column);
        return cell == null ? new Cell("", "", null) : cell;
    }
}
