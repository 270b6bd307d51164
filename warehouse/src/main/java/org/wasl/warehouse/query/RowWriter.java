package org.wasl.warehouse.query;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes a result in one format, row by row. */
interface RowWriter {
    void write(ResultSet result) throws SQLException, IOException;

    static RowWriter of(Format format, OutputStream out) {
        return switch (format) {
            case TABLE -> new TableText(out);
            case CSV -> new CsvText(out);
            case JSON -> new JsonText(out);
            case XLSX -> new Workbook(out);
            case PARQUET -> throw new IllegalArgumentException("DuckDB writes Parquet itself");
        };
    }
}
