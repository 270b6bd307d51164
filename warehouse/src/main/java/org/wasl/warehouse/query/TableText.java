package org.wasl.warehouse.query;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Columns under each other for a terminal; the first thousand rows. */
final class TableText implements RowWriter {
    private static final int MOST_ROWS = 1000;
    private static final int WIDEST = 60;
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
                row.add(oneLine(Cells.text(value)));
            }
            rows.add(row);
        }
        print(header, rows, numeric);
        if (more) {
            line("… only the first " + MOST_ROWS + " rows; --format csv writes all");
        }
        out.flush();
    }

    private void print(List<String> header, List<List<String>> rows, List<Boolean> numeric) throws IOException {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns(header.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], columns(row.get(i)));
            }
        }
        line(format(header, widths, numeric));
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append(i == 0 ? "" : "  ").append("─".repeat(widths[i]));
        }
        line(rule.toString());
        for (List<String> row : rows) {
            line(format(row, widths, numeric));
        }
    }

    private static String format(List<String> cells, int[] widths, List<Boolean> numeric) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - columns(cells.get(i)));
            line.append(i == 0 ? "" : "  ");
            line.append(numeric.get(i) ? pad + cells.get(i) : cells.get(i) + pad);
        }
        return line.toString().stripTrailing();
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.codePointCount(0, line.length()) > WIDEST
                ? line.substring(0, line.offsetByCodePoints(0, WIDEST - 1)) + "…"
                : line;
    }

    /** Terminal columns: wide East Asian characters take two, combining marks none. */
    private static int columns(String text) {
        return text.codePoints()
                .map(c -> {
                    int type = UCharacter.getType(c);
                    if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
                        return 0;
                    }
                    int east = UCharacter.getIntPropertyValue(c, UProperty.EAST_ASIAN_WIDTH);
                    return east == UCharacter.EastAsianWidth.WIDE || east == UCharacter.EastAsianWidth.FULLWIDTH
                            ? 2
                            : 1;
                })
                .sum();
    }

    private void line(String text) throws IOException {
        PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
        print.print(text);
        print.print('\n');
        print.flush();
    }
}
