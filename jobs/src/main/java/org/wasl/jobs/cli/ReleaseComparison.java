package org.wasl.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that lists in what two releases differ. */
abstract class ReleaseComparison<T> implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A release, or a day.")
    private String before = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AFTER",
            description = "A release, or a day (default: current).",
            defaultValue = "current")
    private String after = "current";

    @Option(names = "--json", description = "For a machine.")
    private boolean json;

    ReleaseComparison(CommandTree root) {
        this.root = root;
    }

    @Override
    public final Integer call() {
        Home home = Home.open(root.home());
        Releases releases = new Releases(home.directory());
        List<T> differences = differences(home, releases, releases.resolve(before), releases.resolve(after));
        if (json) {
            JsonOutput.print(root.console().out(), differences);
        } else if (differences.isEmpty()) {
            root.console().out().println(same());
        } else {
            table(differences).print(root.console().out());
        }
        return ExitCode.DONE;
    }

    CommandTree root() {
        return root;
    }

    abstract List<T> differences(Home home, Releases releases, Release before, Release after);

    /** What to say when there is no difference. */
    abstract String same();

    abstract TextTable table(List<T> differences);
}
