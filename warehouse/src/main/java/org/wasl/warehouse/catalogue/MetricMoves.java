package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.MetricMove.Cause;
import org.wasl.warehouse.query.QueryException;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Limits;
import org.wasl.warehouse.release.Manifest;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.survey.SurveyException;

/**
 * Which headline figures moved between two releases, each computed by its own release's definitions, and what moved them.
 *
 * <p>Where a metric's definition changed together with something else, the old definition is computed on the new release
 * too: what differs between the definitions there is the definition's doing, what is left that of the data (or of the
 * application, which cannot be told from them: an old one is not here to run). Not so for counts of persons, of which
 * only the usual tables may leave.
 */
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
        Catalogue then = Catalogue.load(before.programme());
        Catalogue now = Catalogue.load(after.programme());
        Set<Cause> others = others(before, after);
        Map<Place, Figure> were;
        try (Warehouse warehouse = Warehouse.open(before, limits)) {
            were = headlines(leaving.apply(then), warehouse, then.metrics());
        }
        try (Warehouse warehouse = Warehouse.open(after, limits)) {
            Map<Place, Figure> are = headlines(leaving.apply(now), warehouse, now.metrics());
            List<MetricMove> moves = new ArrayList<>();
            Set<String> ids = new TreeSet<>();
            then.metrics().forEach(metric -> ids.add(metric.id()));
            now.metrics().forEach(metric -> ids.add(metric.id()));
            for (String id : ids) {
                boolean redefined = !definition(then, id).equals(definition(now, id));
                Set<Cause> changed = EnumSet.noneOf(Cause.class);
                changed.addAll(others);
                if (redefined) {
                    changed.add(Cause.DEFINITION);
                }
                Map<Place, Figure> between = redefined ? byOldDefinition(then, id, warehouse) : Map.of();
                moves.addAll(moves(id, were, between, are, changed));
            }
            return moves;
        }
    }

    private static Optional<String> definition(Catalogue catalogue, String id) {
        return catalogue.find(id).map(catalogue::definition);
    }

    private static List<MetricMove> moves(
            String id,
            Map<Place, Figure> were,
            Map<Place, Figure> between,
            Map<Place, Figure> are,
            Set<Cause> changed) {
        Map<Place, Figure> all = new LinkedHashMap<>(were);
        all.putAll(are);
        List<MetricMove> moves = new ArrayList<>();
        all.forEach((place, figure) -> {
            Double was = value(were.get(place));
            Double is = value(are.get(place));
            if (place.metric().equals(id) && moved(was, is)) {
                Double middle = value(between.get(place));
                Double byDefinition = is == null || middle == null ? null : part(middle, is);
                Double byTheRest = was == null || middle == null ? null : part(was, middle);
                moves.add(new MetricMove(
                        id,
                        figure.title(),
                        place.level(),
                        place.domain(),
                        was,
                        is,
                        because(changed, byDefinition, byTheRest),
                        List.copyOf(changed),
                        byDefinition,
                        byTheRest));
            }
        });
        return moves;
    }

    /** From one figure to another; what is only rounding is nothing. */
    private static double part(double from, double to) {
        return moved(from, to) ? to - from : 0;
    }

    private static Cause because(Set<Cause> changed, @Nullable Double byDefinition, @Nullable Double byTheRest) {
        boolean rest = changed.contains(Cause.DATA) || changed.contains(Cause.CODE);
        boolean redefined = changed.contains(Cause.DEFINITION);
        if (redefined && rest && byDefinition != null && byTheRest != null) {
            redefined = Math.abs(byDefinition) >= Math.abs(byTheRest);
        }
        if (redefined) {
            return Cause.DEFINITION;
        }
        return changed.contains(Cause.DATA) ? Cause.DATA : Cause.CODE;
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

    /** What changed beside the definitions of metrics. */
    private static Set<Cause> others(Release before, Release after) {
        Manifest.CreatedFrom a = before.manifest().createdFrom();
        Manifest.CreatedFrom b = after.manifest().createdFrom();
        Set<Cause> others = EnumSet.noneOf(Cause.class);
        if (!a.deliveries().equals(b.deliveries())
                || !a.decisionsSha256().equals(b.decisionsSha256())
                || !settings(before).equals(settings(after))) {
            others.add(Cause.DATA);
        }
        if (!a.codeVersion().equals(b.codeVersion())) {
            others.add(Cause.CODE);
        }
        return others;
    }

    /** The programme's files but those that define single metrics. */
    private static Set<Manifest.File> settings(Release release) {
        String programme = release.directory().relativize(release.programme()) + "/";
        return release.manifest().files().stream()
                .filter(file -> file.path().startsWith(programme))
                .filter(file -> !file.path().matches("\\Q" + programme + "\\Emetrics/[^/]+/.*"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which number of a metric. */
    private record Place(
            String metric, String estimator, @Nullable String level, Map<String, String> domain) {}

    private static Map<Place, Figure> headlines(
            MetricComputation computation, Warehouse warehouse, List<Metric> metrics) {
        Map<Place, Figure> figures = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            for (Figure figure : computation.compute(warehouse, metric, MetricRequest.headline())) {
                var e = figure.estimate();
                figures.put(new Place(metric.id(), e.estimator(), e.level(), e.domain()), figure);
            }
        }
        return figures;
    }

    /** The new release by the old definition; nothing where that does not fit its tables or persons are counted. */
    private Map<Place, Figure> byOldDefinition(Catalogue then, String id, Warehouse warehouse) {
        List<Metric> metric =
                then.find(id).filter(one -> one.persons().isEmpty()).stream().toList();
        try {
            return headlines(leaving.apply(then), warehouse, metric);
        } catch (QueryException | SurveyException | CatalogueException doesNotFit) {
            return Map.of();
        }
    }
}
