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
import org.wasl.warehouse.chart.ChartStyle;
import org.wasl.warehouse.chart.Frame;

/**
 * A study as one self-contained page, as its template reads it.
 *
 * @param other the same page in another language
 * @param facts what it was made from, term by term
 * @param headlines rows for the effects as a whole
 * @param details rows for single starting periods and distances
 * @param withheld what it means that a figure is withheld; empty where none is
 */
public record StudyPage(
        String language,
        String direction,
        String kicker,
        String question,
        Link other,
        Map<String, String> facts,
        List<String> columns,
        String headlinesTitle,
        List<List<String>> headlines,
        String detailsTitle,
        List<List<String>> details,
        List<Figure> figures,
        String reading,
        String withheld) {
    private static final List<String> COLUMNS = List.of(
            "outcome",
            "effect",
            "estimate",
            "interval",
            "se",
            "p",
            "p_adjusted",
            "n",
            "clusters",
            "specification",
            "subgroup");

    /** One plot, drawn for a desk and for a telephone. */
    public record Figure(String title, String wide, String narrow) {}

    /** The same page in another language. */
    public record Link(String language, String text, String href) {}

    static StudyPage of(StudyWords words, List<StudyResult> results, Map<String, String> facts) {
        List<List<String>> headlines = new ArrayList<>();
        List<List<String>> details = new ArrayList<>();
        // The last column names subgroups; it stands only where a study has some.
        boolean subgroups = results.stream().anyMatch(r -> r.subgroup() != null);
        int columns = COLUMNS.size() - (subgroups ? 0 : 1);
        for (StudyResult result : results) {
            boolean detail = result.group() != null || result.time() != null || result.eventTime() != null;
            (detail ? details : headlines).add(row(words, result).subList(0, columns));
        }
        List<Figure> figures = new ArrayList<>();
        for (StudyPlots.Drawing drawing : StudyPlots.of(words, results)) {
            String title = words.text(
                    "page.figure",
                    Map.of(
                            "outcome", words.label(drawing.outcome()),
                            "specification", words.name(drawing.specification())));
            figures.add(
                    new Figure(title, draw(words, drawing, Frame.Size.WIDE), draw(words, drawing, Frame.Size.NARROW)));
        }
        return new StudyPage(
                words.language(),
                words.direction() == Frame.Direction.RIGHT_TO_LEFT ? "rtl" : "ltr",
                words.text("page.kicker"),
                words.question(),
                new Link(words.otherLanguage(), words.text("page.other"), words.otherFile()),
                facts,
                COLUMNS.stream()
                        .limit(columns)
                        .map(c -> words.text("columns." + c))
                        .toList(),
                words.text("page.effects"),
                headlines,
                words.text("page.details"),
                details,
                figures,
                words.text("page.reading"),
                results.stream().anyMatch(StudyResult::isWithheld) ? words.text("page.withheld") : "");
    }

    String html() {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, StudyPage.class.getClassLoader(), "org.wasl.warehouse.report.pages");
        StringOutput output = new StringOutput();
        engine.render("study.jte", Map.of("page", this, "style", ChartStyle.sheet() + sheet()), output);
        return output.toString();
    }

    private static String draw(StudyWords words, StudyPlots.Drawing drawing, Frame.Size size) {
        String id = drawing.name() + "-" + size.name().toLowerCase(Locale.ROOT);
        return drawing.plot().svg(Frame.inPage(id, size, words.direction()));
    }

    private static List<String> row(StudyWords words, StudyResult result) {
        boolean held = result.isWithheld();
        return List.of(
                words.label(result.outcome()),
                words.effect(result),
                held ? words.text("withheld") : words.number(result.estimate()),
                words.interval(result.ciLow(), result.ciHigh()),
                words.number(result.se()),
                words.number(result.p()),
                words.number(result.pAdjusted()),
                held ? "" : words.count(result.n()),
                held ? "" : words.count(result.clusters()),
                words.name(result.specification()),
                words.subgroup(result.subgroup()));
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
