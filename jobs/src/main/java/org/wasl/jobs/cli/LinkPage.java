package org.wasl.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.ModelDocument;
import org.wasl.transform.linkage.Report;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.model.Input;
import org.wasl.warehouse.chart.Axis;
import org.wasl.warehouse.chart.BarChart;
import org.wasl.warehouse.chart.Caption;
import org.wasl.warehouse.chart.Hue;
import org.wasl.warehouse.chart.LineChart;
import org.wasl.warehouse.report.FindingsPage;
import org.wasl.warehouse.report.FindingsPage.Figure;
import org.wasl.warehouse.report.FindingsPage.Part;
import org.wasl.warehouse.report.FindingsPage.Table;

/** {@code report.html} of a linkage: what it learned, what it found, and pairs to look at. */
final class LinkPage {
    private final Report report;

    private LinkPage(Report report) {
        this.report = report;
    }

    static void write(Report report, String folder) {
        try {
            Files.writeString(
                    Path.of(folder, "report.html"), new LinkPage(report).page().html());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FindingsPage page() {
        ModelDocument document = report.document();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Sources", document.inputs().stream().map(Input::source).collect(Collectors.joining(", ")));
        facts.put("Records", TextTable.number(document.records()));
        facts.put("Pairs compared", TextTable.number(document.comparedPairs()));
        facts.put("Links", TextTable.number(report.links()));
        facts.put("Entities", TextTable.number(report.entities()));
        facts.put("Threshold", String.valueOf(document.model().thresholds().link()));
        List<Part> parts = new ArrayList<>();
        Evaluation evaluation = report.evaluation();
        if (evaluation != null) {
            LinkMeasured measured = new LinkMeasured(evaluation);
            facts.putAll(measured.facts());
            parts.addAll(measured.curves());
        }
        Report.Missed missed = report.missed();
        if (missed != null && missed.pairs() > 0) parts.add(LinkMeasured.missed(missed));
        if (!report.weights().isEmpty()) parts.add(weights());
        parts.add(learned());
        if (!document.sessions().isEmpty()) parts.add(sessions());
        if (!document.warnings().isEmpty()) {
            parts.add(new Table(
                    "warnings",
                    "To know",
                    "",
                    List.of("Note"),
                    document.warnings().stream().map(List::of).toList()));
        }
        parts.add(unlinkable());
        parts.add(sizes());
        if (!report.loose().isEmpty()) parts.add(loose());
        for (int i = 0; i < report.sample().size(); i++)
            parts.add(waterfall(report.sample().get(i), i));
        return new FindingsPage("Linkage", document.model().question(), facts, parts);
    }

    private Part weights() {
        double low = report.weights().get(0).from();
        double high = report.weights().get(report.weights().size() - 1).from() + 1;
        double most =
                report.weights().stream().mapToDouble(Report.Bin::count).max().orElse(1);
        Map<Double, Long> counts =
                report.weights().stream().collect(Collectors.toMap(Report.Bin::from, Report.Bin::count));
        List<LineChart.Point> points = new ArrayList<>();
        for (double w = low; w <= high; w++) {
            points.add(new LineChart.Point(w, (double) counts.getOrDefault(w, 0L), null, null));
        }
        return new Figure(
                "weights",
                "Written pairs by match weight",
                "Two hills with a valley between them part well; pairs in the valley are worth a person's look.",
                new LineChart(
                        new Caption("Written pairs by match weight", "A stepped line of counts over the weight"),
                        Axis.numbers("Match weight", low, high, 8, v -> number(v, 0)),
                        Axis.numbers("Pairs", 0, most, 4, TextTable::number),
                        List.of(new LineChart.Series("Pairs", "", Hue.ACCENT, LineChart.Style.STEPPED, points)),
                        List.of(),
                        List.of()));
    }

    private Part learned() {
        List<List<String>> rows = new ArrayList<>();
        for (ModelDocument.ComparisonDocument comparison : report.document().comparisons()) {
            for (ModelDocument.LevelDocument level : comparison.levels()) {
                if (level.m() == null) continue;
                rows.add(List.of(
                        comparison.comparison(),
                        level.label(),
                        significant(level.m()),
                        significant(level.u()),
                        signed(level.weight())));
            }
        }
        return new Table(
                "parameters",
                "What each level says",
                "m: how often it is seen among matches; u: among other pairs; the weight is log₂(m/u). Two random records match with a probability of "
                        + significant(report.document().probabilityTwoRecordsMatch()) + ".",
                List.of("Comparison", "Level", "m", "u", "Weight"),
                rows);
    }

    private Part sessions() {
        List<List<String>> rows = new ArrayList<>();
        for (Parameters.Session s : report.document().sessions()) {
            rows.add(List.of(
                    s.rule(),
                    String.join(", ", s.trained()),
                    TextTable.number(s.pairs()),
                    percent(s.matchShare()),
                    s.iterations() + (s.converged() ? "" : ", not converged")));
        }
        return new Table(
                "training",
                "Where it learned",
                "",
                List.of("Pairs that agree on", "Comparisons trained", "Pairs", "Matches", "Rounds"),
                rows);
    }

    private Part unlinkable() {
        List<LineChart.Point> points = report.unlinkable().stream()
                .map(s -> new LineChart.Point(s.weight(), s.share(), null, null))
                .toList();
        return new Figure(
                "unlinkable",
                "Records that say too little to be linked",
                "Share of records that would not reach a weight even when compared with themselves.",
                new LineChart(
                        new Caption("Unlinkable records by weight", "A line of shares over the match weight"),
                        Axis.numbers("Match weight", -10, 40, 6, v -> number(v, 0)),
                        Axis.numbers("", 0, 1, 4, LinkPage::percent),
                        List.of(new LineChart.Series("Unlinkable", "", Hue.SECOND, LineChart.Style.STEPPED, points)),
                        List.of(),
                        List.of()));
    }

    private Part sizes() {
        double most =
                report.sizes().stream().mapToDouble(Report.Bin::count).max().orElse(1);
        List<BarChart.Bar> bars = report.sizes().stream()
                .limit(12)
                .map(b -> new BarChart.Bar(
                        TextTable.number(b.from()) + (b.from() == 1 ? " record" : " records"),
                        (double) b.count(),
                        TextTable.number(b.count()),
                        null,
                        Hue.ACCENT))
                .toList();
        return new Figure(
                "sizes",
                "Entities by size",
                report.sizes().size() > 12 ? "The largest sizes are not shown." : "",
                new BarChart(new Caption("Entities by size", "Bars of counts"), most, bars));
    }

    private Part loose() {
        return new Table(
                "loose",
                "Entities that may be wrong merges",
                "Few links hold many records together; a link that is the only bridge between two halves is worth a look.",
                List.of("First record", "Records", "Links", "Density", "Bridges", "Weakest bridge"),
                report.loose().stream()
                        .map(l -> List.of(
                                l.entity(),
                                TextTable.number(l.records()),
                                TextTable.number(l.links()),
                                number(l.density(), 2),
                                TextTable.number(l.bridges()),
                                l.weakest()))
                        .toList());
    }

    private static Part waterfall(Explanation e, int number) {
        List<List<String>> rows = new ArrayList<>();
        double sum = e.prior();
        rows.add(List.of("two random records", "", "", "", signed(e.prior()), "", signed(sum)));
        for (Explanation.Part part : e.parts()) {
            sum += part.weight() + part.frequency();
            rows.add(List.of(
                    part.comparison(),
                    part.left(),
                    part.right(),
                    part.level(),
                    signed(part.weight()),
                    part.frequency() == 0 ? "" : signed(part.frequency()),
                    signed(sum)));
        }
        return new Table(
                "pair-" + number,
                e.left().id() + " and " + e.right().id() + ": " + significant(e.probability()),
                e.blockedBy() == null ? "" : "Found by " + e.blockedBy(),
                List.of("Comparison", "Left", "Right", "Shows", "Weight", "Rarity", "Sum"),
                rows);
    }

    static String percent(double value) {
        return number(value * 100, value * 100 == Math.rint(value * 100) ? 0 : 1) + " %";
    }

    private static String signed(@Nullable Double value) {
        return value == null ? "" : minus(String.format(Locale.ROOT, "%+.2f", value));
    }

    static String number(double value, int digits) {
        DoubleFunction<String> format = v -> String.format(Locale.ROOT, "%." + digits + "f", v);
        return minus(format.apply(value));
    }

    private static String significant(@Nullable Double value) {
        return value == null ? "" : minus(String.format(Locale.ROOT, value >= 0.001 ? "%.4f" : "%.2e", value));
    }

    /** A minus sign, at which no line breaks. */
    private static String minus(String number) {
        return number.replace('-', '\u2212');
    }
}
