package org.wasl.jobs.cli;

import java.util.List;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.release.TableDiff;
import picocli.CommandLine.Command;

@Command(name = "diff", description = "Show what changed in the tables from one release to another.")
final class DiffCommand extends ReleaseComparison<TableDiff> {
    DiffCommand(CommandTree root) {
        super(root);
    }

    @Override
    List<TableDiff> differences(Home home, Releases releases, Release before, Release after) {
        return releases.diff(before, after);
    }

    @Override
    String same() {
        return "the releases have no tables";
    }

    @Override
    TextTable table(List<TableDiff> diffs) {
        TextTable table = new TextTable("table", "rows before", "rows after", "added", "removed", "changed");
        diffs.forEach(d -> table.row(d.table(), d.rowsBefore(), d.rowsAfter(), d.added(), d.removed(), d.changed()));
        return table;
    }
}
