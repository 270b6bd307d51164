package org.wasl.warehouse.report;

import static org.wasl.warehouse.report.Unit.DECIMAL;
import static org.wasl.warehouse.report.Unit.SHARE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wasl.warehouse.chart.Axis;
import org.wasl.warehouse.chart.BarChart;
import org.wasl.warehouse.chart.Hue;
import org.wasl.warehouse.chart.LineChart;
import org.wasl.warehouse.chart.LineChart.Style;
import org.wasl.warehouse.report.Page.Block;
import org.wasl.warehouse.report.Page.Figure;
import org.wasl.warehouse.report.Page.Section;
import org.wasl.warehouse.report.ReportData.CodeAmount;
import org.wasl.warehouse.report.ReportData.MonthAmount;
import org.wasl.warehouse.report.ReportData.Service;
import org.wasl.warehouse.report.ReportData.SurvivalCurve;
import org.wasl.warehouse.report.ReportData.SurvivalPoint;

/** How well facilities and their devices worked. */
final class ServiceSection {
    private static final List<Hue> HUES = List.of(Hue.ACCENT, Hue.SECOND, Hue.THIRD, Hue.FOURTH);
    private static final double TWO_YEARS = 24;

    private final Service service;
    private final Edition edition;
    private final Figures figures;

    ServiceSection(ReportData data, Edition edition, Figures figures) {
        this.service = data.service();
        this.edition = edition;
        this.figures = figures;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        if (!service.uptime().isEmpty()) {
            blocks.add(uptime());
        }
        if (!service.dead().isEmpty()) {
            blocks.add(dead());
        }
        if (!service.survival().isEmpty()) {
            blocks.add(survival());
        }
        if (!service.repairDays().isEmpty()) {
            blocks.add(repair());
        }
        if (blocks.isEmpty()) {
            blocks.add(edition.missing());
        }
        return new Section(
                "service", edition.text("sections.service.title"), edition.text("sections.service.lead"), blocks);
    }

    private Figure uptime() {
        MonthAmount last = last(service.uptime());
        double low = axisBegin(Stream.concat(service.uptime().stream(), service.connected().stream()));
        Map<String, Object> words = Map.of(
                "uptime", edition.amount(last.amount(), SHARE),
                "month", edition.month(last.month()),
                "axis", low > 0 ? "cut" : "whole");
        List<LineChart.Series> series = new ArrayList<>();
        series.add(series("uptime", service.uptime(), Hue.ACCENT));
        if (!service.connected().isEmpty()) {
            series.add(series("connected", service.connected(), Hue.SECOND));
        }
        LineChart chart = new LineChart(
                figures.caption("uptime", words),
                months(service.uptime()),
                Axis.numbers("", low, 1, 5, v -> edition.percent(v, 0)),
                series,
                List.of(),
                List.of());
        List<List<String>> rows = new ArrayList<>();
        for (MonthAmount m : service.uptime()) {
            Amount connected = service.connected().stream()
                    .filter(c -> c.month().equals(m.month()))
                    .map(MonthAmount::amount)
                    .findFirst()
                    .orElse(Amount.absent());
            rows.add(List.of(
                    edition.month(m.month()), edition.amount(m.amount(), SHARE), edition.amount(connected, SHARE)));
        }
        return figures.figure("uptime", words, chart, edition.columns("month", "uptime", "connected"), rows);
    }

    /** Lines that stay near the top are drawn from the ten per cent below them, so that their changes can be seen. */
    private static double axisBegin(Stream<MonthAmount> months) {
        double lowest = months.mapToDouble(m -> m.amount().or(1)).min().orElse(0);
        return lowest < 0.6 ? 0 : Math.floor(lowest * 10) / 10 - (lowest * 10 % 1 < 1e-9 ? 0.1 : 0);
    }

    private Figure dead() {
        MonthAmount last = last(service.dead());
        double high =
                service.dead().stream().mapToDouble(m -> m.amount().or(0)).max().orElse(0);
        boolean never =
                high == 0 && service.dead().stream().allMatch(m -> m.amount().isPrinted());
        Map<String, Object> words = Map.of(
                "share", edition.amount(last.amount(), SHARE),
                "month", edition.month(last.month()),
                "from", edition.month(service.dead().get(0).month()),
                "outcome", never ? "never" : last.amount().or(1) == 0 ? "none" : "some");
        LineChart chart = new LineChart(
                figures.caption("dead", words),
                months(service.dead()),
                Axis.numbers("", 0, Math.max(high, 0.05), 5, v -> edition.percent(v, 0)),
                List.of(series("dead", service.dead(), Hue.SECOND)),
                List.of(),
                List.of());
        List<List<String>> rows = service.dead().stream()
                .map(m -> List.of(edition.month(m.month()), edition.amount(m.amount(), SHARE)))
                .toList();
        List<String> columns = edition.columns("month", "dead");
        return never
                ? figures.statement("dead", words, columns, rows)
                : figures.figure("dead", words, chart, columns, rows);
    }

    private Figure survival() {
        SurvivalCurve first = service.survival().get(0);
        SurvivalPoint after = at(first, TWO_YEARS);
        Map<String, Object> words = Map.of(
                "share", edition.percent(after.share(), 0),
                "low", edition.percent(after.low(), 0),
                "high", edition.percent(after.high(), 0),
                "mean", edition.amount(first.restrictedMean(), DECIMAL));
        List<LineChart.Series> series = new ArrayList<>();
        double longest = 1;
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < service.survival().size(); i++) {
            SurvivalCurve curve = service.survival().get(i);
            SurvivalPoint end = curve.points().get(curve.points().size() - 1);
            longest = Math.max(longest, end.months());
            series.add(new LineChart.Series(
                    edition.label("survival_group", curve.group()),
                    edition.percent(end.share(), 0),
                    HUES.get(i % HUES.size()),
                    Style.STEPPED,
                    curve.points().stream()
                            .map(p -> new LineChart.Point(p.months(), p.share(), p.low(), p.high()))
                            .toList()));
            for (double months = 0; months <= end.months(); months += 6) {
                SurvivalPoint p = at(curve, months);
                rows.add(List.of(
                        edition.label("survival_group", curve.group()),
                        edition.count(months),
                        edition.percent(p.share(), 1),
                        edition.interval(p.low(), p.high(), SHARE)));
            }
        }
        LineChart chart = new LineChart(
                figures.caption("survival", words),
                Axis.numbers(edition.text("figures.survival.axis"), 0, longest, 6, edition::count),
                Axis.numbers("", 0, 1, 5, v -> edition.percent(v, 0)),
                series,
                List.of(),
                List.of());
        return figures.figure(
                "survival", words, chart, edition.columns("group", "months", "in_service", "interval"), rows);
    }

    private Figure repair() {
        CodeAmount slowest = service.repairDays().stream()
                .max(Comparator.comparingDouble(c -> c.amount().or(0)))
                .orElseThrow();
        CodeAmount fastest = service.repairDays().stream()
                .filter(c -> c.amount().isPrinted())
                .min(Comparator.comparingDouble(c -> c.amount().or(0)))
                .orElse(slowest);
        Map<String, Object> words = Map.of(
                "slowest", edition.label("municipality", slowest.code()),
                "longest", edition.amount(slowest.amount(), DECIMAL),
                "fastest", edition.label("municipality", fastest.code()),
                "shortest", edition.amount(fastest.amount(), DECIMAL));
        List<CodeAmount> longestFirst = service.repairDays().stream()
                .sorted(Comparator.comparingDouble((CodeAmount c) -> c.amount().or(-1))
                        .reversed())
                .toList();
        List<BarChart.Bar> bars = longestFirst.stream()
                .map(c -> new BarChart.Bar(
                        edition.label("municipality", c.code()),
                        c.amount().value(),
                        edition.amount(c.amount(), DECIMAL),
                        null,
                        Hue.ACCENT))
                .toList();
        BarChart chart = new BarChart(
                figures.caption("repair", words), Math.max(1, slowest.amount().or(1)), bars);
        List<List<String>> rows = longestFirst.stream()
                .map(c -> List.of(edition.label("municipality", c.code()), edition.amount(c.amount(), DECIMAL)))
                .toList();
        return figures.figure("repair", words, chart, edition.columns("municipality", "repair_days"), rows);
    }

    private LineChart.Series series(String name, List<MonthAmount> months, Hue hue) {
        return new LineChart.Series(
                edition.text("series." + name),
                edition.amount(last(months).amount(), SHARE),
                hue,
                Style.STRAIGHT,
                months.stream()
                        .map(m -> new LineChart.Point(
                                Axis.month(m.month()), m.amount().value(), null, null))
                        .toList());
    }

    private Axis months(List<MonthAmount> months) {
        return Axis.months("", months.get(0).month(), last(months).month(), edition::year);
    }

    private static MonthAmount last(List<MonthAmount> months) {
        return months.get(months.size() - 1);
    }

    private static SurvivalPoint at(SurvivalCurve curve, double months) {
        SurvivalPoint at = curve.points().get(0);
        for (SurvivalPoint p : curve.points()) {
            at = p.months() <= months ? p : at;
        }
        return at;
    }
}
