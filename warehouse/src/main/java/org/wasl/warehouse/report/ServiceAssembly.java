package org.wasl.warehouse.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.SurvivalMetric;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.report.ReportData.Service;
import org.wasl.warehouse.report.ReportData.SurvivalPoint;
import org.wasl.warehouse.survival.SurvivalCurve;

/** Gathers how well facilities and their computers worked. */
final class ServiceAssembly {
    private static final String SURVIVAL = "computer_survival";

    private final Warehouse warehouse;
    private final Catalogue catalogue;
    private final Measures measures;

    ServiceAssembly(Warehouse warehouse, Catalogue catalogue, Measures measures) {
        this.warehouse = warehouse;
        this.catalogue = catalogue;
        this.measures = measures;
    }

    Service service(String asOf) {
        return new Service(
                measures.months("computer_uptime"),
                measures.months("connected_share"),
                measures.months("dead_facility_share"),
                survival(asOf),
                measures.codes("mean_time_to_repair", "municipality"));
    }

    /**
     * The whole curve of the survival metric, month by month, while enough computers are left to carry it. Computers are
     * no persons, so no small-cell rule stands in the way of a metric that counts devices; another gives no curve.
     */
    private List<ReportData.SurvivalCurve> survival(String asOf) {
        Optional<Metric> metric = catalogue.find(SURVIVAL);
        Metric.SurvivalOf columns = metric.map(Metric::survival).orElse(null);
        if (metric.isEmpty()
                || columns == null
                || !"devices".equals(metric.get().counts())) {
            return List.of();
        }
        SurvivalCurve curve = new SurvivalMetric(catalogue, warehouse, metric.get(), columns)
                .curve(LocalDate.parse(asOf))
                .orElse(null);
        if (curve == null) {
            return List.of();
        }
        int enough = catalogue.programme().disclosure().minN();
        List<SurvivalPoint> points = new ArrayList<>();
        for (int month = 0; month == 0 || curve.at(month).atRisk() >= enough; month++) {
            SurvivalCurve.Point at = curve.at(month);
            Double low = at.ciLow();
            Double high = at.ciHigh();
            points.add(new SurvivalPoint(
                    month, at.survival(), low == null ? at.survival() : low, high == null ? at.survival() : high));
        }
        Amount mean = Amount.exact(curve.restrictedMean(columns.rmst()).mean());
        return List.of(new ReportData.SurvivalCurve("all", points, mean));
    }
}
