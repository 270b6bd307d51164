package org.wasl.warehouse.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.disclosure.Thresholds;
import org.wasl.warehouse.survey.Estimate;

/**
 * One Excel workbook: a sheet of contents, then a sheet a metric with what it means, where it comes from, and its figures
 * as numbers. A held-back figure is {@code [c]}, as statistics offices write what is confidential.
 */
final class FigureWorkbook {
    private static final String HELD_BACK = "[c]";
    private static final String CONTENTS = "Contents";
    private static final String GREY = "666666";
    private static final String SHADE = "EEF2F6";
    private static final List<String> HEADER = List.of(
            "Wave",
            "Split by",
            "Group",
            "Figure",
            "Level",
            "Estimate",
            "SE",
            "CI low",
            "CI high",
            "n",
            "Unit",
            "Time",
            "Flags");
    private static final List<Integer> WIDTHS = List.of(8, 26, 30, 34, 30, 14, 12, 12, 12, 10, 18, 12, 26);

    private final Publishable publishable;

    FigureWorkbook(Publishable publishable) {
        this.publishable = publishable;
    }

    void write(OutputStream out) throws IOException {
        Workbook book = new Workbook(out, "wasl", "1.0");
        book.properties().setTitle(publishable.catalogue().programme().title().en() + ": published figures");
        Map<Metric, List<Figure>> figures = new LinkedHashMap<>();
        publishable.catalogue().metrics().forEach(metric -> figures.put(metric, new ArrayList<>()));
        for (Figure figure : publishable.figures()) {
            Objects.requireNonNull(figures.get(publishable.catalogue().get(figure.metric())))
                    .add(figure);
        }
        contents(book.newWorksheet(CONTENTS), figures);
        figures.forEach((metric, list) -> sheet(book.newWorksheet(name(metric)), metric, list));
        book.finish();
    }

    private void contents(Worksheet sheet, Map<Metric, List<Figure>> figures) {
        List<Integer> widths = List.of(28, 52, 26, 44, 10, 12);
        for (int i = 0; i < widths.size(); i++) sheet.width(i, widths.get(i));
        sheet.value(0, 0, publishable.catalogue().programme().title().en() + ": published figures");
        sheet.style(0, 0).bold().fontSize(16).set();
        sheet.value(1, 0, "Release " + publishable.release() + ", records up to " + publishable.day());
        sheet.style(1, 0).fontColor(GREY).set();
        int row = 3;
        row = header(sheet, row, List.of("Sheet", "Title", "Unit", "Population", "Figures", "Held back"));
        for (Map.Entry<Metric, List<Figure>> entry : figures.entrySet()) {
            Metric metric = entry.getKey();
            String name = name(metric);
            sheet.hyperlink(row, 0, HyperLink.internal("'" + name + "'!A1", name));
            sheet.value(row, 1, metric.title().en());
            sheet.value(row, 2, metric.unit().en());
            sheet.value(row, 3, metric.population());
            sheet.value(row, 4, entry.getValue().size());
            sheet.value(
                    row, 5, entry.getValue().stream().filter(Figure::heldBack).count());
            sheet.range(row, 4, row, 5).style().format("#,##0").set();
            row++;
        }
        legend(sheet, row + 1);
        sheet.freezePane(0, 4);
        sheet.fitToWidth((short) 1);
    }

    private void legend(Worksheet sheet, int first) {
        Thresholds rules = publishable.catalogue().programme().disclosure();
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(HELD_BACK, "Held back by disclosure control; the flags say why");
        meanings.put(
                "suppressed",
                "A count of fewer than " + rules.minCount() + " persons, or one that would give such a count away");
        publishable.figures().stream()
                .filter(figure -> figure.asPublishedIn() != null)
                .forEach(figure -> meanings.put(
                        Figure.AS_PUBLISHED + figure.asPublishedIn(),
                        "As published in that release: with it, the number of this one would tell of few persons"));
        meanings.put("withheld:n", "Fewer than " + rules.minN() + " answers");
        meanings.put("withheld:rse", "A relative standard error above " + share(rules.maxRse()));
        meanings.put("rse", "Read with care: a relative standard error above " + share(rules.flagRse()));
        meanings.put(
                "item_nonresponse",
                "Read with care: more than " + share(rules.flagItemNonresponse())
                        + " of those asked gave no valid answer");
        meanings.put("no_fpc", "The number of sampling units is not known: the error is that of an endless population");
        meanings.put("zero", "Nobody in the sample: the error cannot be estimated");
        meanings.put("one_row", "A single answer: the error cannot be estimated");
        meanings.put("no_valid_answers", "Nobody gave a valid answer");
        meanings.put("zero_denominator", "Nothing to divide by");
        TreeSet<String> used = new TreeSet<>();
        publishable.figures().forEach(figure -> used.addAll(figure.estimate().flags()));
        if (publishable.figures().stream().anyMatch(Figure::heldBack)) used.add(HELD_BACK);
        int row = header(sheet, first, List.of("Mark", "Meaning"));
        for (Map.Entry<String, String> meaning : meanings.entrySet()) {
            if (!used.contains(meaning.getKey())) continue;
            sheet.value(row, 0, meaning.getKey());
            sheet.value(row++, 1, meaning.getValue());
        }
    }

    private void sheet(Worksheet sheet, Metric metric, List<Figure> figures) {
        sheet.value(0, 0, metric.title().en());
        sheet.style(0, 0).bold().fontSize(14).set();
        int row = 1;
        for (Map.Entry<String, String> fact : facts(metric).entrySet()) {
            sheet.value(row, 0, fact.getKey());
            sheet.style(row, 0).fontColor(GREY).set();
            sheet.value(row++, 1, fact.getValue());
        }
        sheet.hyperlink(row, 0, HyperLink.internal("'" + CONTENTS + "'!A1", CONTENTS));
        row += 2;
        for (int i = 0; i < WIDTHS.size(); i++) sheet.width(i, WIDTHS.get(i));
        int header = row;
        row = header(sheet, row, HEADER);
        for (Figure figure : figures) row(sheet, row++, metric, figure);
        sheet.freezePane(0, header + 1);
        if (!figures.isEmpty()) sheet.setAutoFilter(header, 0, row - 1, HEADER.size() - 1);
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.repeatRows(header);
    }

    private Map<String, String> facts(Metric metric) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Question", metric.question());
        facts.put("Definition", metric.definition().strip());
        facts.put("Unit", metric.unit().en());
        facts.put("Population", metric.population());
        if (metric.reference() != null) facts.put("Reference", metric.reference());
        publishable
                .catalogue()
                .programme()
                .target(metric.id())
                .ifPresent(t -> facts.put("Target", String.format(Locale.ROOT, "%,.0f (%s)", t.target(), t.source())));
        facts.put(
                "Source",
                "release " + publishable.release() + ", metric " + metric.id() + " version " + metric.version()
                        + ", definition " + publishable.catalogue().definition(metric));
        return facts;
    }

    private void row(Worksheet sheet, int row, Metric metric, Figure figure) {
        Estimate estimate = figure.estimate();
        String wave = estimate.domain().get("wave");
        if (wave != null) sheet.value(row, 0, whole(wave));
        List<String> splits = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        estimate.domain().forEach((dimension, value) -> {
            if (dimension.equals("wave")) return;
            splits.add(title(dimension));
            groups.add(group(dimension, value));
        });
        sheet.value(row, 1, splits.isEmpty() ? "All" : String.join(", ", splits));
        sheet.value(row, 2, splits.isEmpty() ? "All" : String.join(", ", groups));
        sheet.value(row, 3, figure.title().en());
        if (estimate.level() != null) sheet.value(row, 4, level(metric, estimate.level()));
        if (figure.heldBack()) {
            sheet.value(row, 5, HELD_BACK);
            sheet.style(row, 5).horizontalAlignment("right").fontColor(GREY).set();
        } else {
            String format = format(figure);
            number(sheet, row, 5, estimate.estimate(), format);
            number(sheet, row, 6, estimate.se(), format.equals("#,##0") ? "#,##0.00" : format);
            number(sheet, row, 7, estimate.ciLow(), format);
            number(sheet, row, 8, estimate.ciHigh(), format);
        }
        number(sheet, row, 9, estimate.n(), "#,##0");
        sheet.value(row, 10, figure.unit().en());
        sheet.value(row, 11, publishable.time(figure));
        if (!estimate.flags().isEmpty()) sheet.value(row, 12, String.join(" ", estimate.flags()));
    }

    private static String format(Figure figure) {
        if (figure.unit().en().equals("share")) return "0.0%";
        Double value = figure.value();
        return figure.estimate().se() == null && value != null && value == Math.rint(value) ? "#,##0" : "#,##0.00";
    }

    private static void number(Worksheet sheet, int row, int column, @Nullable Number value, String format) {
        if (value == null) return;
        sheet.value(row, column, value);
        sheet.style(row, column).format(format).set();
    }

    private static int header(Worksheet sheet, int row, List<String> names) {
        for (int i = 0; i < names.size(); i++) sheet.value(row, i, names.get(i));
        sheet.range(row, 0, row, names.size() - 1)
                .style()
                .bold()
                .fillColor(SHADE)
                .set();
        return row + 1;
    }

    private String title(String dimension) {
        return publishable.catalogue().dimensions().stream()
                .filter(d -> d.name().equals(dimension))
                .map(d -> d.title().en())
                .findFirst()
                .orElse(dimension);
    }

    private String group(String dimension, String value) {
        return publishable.catalogue().dimensions().stream()
                .filter(d -> d.name().equals(dimension))
                .map(d -> publishable.codes().label(d.codes(), value, "en"))
                .findFirst()
                .orElse(value);
    }

    private String level(Metric metric, String level) {
        for (Metric.SurveyFigure figure : metric.estimates()) {
            if (figure.labels().containsKey(level))
                return figure.labels().get(level).en();
            String label = publishable.codes().label(figure.codes(), level, "en");
            if (!label.equals(level)) return label;
        }
        return level;
    }

    private static Number whole(String wave) {
        return Long.valueOf(wave);
    }

    /** A sheet's name has at most 31 characters. */
    private static String name(Metric metric) {
        return metric.id().length() > 31 ? metric.id().substring(0, 31) : metric.id();
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.0f %%", value * 100);
    }
}
