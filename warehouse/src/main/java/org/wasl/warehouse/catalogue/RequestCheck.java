package org.wasl.warehouse.catalogue;

import java.util.HashSet;
import java.util.List;
import org.wasl.warehouse.yaml.Nearest;

/** Refuses a request for what the metric does not declare, naming what is nearest. */
final class RequestCheck {
    private final Metric metric;
    private final List<String> known;

    private RequestCheck(Metric metric, List<String> known) {
        this.metric = metric;
        this.known = known;
    }

    static RequestCheck of(Catalogue catalogue, Metric metric) {
        return new RequestCheck(
                metric, catalogue.dimensions().stream().map(Dimension::name).toList());
    }

    void demand(MetricRequest request) {
        for (String name : request.by()) {
            if (metric.dimensions().isEmpty()) {
                throw new CatalogueException(
                        metric.id() + " cannot be split by \"" + name + "\": it has no dimensions");
            }
            if (!metric.dimensions().contains(name)) {
                throw new CatalogueException(metric.id() + " cannot be split by \"" + name + "\""
                        + (known.contains(name) ? "" : " (there is no such dimension)") + "; nearest: "
                        + String.join(", ", Nearest.to(name, metric.dimensions())) + ". All: "
                        + String.join(", ", metric.dimensions()) + ".");
            }
        }
        if (new HashSet<>(request.by()).size() < request.by().size()) {
            throw new CatalogueException("a dimension is named twice in --by " + String.join(",", request.by()));
        }
        if (request.on() != null && metric.isSurvey()) {
            throw new CatalogueException(
                    metric.id() + " is given by wave, and a wave has no last day: ask for it without the day.");
        }
        Grain grain = request.grain();
        if (grain != null && !metric.grains().contains(grain)) {
            throw new CatalogueException(metric.id() + " is not given by " + grain.label() + "; it is by "
                    + String.join(
                            ", ", metric.grains().stream().map(Grain::label).toList())
                    + ".");
        }
    }
}
