package org.wasl.jobs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.MetricRequest;
import org.wasl.warehouse.catalogue.MetricRows;
import org.wasl.warehouse.query.Format;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rows",
        description = "Write the rows behind a metric's figures below the home's restricted/ directory, for its owner"
                + " only; --select prints the SELECT instead.")
final class MetricRowsCommand implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(paramLabel = "ID", description = "A metric of `wasl metrics list`.")
    private String id = "";

    @Option(names = "--where", paramLabel = "CONDITION", description = "For example \"municipality = 'doha'\".")
    private @Nullable String where;

    @Option(
            names = "--each",
            paramLabel = "GRAIN",
            description = "Rows by the year, quarter, month or day they count in.")
    private @Nullable String each;

    @Option(names = "--on", paramLabel = "DAY", description = "Only records up to this day.")
    private @Nullable LocalDate on;

    @Option(names = "--per-100", paramLabel = "ID", description = "The rows of the metric that is divided by, too.")
    private @Nullable String per100;

    @Option(names = "--select", description = "Print the SELECT, for `wasl query` in the restricted zone.")
    private boolean select;

    @Option(names = "--format", description = "csv or parquet (default: ${DEFAULT-VALUE}).", defaultValue = "parquet")
    private Format format = Format.PARQUET;

    @Mixin
    private AsOf asOf = new AsOf();

    MetricRowsCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        if (format != Format.PARQUET && format != Format.CSV) {
            throw new Failure("--format: rows are written as parquet or csv");
        }
        Home home = Home.open(root.home());
        Release release = new Releases(home.directory()).resolve(asOf.release());
        Catalogue catalogue = Catalogue.load(release.programme());
        MetricRequest request = new MetricRequest(List.of(), where, MetricComputeCommand.grain(each), on);
        try (Warehouse warehouse = Warehouse.open(release)) {
            for (String one : per100 == null ? List.of(id) : List.of(id, per100)) {
                String sql = MetricRows.sql(catalogue, warehouse, catalogue.get(one), request);
                if (select) root.console().out().println(sql);
                else root.console().out().println(write(home, release, one, warehouse, sql));
            }
        }
        return ExitCode.DONE;
    }

    /** Rows are personal: the file is its owner's before the first byte is in it, and replaces an older one whole. */
    private Path write(Home home, Release release, String metric, Warehouse warehouse, String sql) throws IOException {
        Path folder = Files.createDirectories(home.restricted().resolve("rows"));
        Path file =
                folder.resolve(metric + "-" + release.id() + "." + format.name().toLowerCase(Locale.ROOT));
        Path unfinished = Files.createTempFile(folder, "." + metric + "-", null);
        try {
            try (OutputStream to = Files.newOutputStream(unfinished)) {
                warehouse.query(sql, format, to);
            }
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
