package org.wasl.samples.export;

import org.jspecify.annotations.Nullable;

/**
 * What stands in a cell.
 *
 * @param text as written in a text file
 * @param typed as a workbook holds it (number, date) where it is not just text
 */
record Value(String text, @Nullable Object typed) {
    static final Value EMPTY = new Value("", null);

    static Value text(String text) {
        return text.isEmpty() ? EMPTY : new Value(text, null);
    }
}
