package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.query.Warehouse;

/**
 * Computes metrics over a release. What it returns has passed disclosure control and may be printed.
 *
 * <pre>{@code
 * Catalogue catalogue = Catalogue.load(release.programme());
 * new MetricComputation(catalogue).compute(warehouse, catalogue.get("workers_trained"), MetricRequest.by("language"));
 * }</pre>
 */
public final class MetricComputation {
    private final Catalogue catalogue;
    private final @Nullable Door door;

    /** For figures that stay in the house: nothing is noted, and nothing that left before is known. */
    public MetricComputation(Catalogue catalogue) {
        this(catalogue, null);
    }

    /** For figures that leave: they are held against what left before, and noted. */
    public MetricComputation(Catalogue catalogue, @Nullable Door door) {
        this.catalogue = catalogue;
        this.door = door;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /**
     * The figures asked for: periods in order, then domains. Of a request of somebody's own, those of cells that may not be
     * shown are left out, like those of cells in which there is nobody.
     *
     * @throws CatalogueException when a dimension, grain or condition is not one the metric declares
     * @throws org.wasl.warehouse.disclosure.ProtectionException when the figures would tell of few persons together with
     *     what left before
     */
    public List<Figure> compute(Warehouse warehouse, Metric metric, MetricRequest request) {
        PersonSets persons = new PersonSets(catalogue, warehouse, metric);
        if (door == null || !persons.ofPersons()) {
            return figures(warehouse, metric, request);
        }
        if (PersonSets.isUsual(request)) {
            return sized(persons, metric, List.of(request), List.of(figures(warehouse, metric, request)))
                    .get(0);
        }
        RequestCheck.of(catalogue, metric).demand(request);
        Set<List<String>> shown = persons.pass(door, request);
        return figures(warehouse, metric, request).stream()
                .filter(figure -> persons.isShown(figure, request, shown))
                .toList();
    }

    /**
     * What relates a request's figures to each other, by the days up to which they count.
     *
     * @throws CatalogueException when the day asked for is one that the records do not reach
     */
    public DerivedFigures derived(Warehouse warehouse, Metric metric, MetricRequest request) {
        Programme programme = catalogue.programme();
        return new DerivedFigures(programme, metric, request, Periods.last(programme, warehouse, request.on()));
    }

    private List<Figure> figures(Warehouse warehouse, Metric metric, MetricRequest request) {
        RequestCheck.of(catalogue, metric).demand(request);
        CompositeIndex index = metric.index();
        if (index != null) {
            return new IndexMetric(catalogue, warehouse, metric, index).figures(request);
        }
        Metric.EquityOf equity = metric.equity();
        if (equity != null) {
            return new EquityMetric(catalogue, warehouse, metric, equity).figures(request);
        }
        if (metric.isSurvey()) {
            return new SurveyMetric(catalogue, warehouse, metric)
                    .figures(List.of(request), request.where())
                    .get(0);
        }
        Metric.SurvivalOf survival = metric.survival();
        return survival == null
                ? new RecordMetric(catalogue, warehouse, metric, door).figures(request)
                : new SurvivalMetric(catalogue, warehouse, metric, survival).figures(request);
    }

    /**
     * The same for several splits, which a survey metric reads its data once for.
     *
     * @param splits without conditions
     * @return for each split in turn, its figures
     */
    public List<List<Figure>> computeEach(Warehouse warehouse, Metric metric, List<MetricRequest> splits) {
        splits.forEach(split -> RequestCheck.of(catalogue, metric).demand(split));
        if (!metric.isSurvey() || !splits.stream().allMatch(PersonSets::isUsual)) {
            return splits.stream()
                    .map(split -> compute(warehouse, metric, split))
                    .toList();
        }
        List<List<Figure>> figures = metric.kind() == Metric.Kind.SURVEY
                ? new SurveyMetric(catalogue, warehouse, metric).figures(splits, null)
                : splits.stream()
                        .map(split -> figures(warehouse, metric, split))
                        .toList();
        return sized(new PersonSets(catalogue, warehouse, metric), metric, splits, figures);
    }

    /** Estimates without the numbers of answers that would tell of a few who were added or taken away since they left. */
    private List<List<Figure>> sized(
            PersonSets persons, Metric metric, List<MetricRequest> splits, List<List<Figure>> figures) {
        if (door == null || !metric.isSurvey()) {
            return figures;
        }
        List<Set<List<String>>> held = persons.sizes(door, splits);
        List<List<Figure>> sized = new ArrayList<>();
        for (int i = 0; i < splits.size(); i++) {
            MetricRequest split = splits.get(i);
            Set<List<String>> without = held.get(i);
            sized.add(figures.get(i).stream()
                    .map(figure -> without.contains(persons.cell(figure, split)) ? figure.uncounted() : figure)
                    .toList());
        }
        return sized;
    }
}
