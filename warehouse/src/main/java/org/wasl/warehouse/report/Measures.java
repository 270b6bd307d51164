package org.wasl.warehouse.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Grain;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.catalogue.MetricRequest;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.report.ReportData.CodeAmount;
import org.wasl.warehouse.report.ReportData.MonthAmount;
import org.wasl.warehouse.survey.Estimate;

/**
 * The report's way to the catalogue. A metric, dimension or span that a programme's catalogue does not have gives no
 * figures, so that a programme may leave metrics out; the report then has no figure of it.
 */
final class Measures {
    private static final String UNKNOWN = "unknown";

    private final Warehouse warehouse;
    private final Catalogue catalogue;
    private final MetricComputation computation;
    private final Map<Asked, List<Figure>> answered = new HashMap<>();

    private record Asked(String metric, MetricRequest request) {}

    Measures(Warehouse warehouse, MetricComputation computation) {
        this.warehouse = warehouse;
        this.catalogue = computation.catalogue();
        this.computation = computation;
    }

    /** Computes a metric's whole and its splits by one dimension each at once, which is quicker than one by one. */
    void prepare(String id, Collection<String> dimensions) {
        Optional<Metric> metric = catalogue.find(id).filter(m -> m.kind() == Metric.Kind.SURVEY);
        if (metric.isEmpty()) {
            return;
        }
        List<MetricRequest> splits = new ArrayList<>(List.of(MetricRequest.headline()));
        dimensions.stream()
                .filter(metric.get().dimensions()::contains)
                .distinct()
                .map(MetricRequest::by)
                .forEach(splits::add);
        List<List<Figure>> figures = computation.computeEach(warehouse, metric.get(), splits);
        for (int i = 0; i < splits.size(); i++) {
            answered.put(new Asked(id, splits.get(i)), figures.get(i));
        }
    }

    /** The figures of a metric, split by dimensions. */
    List<Figure> figures(String id, String... by) {
        return figures(id, MetricRequest.by(by));
    }

    /** The figure that is neither split nor filtered. */
    Amount headline(String id) {
        return figures(id).stream().findFirst().map(Measures::amount).orElse(Amount.absent());
    }

    /** A metric by month, without the months for which there is nothing to count. */
    List<MonthAmount> months(String id) {
        List<MonthAmount> months = new ArrayList<>();
        for (Figure figure : figures(id, MetricRequest.headline().each(Grain.MONTH))) {
            Amount amount = amount(figure);
            if (amount.standing() != Amount.Standing.ABSENT) {
                months.add(new MonthAmount(YearMonth.parse(domain(figure, "month")), amount));
            }
        }
        return months;
    }

    /** A metric by the codes of a dimension, records without one left out. */
    List<CodeAmount> codes(String id, String dimension) {
        return figures(id, dimension).stream()
                .filter(f -> !domain(f, dimension).equals(UNKNOWN))
                .map(f -> new CodeAmount(domain(f, dimension), amount(f)))
                .toList();
    }

    /** What a figure may say in print. */
    static Amount amount(Figure figure) {
        Estimate e = figure.estimate();
        if (figure.heldBack()) {
            return new Amount(null, null, null, null, Amount.Standing.WITHHELD);
        }
        if (e.estimate() == null) {
            return Amount.absent();
        }
        boolean imprecise = e.flags().contains("rse");
        return new Amount(
                e.estimate(),
                e.ciLow(),
                e.ciHigh(),
                e.n(),
                imprecise ? Amount.Standing.IMPRECISE : Amount.Standing.PUBLISHED,
                e.flags().contains("item_nonresponse"),
                figure.asPublishedIn());
    }

    /** The value of a dimension which a figure speaks of. */
    static String domain(Figure figure, String dimension) {
        String value = figure.estimate().domain().get(dimension);
        return value == null ? UNKNOWN : value;
    }

    /** Whether a figure is of that level; every figure is when none is asked for. */
    static boolean isOf(Figure figure, @Nullable String level) {
        return level == null || level.equals(figure.estimate().level());
    }

    private List<Figure> figures(String id, MetricRequest request) {
        Optional<Metric> metric = catalogue.find(id);
        Grain grain = request.grain();
        if (metric.isEmpty()
                || !metric.get().dimensions().containsAll(request.by())
                || (grain != null && !metric.get().grains().contains(grain))) {
            return List.of();
        }
        return answered.computeIfAbsent(
                new Asked(id, request), asked -> computation.compute(warehouse, metric.get(), request));
    }
}
