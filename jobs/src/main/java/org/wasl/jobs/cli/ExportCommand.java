package org.wasl.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.export.ExportFormat;
import org.wasl.warehouse.export.Publishable;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "export", description = "Write the publishable figures of a release for another house.")
final class ExportCommand implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(
            paramLabel = "FORMAT",
            description = "datapackage (a directory), sdmx-csv, xlsx, or ddi: the survey's codebook (files).")
    private String name = "";

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "The file or directory to write.")
    private Path out = Path.of("export");

    @Mixin
    private AsOf asOf = new AsOf();

    @Spec
    @SuppressWarnings("NullAway") // picocli sets it
    private CommandSpec spec;

    ExportCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ExportFormat format = format();
        Path directory = out.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory))
            throw new Failure("there is no directory " + directory + ": make it first, or name another with --out");
        Home home = Home.open(root.home());
        Release release = new Releases(home.directory()).resolve(asOf.release());
        try (Warehouse warehouse = Warehouse.open(release)) {
            Catalogue catalogue = Catalogue.load(release.programme());
            Publishable publishable = format.compute(
                    warehouse, new MetricComputation(catalogue, Zone.door(home, catalogue, root.console())));
            format.write(publishable, out);
            root.console().out().println("wrote " + format.summary(publishable) + " of " + release.id() + " to " + out);
        }
        return ExitCode.DONE;
    }

    private ExportFormat format() {
        List<String> known =
                Arrays.stream(ExportFormat.values()).map(ExportFormat::toString).toList();
        return Arrays.stream(ExportFormat.values())
                .filter(format -> format.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "there is no format '" + name + "'; known: " + String.join(", ", known)));
    }
}
