package org.wasl.warehouse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.chart.Axis;
import org.wasl.warehouse.chart.EventStudyPlot;
import org.wasl.warehouse.report.Page.Block;
import org.wasl.warehouse.report.Page.Fact;
import org.wasl.warehouse.report.Page.Figure;
import org.wasl.warehouse.report.Page.Section;
import org.wasl.warehouse.report.ReportData.EventEffect;
import org.wasl.warehouse.report.ReportData.Impact;

/** What a facility changed: the event study of the programme's first impact study. */
final class ImpactSection {
    private final ReportData data;
    private final Edition edition;
    private final Figures figures;

    ImpactSection(ReportData data, Edition edition, Figures figures) {
        this.data = data;
        this.edition = edition;
        this.figures = figures;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        if (data.impact().isPresent()) {
            Impact impact = data.impact().get();
            blocks.add(figure(impact));
            blocks.add(design(impact));
        } else {
            blocks.add(edition.missing());
        }
        return new Section(
                "impact", edition.text("sections.impact.title"), edition.text("sections.impact.lead"), blocks);
    }

    private Figure figure(Impact impact) {
        Unit unit = unit(impact);
        Amount overall = impact.overall();
        Map<String, Object> words = Map.of(
                "outcome", edition.label("outcome", impact.outcome()),
                "effect", size(overall, unit),
                "signed", edition.amount(overall, unit),
                "interval", edition.interval(overall, unit),
                "unit", impact.unit(),
                "finding", finding(overall));
        List<EventStudyPlot.Effect> effects = impact.effects().stream()
                .map(e -> new EventStudyPlot.Effect(
                        e.event(),
                        e.effect().value(),
                        e.effect().low(),
                        e.effect().high(),
                        null,
                        null))
                .toList();
        int first = impact.effects().stream().mapToInt(EventEffect::event).min().orElse(-1);
        int last = impact.effects().stream().mapToInt(EventEffect::event).max().orElse(1);
        List<Axis.Tick> ticks = impact.effects().stream()
                .map(e -> new Axis.Tick(e.event(), edition.signed(e.event())))
                .toList();
        double low = impact.effects().stream()
                .mapToDouble(e -> end(e.effect().low(), e.effect()))
                .min()
                .orElse(-0.1);
        double high = impact.effects().stream()
                .mapToDouble(e -> end(e.effect().high(), e.effect()))
                .max()
                .orElse(0.1);
        EventStudyPlot plot = new EventStudyPlot(
                figures.caption("impact", words),
                new Axis(edition.text("figures.impact.axis"), first - 0.6, last + 0.6, ticks, false),
                Axis.numbers(
                        edition.text("figures.impact.effect", words),
                        Math.min(low, -0.02),
                        Math.max(high, 0.02),
                        5,
                        v -> unit == Unit.POINTS ? edition.wholePoints(v) : edition.decimal(v, 1)),
                effects,
                edition.text("figures.impact.before"),
                edition.text("figures.impact.after"));
        List<List<String>> rows = new ArrayList<>();
        for (EventEffect e : impact.effects()) {
            rows.add(List.of(
                    edition.signed(e.event()),
                    edition.amount(e.effect(), unit),
                    edition.interval(e.effect(), unit),
                    edition.answers(e.effect())));
        }
        return figures.figure("impact", words, plot, edition.columns("event", "effect", "interval", "answers"), rows);
    }

    /** The size of an effect whose direction the sentence says. */
    private String size(Amount overall, Unit unit) {
        Double value = overall.value();
        return value == null
                ? edition.amount(overall, unit)
                : unit == Unit.POINTS ? edition.decimal(Math.abs(value) * 100, 1) : edition.decimal(Math.abs(value), 2);
    }

    private Page.Terms design(Impact impact) {
        List<Fact> facts = new ArrayList<>();
        for (String term : List.of("question", "estimator", "control")) {
            facts.add(new Fact(edition.text("design." + term), edition.text("design.values." + term)));
        }
        Double p = impact.pretrendP();
        facts.add(new Fact(
                edition.text("design.pretrend"),
                p == null
                        ? edition.text("signs.absent")
                        : edition.text("design.p", Map.of("p", edition.probability(p)))));
        facts.add(new Fact(edition.text("design.respondents"), edition.count((double) impact.respondents())));
        facts.add(new Fact(edition.text("design.clusters"), edition.count((double) impact.clusters())));
        return new Page.Terms(edition.text("design.title"), facts);
    }

    private static Unit unit(Impact impact) {
        return impact.unit().equals("share") ? Unit.POINTS : Unit.RATIO;
    }

    private static double end(@Nullable Double end, Amount effect) {
        return end == null ? effect.or(0) : end;
    }

    private static String finding(Amount overall) {
        Double low = overall.low();
        Double high = overall.high();
        if (low == null || high == null) {
            return "unknown";
        }
        return low > 0 ? "raised" : high < 0 ? "lowered" : "unclear";
    }
}
