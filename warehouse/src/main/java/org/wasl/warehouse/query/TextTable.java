package org.wasl.warehouse.query;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Columns under each other, whatever the script their text is in. */
public final class TextTable {
    private static final int WIDEST = 60;

    private TextTable() {}

    /** Writes rows of text; a column whose every cell looks like a number is set to the right. */
    public static void write(List<String> header, List<List<String>> rows, OutputStream out) throws IOException {
        List<Boolean> numeric = IntStream.range(0, header.size())
                .mapToObj(i -> rows.stream().allMatch(r -> r.get(i).matches("(-?[0-9.]+)?")))
                .toList();
        write(header, rows, numeric, out);
    }

    /** Writes the table, numbers to the right. */
    static void write(List<String> header, List<List<String>> all, List<Boolean> numeric, OutputStream out)
            throws IOException {
        List<List<String>> rows = all.stream()
                .map(r -> r.stream().map(TextTable::oneLine).toList())
                .toList();
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns(header.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], columns(row.get(i)));
            }
        }
        line(format(header, widths, numeric), out);
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append(i == 0 ? "" : "  ").append("─".repeat(widths[i]));
        }
        line(rule.toString(), out);
        for (List<String> row : rows) {
            line(format(row, widths, numeric), out);
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

    static void line(String text, OutputStream out) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
