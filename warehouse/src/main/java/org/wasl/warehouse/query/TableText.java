package org.wasl.warehouse.query;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Columns under each other for a terminal; the first thousand rows. */
final class TableText implements RowWriter {
    private static final int MOST_ROWS = 1000;
    private final OutputStream out;

    TableText(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(ResultSet result) throws SQLException, IOException {
        int width = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            header.add(result.getMetaData().getColumnLabel(i));
        }
        List<Boolean> numeric = new ArrayList<>(Collections.nCopies(width, true));
        boolean more = false;
        while (result.next()) {
            if (rows.size() == MOST_ROWS) {
                more = true;
                break;
            }
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                Object value = Cells.plain(result, i);
                if (value != null && !(value instanceof Number)) {
                    numeric.set(i - 1, false);
                }
                row.add(Cells.text(value));
            }
            rows.add(row);
        }
        TextTable.write(header, rows, numeric, out);
        if (more) {
            TextTable.line("… only the first " + MOST_ROWS + " rows; --format csv writes all", out);
        }
        out.flush();
    }
}
