package org.wasl.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wasl.transform.linkage.Report;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.warehouse.chart.Axis;
import org.wasl.warehouse.chart.Caption;
import org.wasl.warehouse.chart.Hue;
import org.wasl.warehouse.chart.LineChart;
import org.wasl.warehouse.report.FindingsPage.Figure;
import org.wasl.warehouse.report.FindingsPage.Part;
import org.wasl.warehouse.report.FindingsPage.Table;

/** What a linkage is measured by: known matches found and missed, as figures of its page. */
record LinkMeasured(Evaluation evaluation) {
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Precision", LinkPage.number(evaluation.precision(), 4));
        facts.put("Recall", LinkPage.number(evaluation.recall(), 4));
        facts.put(
                "F1", LinkPage.number(evaluation.f1(), 4) + " (best " + LinkPage.number(evaluation.bestF1(), 4) + ")");
        return facts;
    }

    /** By threshold and against each other; none where there is but one threshold. */
    List<Part> curves() {
        List<Evaluation.Point> curve = thin(evaluation.curve());
        return curve.size() < 2 ? List.of() : List.of(thresholds(curve), trade(curve));
    }

    private static Part thresholds(List<Evaluation.Point> curve) {
        return new Figure(
                "thresholds",
                "Precision and recall by threshold",
                "Of the pairs from a probability on: the share that is right, and the share of the known matches among them.",
                new LineChart(
                        new Caption("Precision and recall by threshold", "Two lines over the probability of a match"),
                        Axis.numbers("Probability", 0, 1, 5, v -> LinkPage.number(v, 1)),
                        Axis.numbers("", lowest(curve), 1, 5, LinkPage::percent),
                        List.of(
                                line("Precision", Hue.ACCENT, curve, Evaluation.Point::precision),
                                line("Recall", Hue.SECOND, curve, Evaluation.Point::recall),
                                line("F1", Hue.THIRD, curve, Evaluation.Point::f1)),
                        List.of(),
                        List.of()));
    }

    private static Part trade(List<Evaluation.Point> curve) {
        List<LineChart.Point> points = curve.stream()
                .map(p -> new LineChart.Point(p.recall(), p.precision(), null, null))
                .toList();
        return new Figure(
                "precision-recall",
                "Precision by recall",
                "What each further known match costs in pairs that are wrong.",
                new LineChart(
                        new Caption("Precision by recall", "A line of precision over recall"),
                        Axis.numbers("Recall", lowest(curve), 1, 5, LinkPage::percent),
                        Axis.numbers("Precision", lowest(curve), 1, 5, LinkPage::percent),
                        List.of(new LineChart.Series("", "", Hue.ACCENT, LineChart.Style.STRAIGHT, points)),
                        List.of(),
                        List.of()));
    }

    /** Known matches that are missed: which rule found them in vain, and what a further one could ask. */
    static Part missed(Report.Missed missed) {
        List<List<String>> rows = new ArrayList<>();
        missed.foundBy()
                .forEach((rule, pairs) ->
                        rows.add(List.of("too light, though found by " + rule, TextTable.number(pairs))));
        if (missed.unfound() > 0) rows.add(List.of("found by no rule", TextTable.number(missed.unfound())));
        missed.agreeing()
                .forEach((comparison, pairs) ->
                        rows.add(List.of("of these, the same " + comparison, TextTable.number(pairs))));
        return new Table(
                "missed",
                "Known matches that are missed: " + TextTable.number(missed.pairs()),
                missed.looked() < missed.pairs() ? "Of " + TextTable.number(missed.looked()) + " of them:" : "",
                List.of("Why", "Pairs"),
                rows);
    }

    private interface Value {
        double of(Evaluation.Point point);
    }

    private static double lowest(List<Evaluation.Point> curve) {
        double least = curve.stream()
                .mapToDouble(p -> Math.min(p.precision(), p.recall()))
                .min()
                .orElse(0);
        return Math.floor(least * 10) / 10;
    }

    private static LineChart.Series line(String name, Hue hue, List<Evaluation.Point> curve, Value value) {
        List<LineChart.Point> points = curve.stream()
                .map(p -> new LineChart.Point(p.threshold(), value.of(p), null, null))
                .toList();
        return new LineChart.Series(name, "", hue, LineChart.Style.STRAIGHT, points);
    }

    /** A hundred points at most, by rising threshold. */
    private static List<Evaluation.Point> thin(List<Evaluation.Point> curve) {
        int every = Math.max(1, curve.size() / 100);
        List<Evaluation.Point> kept = new ArrayList<>();
        for (int i = curve.size() - 1; i >= 0; i--) if (i % every == 0) kept.add(curve.get(i));
        return kept;
    }
}
