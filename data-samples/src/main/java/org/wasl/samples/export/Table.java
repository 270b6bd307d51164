package org.wasl.samples.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file being written row by row; lines are physical lines of a text, rows of a sheet, from 1. */
sealed interface Table extends Closeable permits CsvTable, XlsxTable {
    /** Writes a row and says on which line it starts. */
    int write(List<Value> values) throws IOException;

    /** Writes nothing on a line. */
    void blank() throws IOException;
}
