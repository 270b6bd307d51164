package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A few rows under each other for a person; numbers to the right. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();

    TextTable(String... header) {
        rows.add(List.of(header));
        for (int i = 0; i < header.length; i++) numeric.add(false);
    }

    /** Adds a row; a whole number is written with thousands separators. */
    TextTable row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            boolean number = cells[i] instanceof Number;
            if (number) numeric.set(i, true);
            texts.add(number ? number((Number) cells[i]) : cells[i].toString());
        }
        rows.add(texts);
        return this;
    }

    static String number(Number value) {
        double number = value.doubleValue();
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,d", (long) number)
                : String.format(Locale.ROOT, "%,.2f", number);
    }

    /** A count with its noun: 1 row, 2 rows. */
    static String counted(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    void print(PrintStream out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                String pad = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
                line.append(i == 0 ? "" : "  ").append(numeric.get(i) ? pad + cell : cell + pad);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
