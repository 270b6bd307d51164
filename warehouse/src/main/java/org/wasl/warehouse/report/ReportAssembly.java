package org.wasl.warehouse.report;

import java.util.List;
import java.util.Map;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.catalogue.Programme;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.report.ReportData.Outcomes;

/** Gathers the figures of a report from a release: metrics through the catalogue, the rest through the estimators. */
final class ReportAssembly {
    private final Warehouse warehouse;
    private final Catalogue catalogue;
    private final ReportOptions options;
    private final Measures measures;
    private final ReportLayout layout;
    private final CodeLabels codes;

    ReportAssembly(Warehouse warehouse, MetricComputation computation, ReportOptions options, ReportLayout layout) {
        this.warehouse = warehouse;
        this.catalogue = computation.catalogue();
        this.options = options;
        this.measures = new Measures(warehouse, computation);
        this.layout = layout;
        this.codes = CodeLabels.read(warehouse.release().programme(), "en");
    }

    ReportData data() {
        ReachAssembly reach = new ReachAssembly(measures, catalogue.programme());
        QualityAssembly quality = new QualityAssembly(warehouse);
        Outcomes outcomes = new SurveyAssembly(measures, layout, codes).outcomes();
        List<String> waves = outcomes.waves();
        ReportData.Release release = quality.release();
        return new ReportData(
                programme(),
                release,
                reach.headlines(),
                reach.openings(),
                reach.places(),
                reach.chain(),
                new ServiceAssembly(warehouse, catalogue, measures)
                        .service(release.asOf().toString()),
                outcomes,
                waves.isEmpty()
                        ? List.of()
                        : new GapAssembly(warehouse, catalogue, measures, layout).gaps(waves.get(waves.size() - 1)),
                new ImpactAssembly(warehouse, layout).impact(),
                quality.quality());
    }

    private ReportData.Programme programme() {
        Programme p = catalogue.programme();
        return new ReportData.Programme(
                Map.of("en", p.title().en(), "ar", p.title().ar()), p.start(), p.end(), options.synthetic());
    }
}
