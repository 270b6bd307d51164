package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;

/** The statement that both kinds of administrative metric share: a metric's rows by period, filtered and labelled. */
final class UnitRows {
    private UnitRows() {}

    /** The spans of time and the metric's rows in them as common table expressions, ready for a SELECT. */
    static String with(
            Catalogue catalogue, Warehouse warehouse, Metric metric, Periods periods, MetricRequest request) {
        String where = request.where() == null
                ? "true"
                : new Condition(warehouse.connection(), metric.dimensions()).sql(request.where());
        return "WITH period (period, starts_on, ends_on) AS (" + periods.values() + "),\nunit AS (\n"
                + catalogue.sql(metric) + "\n),\nkept AS (SELECT * FROM unit WHERE " + where + ")\n";
    }

    /** The dimensions asked for, each as text under the name {@code by_<dimension>}. */
    static List<String> dimensions(MetricRequest request) {
        return request.by().stream()
                .map(d -> "coalesce(CAST(" + name(d) + " AS VARCHAR), 'unknown') AS " + name("by_" + d))
                .toList();
    }

    /** The value of each dimension in a row of such a SELECT. */
    static List<String> key(Rows rows, int row, MetricRequest request) {
        List<String> key = new ArrayList<>();
        for (String dimension : request.by()) {
            String value = rows.text(row, "by_" + dimension);
            key.add(value == null ? "unknown" : value);
        }
        return key;
    }

    static Map<String, String> domain(Grain grain, String period, MetricRequest request, List<String> key) {
        Map<String, String> domain = new LinkedHashMap<>();
        if (grain != Grain.PROGRAMME) {
            domain.put(grain.label(), period);
        }
        for (int i = 0; i < request.by().size(); i++) {
            domain.put(request.by().get(i), key.get(i));
        }
        return domain;
    }
}
