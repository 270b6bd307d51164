package org.wasl.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = "Do the whole job once: land what is new, build, check and publish a release, write its report.")
final class RunCommand implements Callable<Integer> {
    private final CommandTree root;

    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = "Where the deliveries are, one folder a feed (default: the home's inbox).")
    private @Nullable Path inbox;

    @Option(names = "--json", description = "For a machine.")
    private boolean json;

    RunCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        NightSession session = NightSession.open(root, inbox, json);
        return session.run("wasl run", nightly -> nightly.run(session.inbox()), json);
    }
}
