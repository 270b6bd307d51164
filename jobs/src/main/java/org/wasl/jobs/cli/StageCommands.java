package org.wasl.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.progress.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One stage of the night alone. */
final class StageCommands {
    private StageCommands() {}

    abstract static sealed class OneStage implements Callable<Integer> {
        private final CommandTree root;
        private final Stage stage;

        @Option(
                names = "--inbox",
                paramLabel = "DIR",
                description = "Where the deliveries are, one folder a feed (default: the home's inbox).")
        private @Nullable Path inbox;

        @Option(names = "--json", description = "For a machine.")
        private boolean json;

        OneStage(CommandTree root, Stage stage) {
            this.root = root;
            this.stage = stage;
        }

        @Override
        public Integer call() {
            NightSession session = NightSession.open(root, inbox, json);
            return session.run("wasl " + stage.word(), nightly -> nightly.run(stage, session.inbox()), json);
        }
    }

    @Command(name = "ingest", description = "Land what is new in the inbox.")
    static final class Ingest extends OneStage {
        Ingest(CommandTree root) {
            super(root, Stage.INGEST);
        }
    }

    @Command(name = "transform", description = "Build the tables of a release from everything landed (Spark).")
    static final class Transform extends OneStage {
        Transform(CommandTree root) {
            super(root, Stage.TRANSFORM);
        }
    }

    @Command(name = "publish", description = "Check the built tables and make them the current release.")
    static final class Publish extends OneStage {
        Publish(CommandTree root) {
            super(root, Stage.PUBLISH);
        }
    }

    @Command(name = "report", description = "Write the report of the current release.")
    static final class Report extends OneStage {
        Report(CommandTree root) {
            super(root, Stage.REPORT);
        }
    }
}
