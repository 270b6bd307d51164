package org.wasl.warehouse.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.catalogue.Programme;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.report.ReportData.Outcomes;

/** Gathers the figures of a report from a release: metrics through the catalogue, the rest through the estimators. */
final class ReportAssembly {
    private final Warehouse warehouse;
    private final Catalogue catalogue;
    private final MetricComputation computation;
    private final ReportOptions options;
    private final Measures measures;
    private final ReportLayout layout;
    private final CodeLabels codes;

    ReportAssembly(Warehouse warehouse, MetricComputation computation, ReportOptions options, ReportLayout layout) {
        this.warehouse = warehouse;
        this.catalogue = computation.catalogue();
        this.computation = computation;
        this.options = options;
        this.measures = new Measures(warehouse, computation);
        this.layout = layout;
        this.codes = CodeLabels.read(warehouse.release().programme(), "en");
    }

    /** Records and the survey are counted at the same time: neither needs the other, and each alone leaves a core idle. */
    ReportData data() {
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try {
            Future<Surveyed> surveyed = beside.submit(this::surveyed);
            return data(surveyed);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException said ? said : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReportException("the report was interrupted", e);
        } finally {
            beside.shutdownNow();
        }
    }

    private ReportData data(Future<Surveyed> surveyed) throws ExecutionException, InterruptedException {
        ReachAssembly reach = new ReachAssembly(measures, catalogue.programme());
        QualityAssembly quality = new QualityAssembly(warehouse);
        ReportData.Release release = quality.release();
        List<ReportData.Headline> headlines = reach.headlines();
        ReportData.Openings openings = reach.openings();
        List<ReportData.Place> places = reach.places();
        List<ReportData.Flow> chain = reach.chain();
        ReportData.Service service = new ServiceAssembly(warehouse, catalogue, measures)
                .service(release.asOf().toString());
        Optional<ReportData.Impact> impact = new ImpactAssembly(warehouse, layout).impact();
        ReportData.Quality checked = quality.quality();
        return new ReportData(
                programme(),
                release,
                headlines,
                openings,
                places,
                chain,
                service,
                surveyed.get().outcomes(),
                surveyed.get().gaps(),
                impact,
                checked);
    }

    /** What the survey tells. */
    private record Surveyed(Outcomes outcomes, List<ReportData.Gap> gaps) {}

    private Surveyed surveyed() {
        try (Warehouse own = warehouse.beside()) {
            Measures asked = new Measures(own, computation);
            Outcomes outcomes = new SurveyAssembly(asked, layout, codes).outcomes();
            List<String> waves = outcomes.waves();
            return new Surveyed(
                    outcomes,
                    waves.isEmpty()
                            ? List.of()
                            : new GapAssembly(own, catalogue, asked, layout).gaps(waves.get(waves.size() - 1)));
        }
    }

    private ReportData.Programme programme() {
        Programme p = catalogue.programme();
        return new ReportData.Programme(
                Map.of("en", p.title().en(), "ar", p.title().ar()), p.start(), p.end(), options.synthetic());
    }
}
