package org.wasl.warehouse.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.CodeLists;
import org.wasl.warehouse.catalogue.Dimension;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.catalogue.MetricRequest;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;

/**
 * Every metric of a release as a whole and by each of its dimensions alone, as the catalogue's door let them through, and
 * how the survey behind them was made.
 *
 * @param dimensions those that at least one metric is split by
 * @param waves the month in which each survey wave began
 * @param day up to which the records speak
 */
public record Publishable(
        String release,
        Catalogue catalogue,
        List<Figure> figures,
        List<String> dimensions,
        Map<String, String> waves,
        String day,
        CodeLists codes,
        SurveyFile survey) {

    public Publishable {
        figures = List.copyOf(figures);
        dimensions = List.copyOf(dimensions);
        waves = Map.copyOf(waves);
    }

    /** Computes the figures of an open release. */
    public static Publishable of(Warehouse warehouse, MetricComputation computation) {
        return of(warehouse, computation, true);
    }

    /** The same as wholes only, for a format that asks for no more: it takes a tenth of the time. */
    static Publishable wholes(Warehouse warehouse, MetricComputation computation) {
        return of(warehouse, computation, false);
    }

    private static Publishable of(Warehouse warehouse, MetricComputation computation, boolean split) {
        Catalogue catalogue = computation.catalogue();
        List<Figure> figures = new ArrayList<>();
        for (Metric metric : catalogue.metrics()) {
            List<MetricRequest> splits = new ArrayList<>(List.of(MetricRequest.headline()));
            for (String dimension : split ? metric.dimensions() : List.<String>of()) {
                splits.add(MetricRequest.by(dimension));
            }
            computation.computeEach(warehouse, metric, splits).stream()
                    .flatMap(List::stream)
                    .filter(figure -> !figure.isTest())
                    .forEach(figures::add);
        }
        List<String> dimensions = catalogue.dimensions().stream()
                .map(Dimension::name)
                .filter(name -> figures.stream()
                        .anyMatch(figure -> figure.estimate().domain().containsKey(name)))
                .toList();
        Rows rows =
                warehouse.rows("SELECT CAST(wave AS VARCHAR) AS wave, strftime(min(interviewed_on), '%Y-%m') AS began"
                        + " FROM survey_response GROUP BY ALL");
        Map<String, String> waves = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String began = rows.text(i, "began");
            waves.put(String.valueOf(rows.text(i, "wave")), began == null ? "" : began);
        }
        String last = warehouse
                .rows("SELECT CAST(max(as_of) AS VARCHAR) AS last FROM delivery WHERE status = 'landed'")
                .text(0, "last");
        String day = last == null ? catalogue.programme().end().toString() : last;
        return new Publishable(
                warehouse.release().id().toString(),
                catalogue,
                figures,
                dimensions,
                waves,
                day,
                CodeLists.load(warehouse.release().programme()),
                SurveyFile.of(warehouse, catalogue));
    }

    /** The time a figure speaks of: the month its wave began, or the last day of the records. */
    String time(Figure figure) {
        String wave = figure.estimate().domain().get("wave");
        return wave == null ? day : waves.getOrDefault(wave, day);
    }
}
