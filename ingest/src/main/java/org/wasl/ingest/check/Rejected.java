package org.wasl.ingest.check;

import org.jspecify.annotations.Nullable;

/**
 * A record that may not land, and why.
 *
 * @param column the column at fault; null where it is the record as a whole
 * @param value the cell at fault; a pseudonym where it is personal
 * @param message a sentence for the data officer who sent it
 * @param rawRecord the record as it came, personal cells masked
 */
public record Rejected(
        String file,
        long line,
        @Nullable String column,
        @Nullable String value,
        String rule,
        String message,
        String rawRecord)
        implements Outcome {}
