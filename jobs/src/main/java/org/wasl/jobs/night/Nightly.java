package org.wasl.jobs.night;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.wasl.ingest.Landing;
import org.wasl.ingest.Pseudonyms;
import org.wasl.jobs.config.ProgrammeFiles;
import org.wasl.jobs.config.Settings;
import org.wasl.jobs.home.Home;
import org.wasl.jobs.ingest.IngestFlow;
import org.wasl.jobs.progress.Progress;
import org.wasl.jobs.progress.Stage;
import org.wasl.warehouse.release.Limits;
import org.wasl.warehouse.release.ReleaseId;
import org.wasl.warehouse.release.Releases;

/**
 * The night: ingest → transform → publish → report, as one Spring Batch job.
 *
 * <p>What is to be done is planned first; if the release it would make is current already, nothing is started. A night
 * that was broken off, by a failure or by force, goes on at the stage where it stopped. Whoever runs one holds the home's
 * lock.
 */
public final class Nightly {
    // Beside Spark's heap and the JVM's own, within the 3 GiB of the reference scale.
    private static final String DUCKDB_MEMORY = "512MiB";

    private final Home home;
    private final Settings settings;
    private final Progress progress;
    private final Limits limits;
    private final Releases releases;
    private final Landing landing;
    private volatile @Nullable JobStore running;

    public Nightly(Home home, Settings settings, Progress progress, Clock clock) {
        this.home = home;
        this.settings = settings;
        this.progress = progress;
        this.landing = new Landing(home.landing(), Pseudonyms.in(home.restricted()), clock);
        this.limits = new Limits(DUCKDB_MEMORY, Limits.defaults().threads());
        this.releases = new Releases(home.directory(), clock, limits);
    }

    /** Lands what is new in the inbox, and makes of everything landed the current release and its report. */
    public NightResult run(Path inbox) {
        NightPlan plan = plan(inbox);
        if (isDone(plan)) return NightResult.of(home, plan, releases, Map.of());
        return run(
                plan,
                store -> new JobBuilder("nightly", store.repository())
                        .start(step(Stage.INGEST, plan, store))
                        .next(step(Stage.TRANSFORM, plan, store))
                        .next(step(Stage.PUBLISH, plan, store))
                        .next(step(Stage.REPORT, plan, store)));
    }

    /** One stage alone. */
    public NightResult run(Stage stage, Path inbox) {
        NightPlan plan = plan(inbox);
        return run(plan, store -> new JobBuilder(stage.word(), store.repository()).start(step(stage, plan, store)));
    }

    /** Ends the night after the step that is running; from another thread. */
    public void stop() {
        JobStore store = running;
        if (store != null) store.stop();
    }

    private NightPlan plan(Path inbox) {
        return NightPlan.of(home, ProgrammeFiles.of(settings.programme(), home.overrides()), inbox, landing);
    }

    private boolean isDone(NightPlan plan) {
        ReleaseId id = releases.plan(plan.releaseInputs());
        return plan.fresh().isEmpty()
                && releases.current().map(r -> r.id().equals(id)).orElse(false)
                && ReportStage.isWritten(home, id);
    }

    @FunctionalInterface
    private interface JobDefinition {
        SimpleJobBuilder in(JobStore store);
    }

    private NightResult run(NightPlan plan, JobDefinition definition) {
        releases.sweep();
        WorkFolder.sweep(home, plan);
        try (JobStore store = JobStore.open(home, settings.batch())) {
            running = store;
            JobExecution execution = store.run(definition.in(store), plan.content());
            return NightResult.of(home, plan, releases, JobStore.seconds(execution));
        } finally {
            running = null;
        }
    }

    private Step step(Stage stage, NightPlan plan, JobStore store) {
        return switch (stage) {
            case INGEST -> ingest(plan, store);
            case TRANSFORM -> step(stage, new TransformStage(home, plan, releases, progress), store);
            case PUBLISH -> step(stage, new PublishStage(home, plan, releases, progress), store);
            case REPORT -> step(stage, new ReportStage(home, releases, landing, limits, progress), store);
        };
    }

    private Step ingest(NightPlan plan, JobStore store) {
        IngestProgress listener = new IngestProgress(progress, plan.fresh());
        Step step = new IngestFlow(store.repository(), store.transactions(), landing, plan.contracts(), listener)
                .step(plan.inbox());
        if (step instanceof AbstractStep listened) listened.registerStepExecutionListener(listener);
        return step;
    }

    // A stage whose work is there already finds so by itself; one that was complete is asked again, should its result
    // have been deleted since.
    private static Step step(Stage stage, Tasklet tasklet, JobStore store) {
        return new StepBuilder(stage.word(), store.repository())
                .tasklet(tasklet, store.transactions())
                .allowStartIfComplete(true)
                .build();
    }
}
