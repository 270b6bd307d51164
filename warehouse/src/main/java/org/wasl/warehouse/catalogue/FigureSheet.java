package org.wasl.warehouse.catalogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.survey.Estimate;

/** Writes what belongs beside every number of one metric: unit, version, definition, target. */
final class FigureSheet {
    private final Catalogue catalogue;
    private final Metric metric;
    private final Optional<Programme.Target> target;

    FigureSheet(Catalogue catalogue, Metric metric, MetricRequest request) {
        this.catalogue = catalogue;
        this.metric = metric;
        this.target = request.by().isEmpty() && request.where() == null
                ? catalogue.programme().target(metric.id())
                : Optional.empty();
    }

    Figure figure(Estimate estimate, @Nullable Words title) {
        return figure(estimate, title, metric.unit(), Answers.NONE);
    }

    Figure figure(Estimate estimate, @Nullable Words title, Words unit, Answers answers) {
        return new Figure(
                metric.id(),
                metric.version(),
                catalogue.definition(metric),
                estimate,
                title == null ? metric.title() : title,
                unit,
                target.map(Programme.Target::target).orElse(null),
                target.map(Programme.Target::reported).orElse(null),
                answers.dontKnow(),
                answers.refused(),
                answers.itemNonresponse(),
                null);
    }

    /** Weighted shares of those asked who gave no valid answer, by why. */
    record Answers(
            @Nullable Double dontKnow,
            @Nullable Double refused,
            @Nullable Double itemNonresponse) {
        static final Answers NONE = new Answers(null, null, null);
    }
}
