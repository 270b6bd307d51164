package org.wasl.warehouse.report;

import static org.wasl.warehouse.report.Unit.POINTS;
import static org.wasl.warehouse.report.Unit.RATIO;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wasl.warehouse.chart.Axis;
import org.wasl.warehouse.chart.DotChart;
import org.wasl.warehouse.chart.Hue;
import org.wasl.warehouse.report.Page.Figure;
import org.wasl.warehouse.report.Page.Section;
import org.wasl.warehouse.report.ReportData.Gap;

/** Who is left behind: differences and ratios between groups, with their intervals. */
final class EquitySection {
    private final ReportData data;
    private final Edition edition;
    private final Figures figures;

    EquitySection(ReportData data, Edition edition, Figures figures) {
        this.data = data;
        this.edition = edition;
        this.figures = figures;
    }

    Section section() {
        return new Section(
                "equity",
                edition.text("sections.equity.title"),
                edition.text("sections.equity.lead"),
                data.gaps().isEmpty() ? List.of(edition.missing()) : List.of(gaps()));
    }

    private Figure gaps() {
        List<Gap> gaps = data.gaps();
        long beyondChance =
                gaps.stream().filter(g -> excludesZero(g.difference())).count();
        Map<String, Object> words = Map.of(
                "outcome", edition.label("outcome", gaps.get(0).outcome()),
                "gaps", edition.count((double) beyondChance),
                "all", edition.count(gaps.size()),
                "any", beyondChance == 0 ? "none" : beyondChance == 1 ? "one" : "some");
        List<DotChart.Column> columns = new ArrayList<>();
        columns.add(new DotChart.Column(edition.text("figures.gaps.difference"), differences(gaps), 0.0));
        boolean ratios = gaps.stream().anyMatch(g -> g.ratio().isPrinted());
        if (ratios) {
            columns.add(new DotChart.Column(edition.text("figures.gaps.ratio"), ratios(gaps), 1.0));
        }
        Map<String, List<DotChart.Row>> byReference = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (Gap gap : gaps) {
            String contrast = edition.text(
                    "figures.gaps.contrast",
                    Map.of(
                            "group", edition.label(gap.dimension(), gap.code()),
                            "reference", edition.label(gap.dimension(), gap.reference())));
            List<DotChart.Mark> marks = new ArrayList<>();
            Hue hue = excludesZero(gap.difference()) ? Hue.ACCENT : Hue.GREY;
            marks.add(mark(0, hue, gap.difference(), POINTS));
            if (ratios) {
                marks.add(mark(1, hue, gap.ratio(), RATIO));
            }
            String heading = edition.text(
                    "figures.gaps.heading",
                    Map.of(
                            "dimension", edition.label("dimension", gap.dimension()),
                            "reference", edition.label(gap.dimension(), gap.reference())));
            byReference
                    .computeIfAbsent(heading, h -> new ArrayList<>())
                    .add(new DotChart.Row(edition.label(gap.dimension(), gap.code()), marks));
            rows.add(List.of(
                    edition.label("dimension", gap.dimension()),
                    contrast,
                    edition.amount(gap.difference(), POINTS),
                    edition.interval(gap.difference(), POINTS),
                    edition.amount(gap.ratio(), RATIO),
                    edition.interval(gap.ratio(), RATIO)));
        }
        DotChart chart = new DotChart(
                figures.caption("gaps", words),
                columns,
                List.of(),
                byReference.entrySet().stream()
                        .map(e -> new DotChart.Group(e.getKey(), e.getValue()))
                        .toList());
        return figures.figure(
                "gaps",
                words,
                chart,
                edition.columns("dimension", "contrast", "difference", "interval", "ratio", "interval"),
                rows);
    }

    private Axis differences(List<Gap> gaps) {
        double low = Math.min(-0.05, lowest(gaps, Gap::difference, 0));
        double high = Math.max(0.05, highest(gaps, Gap::difference, 0));
        return Axis.numbers("", low, high, 4, edition::wholePoints);
    }

    private Axis ratios(List<Gap> gaps) {
        double low = lowest(gaps, Gap::ratio, 1);
        double high = highest(gaps, Gap::ratio, 1);
        return Axis.ratios("", low * 0.97, high * 1.03, v -> edition.decimal(v, 1));
    }

    private static double lowest(List<Gap> gaps, Function<Gap, Amount> of, double otherwise) {
        return gaps.stream()
                .map(of)
                .mapToDouble(a -> a.low() == null ? a.or(otherwise) : a.low())
                .min()
                .orElse(otherwise);
    }

    private static double highest(List<Gap> gaps, Function<Gap, Amount> of, double otherwise) {
        return gaps.stream()
                .map(of)
                .mapToDouble(a -> a.high() == null ? a.or(otherwise) : a.high())
                .max()
                .orElse(otherwise);
    }

    private DotChart.Mark mark(int column, Hue hue, Amount amount, Unit unit) {
        return new DotChart.Mark(
                column, hue, amount.value(), amount.low(), amount.high(), edition.amount(amount, unit));
    }

    private static boolean excludesZero(Amount amount) {
        Double low = amount.low();
        Double high = amount.high();
        return low != null && high != null && (low > 0 || high < 0);
    }
}
