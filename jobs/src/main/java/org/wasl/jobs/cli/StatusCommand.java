package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.ingest.Landing;
import org.wasl.ingest.Pseudonyms;
import org.wasl.jobs.home.Home;
import org.wasl.jobs.home.HomeLock;
import org.wasl.warehouse.release.HistoryEntry;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Show the current release, who uses the home, and what each feed delivered last.")
final class StatusCommand implements Callable<Integer> {
    private final CommandTree root;

    @Option(names = "--json", description = "For a machine.")
    private boolean json;

    StatusCommand(CommandTree root) {
        this.root = root;
    }

    private record Status(
            String home,
            @Nullable String release,
            @Nullable String publishedAt,
            HomeLock.@Nullable Holder inUseBy,
            List<DeliveryRecord> last) {}

    @Override
    public Integer call() {
        Home home = Home.open(root.home());
        Releases releases = new Releases(home.directory());
        Map<String, DeliveryRecord> last = new LinkedHashMap<>();
        Landings.of(home).records().forEach(r -> last.put(r.feed(), r));
        List<HistoryEntry> history = releases.history();
        Optional<HistoryEntry> published =
                history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
        Status status = new Status(
                home.directory().toString(),
                releases.current().map(r -> r.id().value()).orElse(null),
                published.map(h -> h.publishedAt().toString()).orElse(null),
                HomeLock.inUseBy(home).orElse(null),
                List.copyOf(last.values()));
        if (json) JsonOutput.print(root.console().out(), status);
        else print(status);
        return ExitCode.DONE;
    }

    private void print(Status status) {
        PrintStream out = root.console().out();
        out.println("home     " + status.home());
        out.println("release  "
                + (status.release() == null
                        ? "none yet: `wasl run` makes the first"
                        : status.release() + ", published " + status.publishedAt()));
        if (status.inUseBy() != null) out.println("in use   by " + status.inUseBy());
        if (status.last().isEmpty()) return;
        out.println();
        TextTable table = new TextTable("feed", "last delivery", "as of", "read", "landed", "rejected", "status");
        for (DeliveryRecord r : status.last()) {
            table.row(
                    r.feed(),
                    r.file(),
                    r.asOf() == null ? "" : r.asOf(),
                    r.rowsRead(),
                    r.rowsLanded(),
                    r.rowsRejected(),
                    r.status().word());
        }
        table.print(out);
    }

    /** The landing of a home for reading only. */
    static final class Landings {
        private Landings() {}

        // Reading needs no key; none is made.
        static Landing of(Home home) {
            return new Landing(home.landing(), Pseudonyms.of(new byte[32]));
        }
    }
}
