package org.wasl.ingest.read;

/** One record of a file, with where it starts. */
public sealed interface Row {
    /** The file, or the entry of an archive. */
    String file();

    /** The physical line in which the record starts, or the sheet's row; from 1. */
    long line();

    /** A record whose cells could be told apart. */
    @SuppressWarnings("ArrayRecordComponent") // millions of them, read once and let go
    record Cells(Layout layout, long line, String[] cells) implements Row {
        @Override
        public String file() {
            return layout.file();
        }
    }

    /**
     * A record that could not be taken apart.
     *
     * @param rule the rule that rejects it
     * @param text its text, cut where it is very long
     */
    record Damaged(Layout layout, long line, String rule, String message, String text) implements Row {
        @Override
        public String file() {
            return layout.file();
        }
    }
}
