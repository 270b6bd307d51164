package org.wasl.warehouse.impact;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.chart.ChartStyle;
import org.wasl.warehouse.chart.Frame;

/**
 * A study as one self-contained page, as its template reads it.
 *
 * @param facts what it was made from, term by term
 * @param headlines rows for the effects as a whole
 * @param details rows for single starting periods and distances
 */
public record StudyPage(
        String question,
        Map<String, String> facts,
        List<String> columns,
        List<List<String>> headlines,
        List<List<String>> details,
        List<Figure> figures,
        boolean withholds) {
    private static final List<String> COLUMNS = List.of(
            "Outcome",
            "Effect",
            "Estimate",
            "95 % interval",
            "SE",
            "p",
            "p adjusted",
            "n",
            "Clusters",
            "Specification",
            "Subgroup");

    /** One plot, drawn for a desk and for a telephone. */
    public record Figure(String title, String wide, String narrow) {}

    static StudyPage of(Study study, List<StudyResult> results, Map<String, String> facts) {
        List<List<String>> headlines = new ArrayList<>();
        List<List<String>> details = new ArrayList<>();
        // The last column names subgroups; it stands only where a study has some.
        boolean subgroups = results.stream().anyMatch(r -> r.subgroup() != null);
        int columns = COLUMNS.size() - (subgroups ? 0 : 1);
        for (StudyResult result : results) {
            boolean detail = result.group() != null || result.time() != null || result.eventTime() != null;
            (detail ? details : headlines).add(row(result).subList(0, columns));
        }
        List<Figure> figures = new ArrayList<>();
        for (StudyPlots.Drawing drawing : StudyPlots.of(study, results)) {
            figures.add(new Figure(
                    drawing.outcome() + " (" + drawing.specification() + ")",
                    draw(drawing, Frame.Size.WIDE),
                    draw(drawing, Frame.Size.NARROW)));
        }
        boolean withholds = results.stream().anyMatch(StudyResult::isWithheld);
        return new StudyPage(
                study.question(), facts, COLUMNS.subList(0, columns), headlines, details, figures, withholds);
    }

    String html() {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, StudyPage.class.getClassLoader(), "org.wasl.warehouse.report.pages");
        StringOutput output = new StringOutput();
        engine.render("study.jte", Map.of("page", this, "style", ChartStyle.sheet() + sheet()), output);
        return output.toString();
    }

    private static String draw(StudyPlots.Drawing drawing, Frame.Size size) {
        String id = drawing.name() + "-" + size.name().toLowerCase(Locale.ROOT);
        return drawing.plot().svg(Frame.inPage(id, size, Frame.Direction.LEFT_TO_RIGHT));
    }

    private static List<String> row(StudyResult result) {
        String effect = result.parameter()
                + (result.group() == null ? "" : " " + result.group())
                + (result.time() == null ? "" : " at " + result.time())
                + (result.eventTime() == null
                        ? ""
                        : String.format(Locale.ROOT, " %+d", result.eventTime()).replace('-', '\u2212'));
        boolean held = result.isWithheld();
        return List.of(
                result.outcome(),
                effect,
                held ? "withheld" : number(result.estimate()),
                result.ciLow() == null ? "" : number(result.ciLow()) + " to " + number(result.ciHigh()),
                number(result.se()),
                number(result.p()),
                number(result.pAdjusted()),
                held ? "" : String.format(Locale.ROOT, "%,d", result.n()),
                held ? "" : String.format(Locale.ROOT, "%,d", result.clusters()),
                result.specification(),
                result.subgroup() == null ? "" : result.subgroup());
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value).replace('-', '\u2212');
    }

    private static String sheet() {
        try (InputStream in = StudyPage.class.getResourceAsStream("study.css")) {
            if (in == null) {
                throw new IllegalStateException("study.css is missing from the application's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("study.css cannot be read from the application's jar", e);
        }
    }
}
