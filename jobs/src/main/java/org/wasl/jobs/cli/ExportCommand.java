package org.wasl.jobs.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.export.ExportFormat;
import org.wasl.warehouse.export.Publishable;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Write the publishable figures of a release for another house.")
final class ExportCommand implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(paramLabel = "FORMAT", description = "datapackage (a directory) or sdmx-csv (a file).")
    private String format = "";

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "The file or directory to write.")
    private Path out = Path.of("export");

    @Option(
            names = "--as-of",
            paramLabel = "RELEASE",
            description = "A release, or a day (default: current).",
            defaultValue = "current")
    private String asOf = "current";

    ExportCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ExportFormat chosen = chosen();
        Release release = new Releases(Home.open(root.home()).directory()).resolve(asOf);
        try (Warehouse warehouse = Warehouse.open(release)) {
            Publishable publishable = Publishable.of(warehouse, Catalogue.load(release.programme()));
            chosen.write(publishable, out);
            long held = publishable.figures().stream()
                    .filter(figure -> figure.heldBack())
                    .count();
            root.console()
                    .out()
                    .println("wrote " + TextTable.number(publishable.figures().size()) + " figures ("
                            + TextTable.number(held) + " held back) of " + release.id() + " to " + out);
        }
        return ExitCode.DONE;
    }

    private ExportFormat chosen() {
        return Arrays.stream(ExportFormat.values())
                .filter(known -> known.toString().equalsIgnoreCase(format))
                .findFirst()
                .orElseThrow(() -> new Failure("there is no export format '" + format + "'; known: "
                        + Arrays.stream(ExportFormat.values())
                                .map(ExportFormat::toString)
                                .collect(Collectors.joining(", "))));
    }
}
