package org.wasl.warehouse.query;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.dhatim.fastexcel.Worksheet;

/** One sheet with a header row; numbers stay numbers. */
final class Workbook implements RowWriter {
    /** A sheet's last row is 1,048,576, and one is the header. */
    private static final int MOST_ROWS = 1_048_575;

    private final OutputStream out;

    Workbook(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(ResultSet result) throws SQLException, IOException {
        org.dhatim.fastexcel.Workbook book = new org.dhatim.fastexcel.Workbook(out, "wasl", "1.0");
        Worksheet sheet = book.newWorksheet("result");
        int width = result.getMetaData().getColumnCount();
        for (int i = 0; i < width; i++) {
            sheet.value(0, i, result.getMetaData().getColumnLabel(i + 1));
            sheet.style(0, i).bold().set();
        }
        sheet.freezePane(0, 1);
        int row = 0;
        while (result.next()) {
            if (++row > MOST_ROWS) {
                throw new QueryException(
                        "an Excel sheet holds " + MOST_ROWS + " rows; use --format csv or parquet", null);
            }
            for (int i = 0; i < width; i++) {
                write(sheet, row, i, Cells.plain(result, i + 1));
            }
        }
        book.finish();
        out.flush();
    }

    private static void write(Worksheet sheet, int row, int column, @org.jspecify.annotations.Nullable Object value) {
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof Boolean flag) {
            sheet.value(row, column, flag);
        } else if (value != null) {
            sheet.value(row, column, Cells.text(value));
        }
    }
}
