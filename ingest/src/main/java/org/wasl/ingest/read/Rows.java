package org.wasl.ingest.read;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of one table, before anyone knows which of them is the header. */
sealed interface Rows extends AutoCloseable permits CsvRows, XlsxRows {
    /** The next record, or null at the end. */
    @Nullable Raw next() throws IOException;

    @Override
    void close() throws IOException;

    /** A record: its cells, or the damage that keeps them from being told apart. */
    @SuppressWarnings("ArrayRecordComponent")
    record Raw(long line, String[] cells, @Nullable Damage damage) {}

    /** What is wrong with a record. */
    record Damage(String rule, String message, String text) {}
}
