package org.wasl.warehouse.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wasl.warehouse.chart.Chart;
import org.wasl.warehouse.chart.ChartStyle;
import org.wasl.warehouse.chart.Frame;
import org.wasl.warehouse.impact.StudyPage;

/**
 * Figures and tables under each other as one self-contained page, in the dress of a study's page.
 *
 * @param facts what it was made from, term by term
 */
public record FindingsPage(String kicker, String title, Map<String, String> facts, List<Part> parts) {
    public FindingsPage {
        parts = List.copyOf(parts);
    }

    /** A figure or a table. */
    public sealed interface Part {
        String id();

        String title();

        String note();
    }

    /** A chart, drawn for a desk and for a telephone. */
    public record Figure(String id, String title, String note, Chart chart) implements Part {
        public String wide() {
            return draw(Frame.Size.WIDE);
        }

        public String narrow() {
            return draw(Frame.Size.NARROW);
        }

        private String draw(Frame.Size size) {
            return chart.svg(
                    Frame.inPage(id + "-" + size.name().toLowerCase(Locale.ROOT), size, Frame.Direction.LEFT_TO_RIGHT));
        }
    }

    /** Rows of words and numbers. */
    public record Table(String id, String title, String note, List<String> columns, List<List<String>> rows)
            implements Part {
        private static final int COLUMNS_OF_A_TELEPHONE = 3;

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        /** Whether its rows stand cell under cell where the page is narrow: too many columns for a telephone. */
        public boolean isWide() {
            return columns.size() > COLUMNS_OF_A_TELEPHONE;
        }

        /** What a column holds, as its cells are set: numbers to the right, words where reading begins. */
        public String kind(int column) {
            boolean numbers = rows.stream().map(row -> row.get(column)).allMatch(Table::isNumber);
            return numbers ? "number" : "words";
        }

        private static boolean isNumber(String cell) {
            return cell.isEmpty() || cell.matches("[+\u2212]?[\\d,.]+(e[+\u2212]?\\d+)?( %)?");
        }
    }

    /** The page as HTML. */
    public String html() {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, FindingsPage.class.getClassLoader(), "org.wasl.warehouse.report.pages");
        StringOutput output = new StringOutput();
        engine.render("findings.jte", Map.of("page", this, "style", ChartStyle.sheet() + sheet()), output);
        return output.toString();
    }

    private static String sheet() {
        try (InputStream in = StudyPage.class.getResourceAsStream("study.css")) {
            if (in == null) throw new IllegalStateException("study.css is missing from the application's jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("study.css cannot be read from the application's jar", e);
        }
    }
}
