package org.wasl.jobs.night;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.jobs.progress.Progress;
import org.wasl.jobs.progress.Stage;
import org.wasl.transform.EngineAhead;
import org.wasl.transform.Transform;
import org.wasl.transform.TransformInputs;
import org.wasl.transform.TransformProgress;
import org.wasl.transform.TransformResult;
import org.wasl.warehouse.release.ReleaseId;
import org.wasl.warehouse.release.Releases;

/**
 * Builds the release's tables in its staging directory, unless the release or its complete tables are there.
 *
 * @param ahead Spark, where it was asked to start before
 */
record TransformStage(
        Home home,
        NightPlan plan,
        Releases releases,
        Progress progress,
        @Nullable EngineAhead ahead) implements Tasklet {
    /** Written by transform as its last file: with it the tables are complete. */
    static final String COMPLETE = "schema.json";

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        ReleaseId id = releases.plan(plan.releaseInputs());
        Path out = WorkFolder.tables(home, id);
        if (isBuilt(home, releases, id)) return RepeatStatus.FINISHED;
        List<Path> deliveries =
                plan.landing().landed().stream().map(plan.landing()::path).toList();
        if (deliveries.isEmpty()) {
            throw new Failure("nothing was landed in " + home.landing()
                    + ", so there is nothing to build: see `wasl rejects`, or name the deliveries with --inbox");
        }
        WorkFolder.clear(out);
        progress.begin(Stage.TRANSFORM, 0, "steps");
        Path scratch = WorkFolder.scratch(home);
        TransformInputs inputs = new TransformInputs(plan.programme(), deliveries, home.restricted(), out, scratch);
        TransformResult result;
        try (EngineAhead engine = ahead == null ? EngineAhead.start(scratch) : ahead) {
            result = Transform.run(engine, inputs, this::tell);
        }
        WorkFolder.delete(scratch);
        progress.end(result.tables().size() + " tables, " + result.rows() + " rows");
        return RepeatStatus.FINISHED;
    }

    /** Whether the release or its complete tables are there. */
    static boolean isBuilt(Home home, Releases releases, ReleaseId id) {
        return releases.find(id).isPresent()
                || WorkFolder.tables(home, id).resolve(COMPLETE).toFile().exists();
    }

    private void tell(TransformProgress step) {
        progress.at(step.done(), step.total(), step.stage() + " " + step.step());
    }
}
