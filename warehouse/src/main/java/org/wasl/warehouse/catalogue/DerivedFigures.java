package org.wasl.warehouse.catalogue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.survey.Estimate;

/**
 * Figures made of figures that have passed the door, so that nothing is told which they do not tell: where one that goes
 * in is held back, what comes out is too. Of sampled figures none is derived here: their error needs the sample.
 */
public final class DerivedFigures {
    private static final Words SHARE = new Words("share", "نسبة");
    private static final Words PER_100 = new Words("per 100", "لكل 100");

    private final Programme programme;
    private final Metric metric;

    public DerivedFigures(Programme programme, Metric metric) {
        this.programme = programme;
        this.metric = metric;
    }

    /**
     * Derives a figure from each.
     *
     * @throws CatalogueException when the metric's figures have no such relation to each other
     */
    public List<Figure> derive(Derivation derivation, List<Figure> figures) {
        demandRecords();
        return switch (derivation) {
            case GROWTH -> growth(figures);
            case SHARE -> share(figures);
            case CUMULATIVE -> cumulative(figures);
            case TRAJECTORY -> trajectory(figures);
        };
    }

    /** Each figure over the other metric's figure of the same place and period, times a hundred. */
    public List<Figure> per100(List<Figure> figures, List<Figure> others) {
        demandRecords();
        Map<Map<String, String>, Figure> byDomain = new HashMap<>();
        others.forEach(other -> byDomain.put(other.estimate().domain(), other));
        return figures.stream()
                .map(figure -> over(
                        figure,
                        byDomain.get(figure.estimate().domain()),
                        100,
                        "per_100",
                        new Words(
                                figure.unit().en() + " " + PER_100.en() + " "
                                        + unit(others).en(),
                                figure.unit().ar() + " " + PER_100.ar() + " "
                                        + unit(others).ar())))
                .toList();
    }

    private static Words unit(List<Figure> figures) {
        return figures.isEmpty() ? SHARE : figures.get(0).unit();
    }

    private void demandRecords() {
        if (metric.isSurvey()) {
            throw new CatalogueException(
                    metric.id() + " is estimated from a sample, and what is derived from it needs an"
                            + " error: ask `wasl survey` for relative(x, wave, 2, 1) or difference(x, wave, 2, 1).");
        }
    }

    private List<Figure> growth(List<Figure> figures) {
        Map<List<Object>, Figure> before = new HashMap<>();
        List<Figure> growth = new ArrayList<>();
        for (Figure figure : figures) {
            demandPeriod(figure);
            Figure former = before.put(place(figure), figure);
            if (former != null) {
                Figure ratio = over(figure, former, 1, "growth", SHARE);
                Double value = ratio.value();
                growth.add(value == null ? ratio : with(ratio, value - 1, "growth", SHARE));
            }
        }
        return growth;
    }

    private List<Figure> share(List<Figure> figures) {
        if (metric.kind() != Metric.Kind.COUNT) {
            throw new CatalogueException(metric.id() + " is no count, and only counts are parts of a whole.");
        }
        Map<List<Object>, Optional<Double>> wholes = new HashMap<>();
        for (Figure figure : figures) {
            Optional<Double> value = Optional.ofNullable(figure.value());
            wholes.merge(whole(figure), value, (a, b) -> a.flatMap(x -> b.map(y -> x + y)));
        }
        return figures.stream()
                .map(figure -> {
                    Optional<Double> all = wholes.getOrDefault(whole(figure), Optional.empty());
                    Double value = figure.value();
                    return value == null || all.isEmpty() || all.get() == 0
                            ? without(figure, "share", SHARE)
                            : with(figure, value / all.get(), "share", SHARE);
                })
                .toList();
    }

    private List<Figure> cumulative(List<Figure> figures) {
        if (metric.time() != Metric.Time.WITHIN
                || metric.kind() != Metric.Kind.COUNT
                || "persons".equals(metric.counts())) {
            throw new CatalogueException(
                    metric.id() + " does not add up over periods: only counts of what happened within"
                            + " them do, and persons may come again.");
        }
        Map<List<Object>, Optional<Double>> sums = new HashMap<>();
        List<Figure> cumulated = new ArrayList<>();
        for (Figure figure : figures) {
            Optional<Double> sum = sums.merge(
                    place(figure), Optional.ofNullable(figure.value()), (a, b) -> a.flatMap(x -> b.map(y -> x + y)));
            cumulated.add(
                    sum.isPresent()
                            ? with(figure, sum.get(), "cumulative", figure.unit())
                            : without(figure, "cumulative", figure.unit()));
        }
        return cumulated;
    }

    private List<Figure> trajectory(List<Figure> figures) {
        double target = programme
                .target(metric.id())
                .orElseThrow(() -> new CatalogueException(metric.id() + " has no target in " + Programme.FILE + "."))
                .target();
        double whole = ChronoUnit.DAYS.between(programme.start(), programme.end());
        return figures.stream()
                .map(figure -> {
                    double gone = ChronoUnit.DAYS.between(programme.start(), end(figure));
                    double expected = target * Math.min(1, Math.max(0, gone / whole));
                    Double value = figure.value();
                    return value == null || expected == 0
                            ? without(figure, "trajectory", SHARE)
                            : with(figure, value / expected, "trajectory", SHARE);
                })
                .toList();
    }

    /** The last day of a figure's period, which the programme's end may cut short. */
    private LocalDate end(Figure figure) {
        if (figure.target() == null) {
            throw new CatalogueException(
                    "the target of " + metric.id() + " is one for all: ask without --by and --where.");
        }
        Map<String, String> domain = figure.estimate().domain();
        for (Grain grain : List.of(Grain.YEAR, Grain.QUARTER, Grain.MONTH, Grain.DAY)) {
            String label = domain.get(grain.label());
            if (label != null) {
                LocalDate end = Periods.end(grain, label);
                return end.isAfter(programme.end()) ? programme.end() : end;
            }
        }
        return programme.end();
    }

    private static Figure over(Figure figure, @Nullable Figure other, double times, String name, Words unit) {
        Double above = figure.value();
        Double below = other == null ? null : other.value();
        return above == null || below == null || below == 0
                ? without(figure, name, unit)
                : with(figure, times * above / below, name, unit);
    }

    private void demandPeriod(Figure figure) {
        for (String key : figure.estimate().domain().keySet()) {
            if (Grain.of(key).isPresent()) {
                return;
            }
        }
        throw new CatalogueException(metric.id() + " grows from period to period: ask with --each "
                + String.join(", ", metric.grains().stream().map(Grain::label).toList()) + ".");
    }

    /** What a figure speaks of, whenever it is. */
    private static List<Object> place(Figure figure) {
        Map<String, String> domain = new LinkedHashMap<>(figure.estimate().domain());
        domain.keySet().removeIf(key -> Grain.of(key).isPresent());
        return List.of(domain, String.valueOf(figure.estimate().level()));
    }

    /** When a figure is, whatever it speaks of. */
    private static List<Object> whole(Figure figure) {
        Map<String, String> domain = new LinkedHashMap<>(figure.estimate().domain());
        domain.keySet().removeIf(key -> Grain.of(key).isEmpty());
        return List.of(domain, String.valueOf(figure.estimate().level()));
    }

    private static Figure without(Figure figure, String name, Words unit) {
        return with(figure, null, name, unit);
    }

    private static Figure with(Figure figure, @Nullable Double value, String name, Words unit) {
        Estimate e = figure.estimate();
        Estimate derived = Estimate.exact(
                name.toLowerCase(Locale.ROOT), e.variable(), e.level(), e.domain(), value, e.n(), e.flags());
        return new Figure(
                figure.metric(),
                figure.version(),
                figure.definition(),
                derived,
                figure.title(),
                unit,
                null,
                null,
                null,
                null,
                null,
                figure.asPublishedIn());
    }
}
