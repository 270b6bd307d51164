package org.wasl.jobs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.UsualPersons;
import org.wasl.warehouse.disclosure.query.PublishedQuery;
import org.wasl.warehouse.query.Format;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "query", description = "Run one SELECT over the tables of a release.")
final class QueryCommand implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(paramLabel = "SQL", description = "DuckDB's SQL; the tables are those of docs/data-dictionary.md.")
    private String sql = "";

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Mixin
    private AsOf asOf = new AsOf();

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file.")
    private @Nullable Path out;

    @Option(
            names = "--zone",
            description = "${COMPLETION-CANDIDATES}: for your eyes, or for everybody's (default: ${DEFAULT-VALUE}).",
            defaultValue = "restricted")
    private Zone zone = Zone.RESTRICTED;

    QueryCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        if (out == null && !format.isText() && root.console().terminal()) {
            throw new Failure(format + " cannot be shown on a terminal: add --out FILE");
        }
        Home home = Home.open(root.home());
        try (Warehouse warehouse = Warehouse.open(new Releases(home.directory()).resolve(asOf.release()))) {
            if (out == null) {
                answer(home, warehouse, root.console().out());
            } else {
                try (OutputStream file = Files.newOutputStream(out)) {
                    answer(home, warehouse, file);
                }
            }
        }
        root.console().out().flush();
        return ExitCode.DONE;
    }

    private void answer(Home home, Warehouse warehouse, OutputStream to) {
        if (zone == Zone.RESTRICTED) {
            warehouse.query(sql, format, to);
        } else {
            Catalogue catalogue = Catalogue.load(warehouse.release().programme());
            UsualPersons usual = new UsualPersons(catalogue, warehouse);
            new PublishedQuery(warehouse, Zone.door(home, catalogue, root.console()), usual::tables)
                    .answer(sql, format, to);
        }
    }
}
