package org.wasl.warehouse.impact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wasl.warehouse.chart.Axis;
import org.wasl.warehouse.chart.Caption;
import org.wasl.warehouse.chart.EventStudyPlot;

/** The event studies of a study: one an outcome of each specification that has effects by distance from the start. */
final class StudyPlots {
    private StudyPlots() {}

    /**
     * One drawing.
     *
     * @param name fit for a file and an id
     */
    record Drawing(String name, String specification, String outcome, EventStudyPlot plot) {}

    static List<Drawing> of(Study study, List<StudyResult> results) {
        Map<String, List<StudyResult>> series = new LinkedHashMap<>();
        for (StudyResult result : results) {
            if (result.eventTime() != null && result.subgroup() == null) {
                series.computeIfAbsent(result.specification() + "-" + result.outcome(), any -> new ArrayList<>())
                        .add(result);
            }
        }
        List<Drawing> drawings = new ArrayList<>();
        series.forEach((name, effects) -> drawings.add(new Drawing(
                "event-study-" + name.replaceAll("[^A-Za-z0-9_-]", "_"),
                effects.get(0).specification(),
                effects.get(0).outcome(),
                plot(study, effects))));
        return drawings;
    }

    private static EventStudyPlot plot(Study study, List<StudyResult> effects) {
        String outcome = effects.get(0).outcome();
        List<EventStudyPlot.Effect> marks = new ArrayList<>();
        List<Axis.Tick> ticks = new ArrayList<>();
        double low = 0;
        double high = 0;
        for (StudyResult effect : effects) {
            int distance = effect.eventTime() == null ? 0 : effect.eventTime();
            marks.add(new EventStudyPlot.Effect(
                    distance, effect.estimate(), effect.ciLow(), effect.ciHigh(), effect.bandLow(), effect.bandHigh()));
            ticks.add(new Axis.Tick(distance, Integer.toString(distance).replace('-', '\u2212')));
            low = Math.min(low, effect.ciLow() == null ? 0 : effect.ciLow());
            high = Math.max(high, effect.ciHigh() == null ? 0 : effect.ciHigh());
        }
        Axis x = new Axis(
                study.time() + "s since " + study.treatment(),
                ticks.get(0).value() - 0.5,
                ticks.get(ticks.size() - 1).value() + 0.5,
                ticks,
                false);
        Axis y = Axis.numbers(
                "effect on " + outcome,
                low,
                high,
                6,
                value -> Double.toString(rounded(value)).replace('-', '\u2212'));
        Caption caption = new Caption(
                "Effect on " + outcome + " by distance from the start of treatment",
                "Estimates with 95 % intervals; the reference is the period before the start.");
        return new EventStudyPlot(caption, x, y, marks, "before", "after");
    }

    // Axis marks are round numbers; what arithmetic adds in the 15th digit is not shown.
    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
