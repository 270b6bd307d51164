package org.wasl.warehouse.report;

import static org.wasl.warehouse.report.Unit.SHARE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.wasl.warehouse.chart.Axis;
import org.wasl.warehouse.chart.DotChart;
import org.wasl.warehouse.chart.Hue;
import org.wasl.warehouse.chart.PanelChart;
import org.wasl.warehouse.report.Page.Block;
import org.wasl.warehouse.report.Page.Figure;
import org.wasl.warehouse.report.Page.Section;
import org.wasl.warehouse.report.ReportData.CodeAmount;
import org.wasl.warehouse.report.ReportData.GroupValue;
import org.wasl.warehouse.report.ReportData.Outcomes;
import org.wasl.warehouse.report.ReportData.Trend;

/** What the surveys found: outcomes over waves, by exposure and by group, and why some stay offline. */
final class InclusionSection {
    private final Outcomes outcomes;
    private final Edition edition;
    private final Figures figures;

    InclusionSection(ReportData data, Edition edition, Figures figures) {
        this.outcomes = data.outcomes();
        this.edition = edition;
        this.figures = figures;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        if (!outcomes.trends().isEmpty()) {
            blocks.add(trends());
            if (outcomes.trends().stream().anyMatch(t -> printed(t.exposed()) && printed(t.unexposed()))) {
                blocks.add(exposure());
            }
        }
        if (!outcomes.groups().isEmpty()) {
            blocks.add(groups());
        }
        if (!outcomes.reasons().isEmpty()) {
            blocks.add(reasons());
        }
        if (blocks.isEmpty()) {
            blocks.add(edition.missing());
        }
        return new Section(
                "inclusion", edition.text("sections.inclusion.title"), edition.text("sections.inclusion.lead"), blocks);
    }

    private Figure trends() {
        Trend lead = outcomes.trends().get(0);
        Amount first = first(lead.everyone());
        Amount last = last(lead.everyone());
        Map<String, Object> words = Map.of(
                "outcome", edition.label("outcome", lead.outcome()),
                "first", edition.amount(first, SHARE),
                "last", edition.amount(last, SHARE),
                "direction", direction(first, last));
        PanelChart chart = new PanelChart(
                figures.caption("outcomes", words),
                Axis.numbers("", 0, 1, 2, v -> edition.percent(v, 0)),
                periods(),
                List.of(),
                outcomes.trends().stream()
                        .map(t -> new PanelChart.Panel(
                                edition.label("outcome", t.outcome()), List.of(line(Hue.ACCENT, t.everyone()))))
                        .toList());
        List<List<String>> rows = new ArrayList<>();
        for (Trend trend : outcomes.trends()) {
            rows.addAll(rows(trend.outcome(), trend.everyone()));
        }
        return figures.figure(
                "outcomes", words, chart, edition.columns("outcome", "wave", "estimate", "interval", "answers"), rows);
    }

    private Figure exposure() {
        Trend lead = outcomes.trends().get(0);
        Map<String, Object> words = Map.of(
                "outcome", edition.label("outcome", lead.outcome()),
                "exposed", edition.amount(last(lead.exposed()), SHARE),
                "unexposed", edition.amount(last(lead.unexposed()), SHARE));
        List<DotChart.Key> keys = List.of(
                new DotChart.Key(edition.text("series.exposed"), Hue.ACCENT),
                new DotChart.Key(edition.text("series.unexposed"), Hue.SECOND));
        List<Trend> shown = outcomes.trends().stream()
                .filter(t -> printed(t.exposed()) || printed(t.unexposed()))
                .toList();
        PanelChart chart = new PanelChart(
                figures.caption("exposure", words),
                Axis.numbers("", 0, 1, 2, v -> edition.percent(v, 0)),
                periods(),
                keys,
                shown.stream()
                        .map(t -> new PanelChart.Panel(
                                edition.label("outcome", t.outcome()),
                                List.of(line(Hue.ACCENT, t.exposed()), line(Hue.SECOND, t.unexposed()))))
                        .toList());
        List<List<String>> rows = new ArrayList<>();
        for (Trend trend : shown) {
            rows.addAll(withGroup(edition.text("series.exposed"), rows(trend.outcome(), trend.exposed())));
            rows.addAll(withGroup(edition.text("series.unexposed"), rows(trend.outcome(), trend.unexposed())));
        }
        return figures.figure(
                "exposure",
                words,
                chart,
                edition.columns("outcome", "accommodation", "wave", "estimate", "interval", "answers"),
                rows);
    }

    private Figure groups() {
        String firstWave = wave(outcomes.waves().get(0));
        String lastWave = wave(outcomes.waves().get(outcomes.waves().size() - 1));
        List<GroupValue> upwards = outcomes.groups().stream()
                .filter(g -> g.last().isPrinted())
                .sorted(Comparator.comparingDouble(g -> g.last().or(1)))
                .toList();
        // An imprecise figure makes no heading while there is a precise one.
        GroupValue lowest = upwards.stream()
                .filter(g -> g.last().standing() == Amount.Standing.PUBLISHED)
                .findFirst()
                .orElse(upwards.isEmpty() ? outcomes.groups().get(0) : upwards.get(0));
        List<GroupValue> hidden = outcomes.groups().stream()
                .filter(g -> !g.first().isPrinted() && !g.last().isPrinted())
                .toList();
        Map<String, Object> words = Map.of(
                "outcome", edition.label("outcome", outcomes.groupMetric()),
                "below", upwards.indexOf(lowest) > 0 ? "imprecise" : "none",
                "group", edition.label(lowest.dimension(), lowest.code()),
                "dimension", edition.label("dimension", lowest.dimension()),
                "share", edition.amount(lowest.last(), SHARE),
                "wave", lastWave,
                "hidden", hidden.isEmpty() ? "none" : "some",
                "names",
                        hidden.stream()
                                .map(g -> edition.label(g.dimension(), g.code()))
                                .collect(Collectors.joining(edition.text("signs.comma"))));
        Map<String, List<DotChart.Row>> rowsByDimension = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (GroupValue g : outcomes.groups()) {
            String name = edition.label(g.dimension(), g.code());
            if (!hidden.contains(g)) {
                rowsByDimension
                        .computeIfAbsent(g.dimension(), d -> new ArrayList<>())
                        .add(new DotChart.Row(name, List.of(mark(Hue.GREY, g.first()), mark(Hue.ACCENT, g.last()))));
            }
            rows.add(List.of(
                    edition.label("dimension", g.dimension()),
                    name,
                    edition.amount(g.first(), SHARE),
                    edition.interval(g.first(), SHARE),
                    edition.amount(g.last(), SHARE),
                    edition.interval(g.last(), SHARE),
                    edition.answers(g.last())));
        }
        DotChart chart = new DotChart(
                figures.caption("groups", words),
                List.of(new DotChart.Column("", Axis.numbers("", 0, 1, 5, v -> edition.percent(v, 0)), null)),
                List.of(new DotChart.Key(firstWave, Hue.GREY), new DotChart.Key(lastWave, Hue.ACCENT)),
                rowsByDimension.entrySet().stream()
                        .map(e -> new DotChart.Group(edition.label("dimension", e.getKey()), e.getValue()))
                        .toList());
        List<String> columns = new ArrayList<>(edition.columns("dimension", "group"));
        columns.add(firstWave);
        columns.add(edition.text("columns.interval"));
        columns.add(lastWave);
        columns.addAll(edition.columns("interval", "answers"));
        return figures.figure("groups", words, chart, columns, rows);
    }

    private Figure reasons() {
        List<CodeAmount> reasons = outcomes.reasons().stream()
                .sorted(Comparator.comparingDouble((CodeAmount r) -> r.amount().or(-1))
                        .reversed())
                .toList();
        CodeAmount top = reasons.get(0);
        Map<String, Object> words = Map.of(
                "reason", edition.label("non_use_reason", top.code()),
                "share", edition.amount(top.amount(), SHARE),
                "wave", wave(outcomes.waves().get(outcomes.waves().size() - 1)));
        double high = reasons.stream()
                .mapToDouble(r -> r.amount().high() == null
                        ? r.amount().or(0)
                        : r.amount().high())
                .max()
                .orElse(1);
        DotChart chart = new DotChart(
                figures.caption("reasons", words),
                List.of(new DotChart.Column(
                        "", Axis.numbers("", 0, Math.max(high, 0.1), 5, v -> edition.percent(v, 0)), null)),
                List.of(),
                List.of(new DotChart.Group(
                        "",
                        reasons.stream()
                                .map(r -> new DotChart.Row(
                                        edition.label("non_use_reason", r.code()),
                                        List.of(mark(Hue.ACCENT, r.amount()))))
                                .toList())));
        List<List<String>> rows = reasons.stream()
                .map(r -> List.of(
                        edition.label("non_use_reason", r.code()),
                        edition.amount(r.amount(), SHARE),
                        edition.interval(r.amount(), SHARE),
                        edition.answers(r.amount())))
                .toList();
        return figures.figure(
                "reasons", words, chart, edition.columns("reason", "estimate", "interval", "answers"), rows);
    }

    private List<List<String>> rows(String outcome, List<Amount> amounts) {
        List<List<String>> rows = new ArrayList<>();
        for (int w = 0; w < amounts.size(); w++) {
            Amount a = amounts.get(w);
            rows.add(List.of(
                    edition.label("outcome", outcome),
                    wave(outcomes.waves().get(w)),
                    edition.amount(a, SHARE),
                    edition.interval(a, SHARE),
                    edition.answers(a)));
        }
        return rows;
    }

    private static List<List<String>> withGroup(String group, List<List<String>> rows) {
        return rows.stream()
                .map(row -> {
                    List<String> longer = new ArrayList<>(row);
                    longer.add(1, group);
                    return List.copyOf(longer);
                })
                .toList();
    }

    private PanelChart.Line line(Hue hue, List<Amount> amounts) {
        return new PanelChart.Line(
                hue,
                amounts.stream()
                        .map(a -> new PanelChart.Value(a.value(), a.low(), a.high(), brief(a)))
                        .toList());
    }

    private String brief(Amount amount) {
        Double value = amount.value();
        return value == null ? edition.amount(amount, SHARE) : edition.percent(value, 0);
    }

    private DotChart.Mark mark(Hue hue, Amount amount) {
        return new DotChart.Mark(0, hue, amount.value(), amount.low(), amount.high(), edition.amount(amount, SHARE));
    }

    /** The waves as marks under a small panel: only the first is called one. */
    private List<String> periods() {
        List<String> periods = new ArrayList<>(outcomes.waves());
        periods.set(0, wave(periods.get(0)));
        return periods;
    }

    private String wave(String wave) {
        return edition.text("figure.wave", Map.of("wave", wave));
    }

    /** A change is called one only when the two intervals do not meet, which is stricter than a test at 5 %. */
    private static String direction(Amount first, Amount last) {
        Double firstHigh = first.high();
        Double lastLow = last.low();
        Double firstLow = first.low();
        Double lastHigh = last.high();
        if (firstHigh == null || firstLow == null || lastLow == null || lastHigh == null) {
            return "unknown";
        }
        return lastLow > firstHigh ? "up" : lastHigh < firstLow ? "down" : "unclear";
    }

    private static boolean printed(List<Amount> amounts) {
        return amounts.stream().anyMatch(Amount::isPrinted);
    }

    private static Amount first(List<Amount> amounts) {
        return amounts.get(0);
    }

    private static Amount last(List<Amount> amounts) {
        return amounts.get(amounts.size() - 1);
    }
}
