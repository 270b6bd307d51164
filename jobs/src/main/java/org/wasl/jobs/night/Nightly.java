package org.wasl.jobs.night;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
import org.wasl.transform.EngineAhead;
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
    private final Clock clock;
    private volatile @Nullable JobStore running;

    public Nightly(Home home, Settings settings, Progress progress, Clock clock) {
        this.home = home;
        this.settings = settings;
        this.progress = progress;
        this.clock = clock;
        this.landing = new Landing(home.landing(), Pseudonyms.in(home.restricted()), clock);
        this.limits = new Limits(DUCKDB_MEMORY, Limits.defaults().threads());
        this.releases = new Releases(home.directory(), clock, limits);
    }

    /** Lands what is new in the inbox, and makes of everything landed the current release and its report. */
    public NightResult run(Path inbox) {
        NightPlan plan = plan(inbox);
        if (isDone(plan)) return NightResult.of(home, plan, releases, Map.of());
        return run("nightly", List.of(Stage.INGEST, Stage.TRANSFORM, Stage.PUBLISH, Stage.REPORT), plan);
    }

    /** One stage alone. */
    public NightResult run(Stage stage, Path inbox) {
        return run(stage.word(), List.of(stage), plan(inbox));
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

    private NightResult run(String job, List<Stage> stages, NightPlan plan) {
        releases.sweep();
        WorkFolder.sweep(home, plan);
        try (JobStore store = JobStore.open(home, settings.batch());
                EngineAhead engine = willTransform(stages, plan) ? EngineAhead.start(WorkFolder.scratch(home)) : null) {
            running = store;
            List<Step> steps = stages.stream()
                    .map(stage -> step(stage, plan, store, engine))
                    .toList();
            SimpleJobBuilder flow = new JobBuilder(job, store.repository()).start(steps.get(0));
            for (Step next : steps.subList(1, steps.size())) flow = flow.next(next);
            JobExecution execution = store.run(flow, plan.content());
            return NightResult.of(home, plan, releases, JobStore.seconds(execution));
        } finally {
            running = null;
        }
    }

    /** Whether tables have to be built, as far as can be known before anything is landed. */
    private boolean willTransform(List<Stage> stages, NightPlan plan) {
        boolean lands = stages.contains(Stage.INGEST) && !plan.fresh().isEmpty();
        return stages.contains(Stage.TRANSFORM)
                && (lands || !TransformStage.isBuilt(home, releases, releases.plan(plan.releaseInputs())));
    }

    private Step step(Stage stage, NightPlan plan, JobStore store, @Nullable EngineAhead engine) {
        return switch (stage) {
            case INGEST -> ingest(plan, store);
            case TRANSFORM -> step(stage, new TransformStage(home, plan, releases, progress, engine), store);
            case PUBLISH -> step(stage, new PublishStage(home, plan, releases, progress), store);
            case REPORT -> step(stage, new ReportStage(home, releases, landing, limits, progress, clock), store);
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
