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
import java.util.function.Supplier;
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
    private final MetricRequest request;
    private final LocalDate last;

    /**
     * @param request whose figures are related
     * @param last the day up to which they count
     */
    DerivedFigures(Programme programme, Metric metric, MetricRequest request, LocalDate last) {
        this.programme = programme;
        this.metric = metric;
        this.request = request;
        this.last = last;
    }

    /**
     * Derives a figure from each.
     *
     * @param whole gives the figures of the same request without its split, which shares are of
     * @throws CatalogueException when the metric's figures have no such relation to each other
     */
    public List<Figure> derive(Derivation derivation, List<Figure> figures, Supplier<List<Figure>> whole) {
        demandRecords(metric);
        return switch (derivation) {
            case GROWTH -> growth(figures);
            case SHARE -> share(figures, whole);
            case CUMULATIVE -> cumulative(figures);
            case TRAJECTORY -> trajectory(figures);
        };
    }

    /**
     * Each figure over the other metric's figure of the same place and period, times a hundred.
     *
     * @throws CatalogueException when one of the two is no count, or the other has several figures
     */
    public List<Figure> per100(List<Figure> figures, Metric other, List<Figure> others) {
        for (Metric one : List.of(metric, other)) {
            demandRecords(one);
            if (one.kind() != Metric.Kind.COUNT) {
                throw new CatalogueException(one.id() + " is no count, and only counts are given per 100 of another.");
            }
        }
        if (other.measures().size() > 1) {
            throw new CatalogueException(other.id() + " has several figures (" + String.join(", ", other.levels())
                    + "): name a metric of one.");
        }
        Map<Map<String, String>, Figure> byDomain = new HashMap<>();
        others.forEach(one -> byDomain.put(one.estimate().domain(), one));
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

    private static void demandRecords(Metric one) {
        if (one.isSurvey()) {
            throw new CatalogueException(one.id() + " is estimated from a sample, and what is derived from it needs an"
                    + " error: ask `wasl survey` for relative(x, wave, 2, 1) or difference(x, wave, 2, 1).");
        }
    }

    /** Over the span just before; where that has no figure (nobody was in the group, say) there is no growth. */
    private List<Figure> growth(List<Figure> figures) {
        Map<List<Object>, Figure> known = new HashMap<>();
        figures.forEach(figure -> known.put(of(figure, figure.estimate().domain()), figure));
        List<Figure> growth = new ArrayList<>();
        for (Figure figure : figures) {
            Figure former = known.get(of(figure, before(figure)));
            if (former != null) {
                Figure ratio = over(figure, former, 1, "growth", SHARE);
                Double value = ratio.value();
                growth.add(value == null ? ratio : with(ratio, value - 1, "growth", SHARE));
            }
        }
        return growth;
    }

    /** The same group one span of time earlier. */
    private Map<String, String> before(Figure figure) {
        Map<String, String> domain = new LinkedHashMap<>(figure.estimate().domain());
        Grain grain = domain.keySet().stream()
                .flatMap(key -> Grain.of(key).stream())
                .findFirst()
                .orElseThrow(() -> new CatalogueException(metric.id()
                        + " grows from period to period: ask with --each "
                        + String.join(
                                ", ",
                                metric.grains().stream()
                                        .filter(one -> one != Grain.PROGRAMME)
                                        .map(Grain::label)
                                        .toList())
                        + "."));
        domain.computeIfPresent(grain.label(), (key, label) -> Periods.before(grain, label));
        return domain;
    }

    /** Groups may overlap, as those of people trained in several languages: the whole is not their sum. */
    private List<Figure> share(List<Figure> figures, Supplier<List<Figure>> whole) {
        if (metric.kind() != Metric.Kind.COUNT) {
            throw new CatalogueException(metric.id() + " is no count, and only counts are parts of a whole.");
        }
        if (request.by().isEmpty()) {
            throw new CatalogueException("a share is a group's part of the whole: ask with --by "
                    + String.join(", ", metric.dimensions()) + ".");
        }
        Map<List<Object>, Figure> wholes = new HashMap<>();
        whole.get().forEach(one -> wholes.put(whole(one), one));
        return figures.stream()
                .map(figure -> over(figure, wholes.get(whole(figure)), 1, "share", SHARE))
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
        if (!metric.persons().isEmpty() && !PersonSets.isUsual(request)) {
            throw new CatalogueException("periods that tell of few persons are left out of such a request of "
                    + metric.id() + ", and a sum would pass over them: ask without --where and --on, by one dimension"
                    + " at most.");
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

    /** The last day of a figure's period, which the last day that counts may cut short. */
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
                return end.isAfter(last) ? last : end;
            }
        }
        return last;
    }

    private static Figure over(Figure figure, @Nullable Figure other, double times, String name, Words unit) {
        Double above = figure.value();
        Double below = other == null ? null : other.value();
        return above == null || below == null || below == 0
                ? without(figure, name, unit)
                : with(figure, times * above / below, name, unit);
    }

    /** What a figure speaks of, whenever it is. */
    private static List<Object> place(Figure figure) {
        Map<String, String> domain = new LinkedHashMap<>(figure.estimate().domain());
        domain.keySet().removeIf(key -> Grain.of(key).isPresent());
        return of(figure, domain);
    }

    /** When a figure is, whatever it speaks of. */
    private static List<Object> whole(Figure figure) {
        Map<String, String> domain = new LinkedHashMap<>(figure.estimate().domain());
        domain.keySet().removeIf(key -> Grain.of(key).isEmpty());
        return of(figure, domain);
    }

    private static List<Object> of(Figure figure, Map<String, String> domain) {
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
