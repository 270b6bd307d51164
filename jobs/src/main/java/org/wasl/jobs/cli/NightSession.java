package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.config.ProgrammeFiles;
import org.wasl.jobs.config.Settings;
import org.wasl.jobs.config.SettingsFile;
import org.wasl.jobs.home.Home;
import org.wasl.jobs.home.HomeLock;
import org.wasl.jobs.night.NightResult;
import org.wasl.jobs.night.Nightly;
import org.wasl.jobs.progress.LogProgress;
import org.wasl.jobs.progress.Progress;
import org.wasl.jobs.progress.TerminalProgress;
import org.wasl.warehouse.release.CheckResult;
import org.wasl.warehouse.release.ReleaseException;

/** What the commands that write to a home have in common: the home, made if need be, its settings, its lock. */
final class NightSession {
    private final Console console;
    private final Home home;
    private final Settings settings;
    private final Path inbox;
    private final Nightly nightly;

    private NightSession(Console console, Home home, Settings settings, Path inbox, Nightly nightly) {
        this.console = console;
        this.home = home;
        this.settings = settings;
        this.inbox = inbox;
        this.nightly = nightly;
    }

    /**
     * Opens the home and everything a night needs.
     *
     * @param inbox null: the one of the settings
     * @param quiet whether nothing but the result is to be said
     */
    static NightSession open(CommandTree root, @Nullable Path inbox, boolean quiet) {
        Console console = root.console();
        Home home = Home.create(root.home(), SettingsFile.template());
        // Before the first logger: the log lies in the home.
        System.setProperty("wasl.logs", home.logs().toString());
        Settings settings = SettingsFile.read(home.settings(), ProgrammeFiles.shipped());
        Path from = inbox == null ? home.directory().resolve(settings.inbox()) : inbox;
        if (!Files.isDirectory(from)) {
            throw new Failure(
                    "there is no inbox at " + from + ": name the directory that holds one folder a feed with --inbox");
        }
        Progress progress = quiet
                ? Progress.SILENT
                : console.terminal()
                        ? new TerminalProgress(console.err())
                        : new LogProgress(console.err(), console.clock());
        return new NightSession(console, home, settings, from, new Nightly(home, settings, progress, console.clock()));
    }

    Home home() {
        return home;
    }

    Settings settings() {
        return settings;
    }

    Path inbox() {
        return inbox;
    }

    Nightly nightly() {
        return nightly;
    }

    /**
     * Runs under the home's lock and shows the result.
     *
     * @return the exit code
     */
    int run(String command, Function<Nightly, NightResult> work, boolean json) {
        NightResult result;
        try {
            result = HomeLock.holding(home, command, console.clock(), () -> work.apply(nightly));
        } catch (ReleaseException.ChecksFailed e) {
            console.err().println("wasl: " + e.getMessage());
            e.failed().forEach(check -> print(check, console.err()));
            return ExitCode.DONE_WITH_REJECTS;
        }
        if (json) JsonOutput.print(console.out(), NightDocument.of(result));
        else new NightScreen(console).print(home, result);
        return result.turnedAway() ? ExitCode.DONE_WITH_REJECTS : ExitCode.DONE;
    }

    private static void print(CheckResult check, PrintStream err) {
        err.println("  " + check.table() + ": " + check.message() + " (" + check.id() + "), " + check.rows()
                + " rows, such as:");
        err.println("    " + String.join(" | ", check.columns()));
        for (List<String> row : check.sample()) err.println("    " + String.join(" | ", row));
    }
}
