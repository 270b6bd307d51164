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

    static List<Drawing> of(StudyWords words, List<StudyResult> results) {
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
                plot(words, effects))));
        return drawings;
    }

    private static EventStudyPlot plot(StudyWords words, List<StudyResult> effects) {
        String outcome = words.label(effects.get(0).outcome());
        List<EventStudyPlot.Effect> marks = new ArrayList<>();
        List<Axis.Tick> ticks = new ArrayList<>();
        double low = 0;
        double high = 0;
        for (StudyResult effect : effects) {
            int distance = effect.eventTime() == null ? 0 : effect.eventTime();
            marks.add(new EventStudyPlot.Effect(
                    distance, effect.estimate(), effect.ciLow(), effect.ciHigh(), effect.bandLow(), effect.bandHigh()));
            ticks.add(new Axis.Tick(distance, words.distance(distance)));
            low = Math.min(low, effect.ciLow() == null ? 0 : effect.ciLow());
            high = Math.max(high, effect.ciHigh() == null ? 0 : effect.ciHigh());
        }
        Axis x = new Axis(
                words.text("plot.x", Map.of("time", words.time())),
                ticks.get(0).value() - 0.5,
                ticks.get(ticks.size() - 1).value() + 0.5,
                ticks,
                false);
        Axis y = Axis.numbers(words.text("plot.y", Map.of("outcome", outcome)), low, high, 6, words::mark);
        Caption caption =
                new Caption(words.text("plot.title", Map.of("outcome", outcome)), words.text("plot.description"));
        return new EventStudyPlot(caption, x, y, marks, words.text("plot.before"), words.text("plot.after"));
    }
}
