package org.wasl.warehouse.catalogue;

import org.wasl.warehouse.query.Warehouse;

/** The rows behind a metric's figures, as a statement for those who may read the release. */
public final class MetricRows {
    private MetricRows() {}

    /**
     * One SELECT of the rows that a request's figures are made of.
     *
     * @throws CatalogueException when a grain or condition is not one the metric declares
     */
    public static String sql(Catalogue catalogue, Warehouse warehouse, Metric metric, MetricRequest request) {
        RequestCheck.of(catalogue, metric).demand(request);
        if (metric.isSurvey()) {
            String where = request.where() == null
                    ? "true"
                    : new Condition(warehouse.connection(), metric.dimensions()).sql(request.where());
            return "SELECT * FROM (" + catalogue.sql(metric) + "\n) WHERE " + where;
        }
        Grain grain = request.grain() == null ? metric.grain() : request.grain();
        Periods periods = Periods.of(grain, catalogue.programme(), warehouse, request.on());
        return UnitRows.with(catalogue, warehouse, metric, periods, request) + "SELECT * FROM kept";
    }
}
