package org.wasl.transform;

import java.util.List;

/** The tables of a finished run, in the order of {@code schema.json}. */
public record TransformResult(List<WrittenTable> tables) {
    public TransformResult {
        tables = List.copyOf(tables);
    }

    /** A table as written: its rows and the names of its files. */
    public record WrittenTable(String name, long rows, List<String> files) {
        public WrittenTable {
            files = List.copyOf(files);
        }
    }

    /** Rows over all tables. */
    public long rows() {
        return tables.stream().mapToLong(WrittenTable::rows).sum();
    }
}
