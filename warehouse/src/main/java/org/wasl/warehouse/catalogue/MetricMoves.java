package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.MetricMove.Cause;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Limits;
import org.wasl.warehouse.release.Manifest;
import org.wasl.warehouse.release.Release;

/** Which headline figures moved between two releases, each computed by its own release's definitions. */
public final class MetricMoves {
    /** Weighted sums differ in their last digits by the order of the rows, which is not a figure that moved. */
    private static final double ROUNDING = 1e-11;

    private final Limits limits;
    private final Function<Catalogue, MetricComputation> leaving;

    /**
     * @param leaving how the figures of a catalogue leave
     */
    public MetricMoves(Limits limits, Function<Catalogue, MetricComputation> leaving) {
        this.limits = limits;
        this.leaving = leaving;
    }

    /** The moves, by metric. */
    public List<MetricMove> between(Release before, Release after) {
        Headlines old = headlines(before);
        Headlines now = headlines(after);
        boolean sameData =
                sameData(before.manifest().createdFrom(), after.manifest().createdFrom());
        List<MetricMove> moves = new ArrayList<>();
        Set<String> metrics = new TreeSet<>(old.definitions().keySet());
        metrics.addAll(now.definitions().keySet());
        for (String metric : metrics) {
            boolean sameDefinition = Objects.equals(
                    old.definitions().get(metric), now.definitions().get(metric));
            Cause cause = !sameDefinition ? Cause.DEFINITION : sameData ? Cause.CODE : Cause.DATA;
            moves.addAll(moves(metric, old, now, cause));
        }
        return moves;
    }

    private static List<MetricMove> moves(String metric, Headlines old, Headlines now, Cause cause) {
        Map<Place, Figure> all = new LinkedHashMap<>(old.figures());
        all.putAll(now.figures());
        List<MetricMove> moves = new ArrayList<>();
        all.forEach((place, figure) -> {
            Double was = value(old.figures().get(place));
            Double is = value(now.figures().get(place));
            if (place.metric().equals(metric) && moved(was, is)) {
                moves.add(new MetricMove(metric, figure.title(), place.level(), place.domain(), was, is, cause));
            }
        });
        return moves;
    }

    private static boolean moved(@Nullable Double was, @Nullable Double is) {
        if (was == null || is == null) {
            return was != null || is != null;
        }
        return Math.abs(was - is) > ROUNDING * Math.max(Math.abs(was), Math.abs(is));
    }

    private static @Nullable Double value(@Nullable Figure figure) {
        return figure == null ? null : figure.value();
    }

    /** Whether deliveries, settings and decisions are the same, so that only the application can differ. */
    private static boolean sameData(Manifest.CreatedFrom a, Manifest.CreatedFrom b) {
        return a.deliveries().equals(b.deliveries())
                && a.configSha256().equals(b.configSha256())
                && a.decisionsSha256().equals(b.decisionsSha256());
    }

    /** Which number of a metric. */
    private record Place(
            String metric, String estimator, @Nullable String level, Map<String, String> domain) {}

    private record Headlines(Map<String, String> definitions, Map<Place, Figure> figures) {}

    private Headlines headlines(Release release) {
        Catalogue catalogue = Catalogue.load(release.programme());
        MetricComputation computation = leaving.apply(catalogue);
        Map<String, String> definitions = new LinkedHashMap<>();
        Map<Place, Figure> figures = new LinkedHashMap<>();
        try (Warehouse warehouse = Warehouse.open(release, limits)) {
            for (Metric metric : catalogue.metrics()) {
                definitions.put(metric.id(), catalogue.definition(metric));
                for (Figure figure : computation.compute(warehouse, metric, MetricRequest.headline())) {
                    var e = figure.estimate();
                    figures.put(new Place(metric.id(), e.estimator(), e.level(), e.domain()), figure);
                }
            }
        }
        return new Headlines(definitions, figures);
    }
}
