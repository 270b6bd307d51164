package org.wasl.jobs.night;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.jobs.progress.Progress;
import org.wasl.jobs.progress.Stage;
import org.wasl.warehouse.release.Published;
import org.wasl.warehouse.release.ReleaseId;
import org.wasl.warehouse.release.ReleaseInputs;
import org.wasl.warehouse.release.Releases;

/** Checks the tables and makes them the current release. */
record PublishStage(Home home, NightPlan plan, Releases releases, Progress progress) implements Tasklet {
    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        ReleaseInputs inputs = plan.releaseInputs();
        ReleaseId id = releases.plan(inputs);
        Path tables = WorkFolder.tables(home, id);
        boolean built = releases.find(id).isPresent();
        if (!built && !Files.exists(tables.resolve(TransformStage.COMPLETE))) {
            throw new Failure(
                    "the tables of " + id + " are not built: run `wasl transform` first, or `wasl run` for all of it");
        }
        progress.begin(Stage.PUBLISH, 0, "checks");
        Published published = built ? releases.activate(id) : releases.publish(tables, inputs, plan.programme());
        WorkFolder.deleteTables(home);
        long warned = published.checks().stream().filter(c -> c.rows() > 0).count();
        progress.end(id + (published.created() ? "" : " (built before)") + ", "
                + published.checks().size() + " checks, " + warned + " with warnings");
        return RepeatStatus.FINISHED;
    }
}
