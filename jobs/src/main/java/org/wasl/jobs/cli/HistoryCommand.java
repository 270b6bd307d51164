package org.wasl.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.release.HistoryEntry;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "history", description = "Show which release became current when.")
final class HistoryCommand implements Callable<Integer> {
    private final CommandTree root;

    @Option(names = "--json", description = "For a machine.")
    private boolean json;

    HistoryCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<HistoryEntry> history = new Releases(Home.open(root.home()).directory()).history();
        if (json) {
            JsonOutput.print(root.console().out(), history);
            return ExitCode.DONE;
        }
        TextTable table = new TextTable("published", "release", "deliveries", "rows", "warnings");
        history.forEach(h -> table.row(h.publishedAt(), h.release(), h.deliveries(), h.rows(), h.warnings()));
        table.print(root.console().out());
        return ExitCode.DONE;
    }
}
