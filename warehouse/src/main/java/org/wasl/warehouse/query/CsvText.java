package org.wasl.warehouse.query;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** RFC 4180, UTF-8, line feeds. */
final class CsvText implements RowWriter {
    private final OutputStream out;

    CsvText(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(ResultSet result) throws SQLException, IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CSVPrinter printer = new CSVPrinter(
                writer, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
        int width = result.getMetaData().getColumnCount();
        for (int i = 1; i <= width; i++) {
            printer.print(result.getMetaData().getColumnLabel(i));
        }
        printer.println();
        while (result.next()) {
            for (int i = 1; i <= width; i++) {
                printer.print(Cells.text(Cells.plain(result, i)));
            }
            printer.println();
        }
        printer.flush();
    }
}
