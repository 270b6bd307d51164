package org.wasl.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.config.SettingsFile;
import org.wasl.jobs.home.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "init", description = "Make a home with a commented wasl.yaml.")
final class InitCommand implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The directory (default: --home).")
    private @Nullable Path directory;

    InitCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Home home = Home.create(directory == null ? root.home() : directory, SettingsFile.template());
        root.console().out().println("home: " + home.directory());
        root.console().out().println("settings: " + home.settings());
        root.console()
                .out()
                .println("next: put deliveries into " + home.inbox() + "/<feed>/, then `wasl run --home "
                        + home.directory() + "`");
        return ExitCode.DONE;
    }
}
