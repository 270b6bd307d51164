package org.wasl.jobs.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.ingest.Landing;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.jobs.progress.Progress;
import org.wasl.jobs.progress.Stage;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Limits;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.ReleaseId;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.report.Report;
import org.wasl.warehouse.report.ReportOptions;

/** Writes the report of the current release to {@code reports/<release>/}, unless it is there. */
record ReportStage(Home home, Releases releases, Landing landing, Limits limits, Progress progress, Clock clock)
        implements Tasklet {
    private static final String UNFINISHED = ".writing-";

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws IOException {
        Release release = releases.current()
                .orElseThrow(() -> new Failure("there is no release to report on: `wasl run` makes the first"));
        if (isWritten(home, release.id())) return RepeatStatus.FINISHED;
        progress.begin(Stage.REPORT, 0, "pages");
        Path unfinished = home.reports().resolve(UNFINISHED + release.id());
        WorkFolder.clear(unfinished);
        List<Path> pages;
        try (Warehouse warehouse = Warehouse.open(release, limits)) {
            Catalogue catalogue = Catalogue.load(release.programme());
            Door door = Door.of(home.restricted(), catalogue.programme().disclosure(), clock);
            pages = Report.write(
                    warehouse,
                    new MetricComputation(catalogue, door),
                    unfinished,
                    new ReportOptions(synthetic(release)));
        }
        Files.move(unfinished, folder(home, release.id()), StandardCopyOption.ATOMIC_MOVE);
        progress.end(pages.size() + " pages");
        return RepeatStatus.FINISHED;
    }

    /** Whether a delivery that the release was made from was made up. */
    private boolean synthetic(Release release) {
        Set<String> used = release.manifest().createdFrom().deliveries().stream()
                .map(d -> d.feed() + " " + d.deliveryId())
                .collect(Collectors.toSet());
        return landing.landed().stream()
                .filter(DeliveryRecord::synthetic)
                .anyMatch(r -> used.contains(r.feed() + " " + r.deliveryId()));
    }

    /** Whether the report of a release is there, whole. */
    static boolean isWritten(Home home, ReleaseId id) {
        return Files.isDirectory(folder(home, id));
    }

    /** The pages of a release's report, the first language first. */
    static List<Path> pages(Home home, ReleaseId id) {
        if (!isWritten(home, id)) return List.of();
        try (Stream<Path> files = Files.list(folder(home, id))) {
            return files.filter(f -> f.getFileName().toString().endsWith(".html"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure("cannot list " + folder(home, id) + ": " + e.getMessage(), e);
        }
    }

    private static Path folder(Home home, ReleaseId id) {
        return home.reports().resolve(id.value());
    }
}
