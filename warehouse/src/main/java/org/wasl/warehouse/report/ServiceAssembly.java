package org.wasl.warehouse.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.report.ReportData.Service;
import org.wasl.warehouse.report.ReportData.SurvivalCurve;
import org.wasl.warehouse.report.ReportData.SurvivalPoint;
import org.wasl.warehouse.survey.Estimate;

/** Gathers how well facilities and their computers worked. */
final class ServiceAssembly {
    private final Measures measures;

    ServiceAssembly(Measures measures) {
        this.measures = measures;
    }

    Service service() {
        return new Service(
                measures.months("computer_uptime"),
                measures.months("connected_share"),
                measures.months("dead_facility_share"),
                survival(),
                measures.codes("mean_time_to_repair", "municipality"));
    }

    /** The horizons of the survival metric as points of a curve which begins at all computers in service. */
    private List<SurvivalCurve> survival() {
        List<SurvivalPoint> points = new ArrayList<>();
        Amount mean = Amount.absent();
        for (Figure figure : measures.figures("computer_survival")) {
            Estimate e = figure.estimate();
            String level = e.level();
            Double share = e.estimate();
            Double low = e.ciLow();
            Double high = e.ciHigh();
            if (level == null || !level.matches("\\d+(\\.\\d+)?")) {
                mean = Measures.amount(figure);
            } else if (share != null && low != null && high != null) {
                points.add(new SurvivalPoint(Double.parseDouble(level), share, low, high));
            }
        }
        if (points.isEmpty()) {
            return List.of();
        }
        points.add(new SurvivalPoint(0, 1, 1, 1));
        points.sort(Comparator.comparingDouble(SurvivalPoint::months));
        return List.of(new SurvivalCurve("all", points, mean));
    }
}
