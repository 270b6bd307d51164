package org.wasl.jobs.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.ReviewList;

/** The sheet in which a person decides about pairs: both records side by side, and four empty columns. */
final class ReviewSheet {
    private static final List<String> DECISION = List.of("same", "who", "when", "why");
    private static final int SAME = 2;
    private static final String DIFFERENT = "FFF2CC";
    private static final String TO_FILL = "E2EFDA";

    private final ReviewList list;

    ReviewSheet(ReviewList list) {
        this.list = list;
    }

    /** Writes text, or a workbook where the name says so. */
    void write(Path file) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx")) workbook(file);
        else text(file);
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("id_l", "id_r"));
        header.addAll(DECISION);
        for (String column : list.columns()) {
            header.add("l." + column);
            header.add("r." + column);
        }
        header.addAll(List.of("probability", "weight", "rule", "alike", "moves", "source_l", "source_r"));
        return header;
    }

    private List<@Nullable Object> cells(ReviewList.Pair pair) {
        List<@Nullable Object> cells = new ArrayList<>(List.of(pair.idLeft(), pair.idRight()));
        for (int i = 0; i < DECISION.size(); i++) cells.add(null);
        for (int i = 0; i < list.columns().size(); i++) {
            cells.add(pair.left().get(i));
            cells.add(pair.right().get(i));
        }
        cells.add(rounded(pair.probability()));
        cells.add(rounded(pair.weight()));
        cells.add(pair.rule());
        cells.add(pair.alike());
        cells.add(rounded(pair.moves()));
        cells.add(pair.sourceLeft());
        cells.add(pair.sourceRight());
        return cells;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private void text(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file);
                CSVPrinter printer = new CSVPrinter(
                        out,
                        CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
            printer.printRecord(header());
            for (ReviewList.Pair pair : list.pairs()) printer.printRecord(cells(pair));
        }
    }

    private void workbook(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "wasl", "1.0")) {
            Worksheet sheet = book.newWorksheet("pairs");
            List<String> header = header();
            for (int column = 0; column < header.size(); column++) {
                sheet.value(0, column, header.get(column));
                sheet.style(0, column).bold().set();
            }
            int row = 0;
            for (ReviewList.Pair pair : list.pairs()) {
                row++;
                List<@Nullable Object> cells = cells(pair);
                for (int column = 0; column < cells.size(); column++) write(sheet, row, column, cells.get(column));
                mark(sheet, row, pair);
            }
            if (row > 0) {
                sheet.range(1, SAME, row, SAME).validateWithListByFormula("\"yes,no\"");
                sheet.range(1, SAME, row, SAME + DECISION.size() - 1)
                        .style()
                        .fillColor(TO_FILL)
                        .set();
            }
            sheet.freezePane(SAME, 1);
        }
    }

    private static void write(Worksheet sheet, int row, int column, @Nullable Object value) {
        if (value instanceof Number number) sheet.value(row, column, number);
        else if (value != null) sheet.value(row, column, value.toString());
    }

    /** What the two records do not share is seen at once. */
    private void mark(Worksheet sheet, int row, ReviewList.Pair pair) {
        int first = SAME + DECISION.size();
        for (int i = 0; i < list.columns().size(); i++) {
            if (Objects.equals(pair.left().get(i), pair.right().get(i))) continue;
            sheet.range(row, first + 2 * i, row, first + 2 * i + 1)
                    .style()
                    .fillColor(DIFFERENT)
                    .set();
        }
    }
}
