package org.wasl.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.release.TableDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "diff", description = "Show what changed in the tables from one release to another.")
final class DiffCommand implements Callable<Integer> {
    private final CommandTree root;

    @Mixin
    private TwoReleases releases = new TwoReleases();

    @Option(names = "--json", description = "For a machine.")
    private boolean json;

    DiffCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<TableDiff> diffs =
                new Releases(Home.open(root.home()).directory()).diff(releases.before(), releases.after());
        if (json) {
            JsonOutput.print(root.console().out(), diffs);
            return ExitCode.DONE;
        }
        TextTable table = new TextTable("table", "rows before", "rows after", "added", "removed", "changed");
        diffs.forEach(d -> table.row(d.table(), d.rowsBefore(), d.rowsAfter(), d.added(), d.removed(), d.changed()));
        table.print(root.console().out());
        return ExitCode.DONE;
    }
}
