package org.wasl.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.config.ProgrammeFiles;
import org.wasl.jobs.config.Settings;
import org.wasl.samples.Generator;
import org.wasl.samples.GeneratorOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description = "Write synthetic exports of a programme of any size, with every mess that real ones have.")
final class GenerateCommand implements Callable<Integer> {
    private final CommandTree root;

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "1 is the programme's own size (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private double scale;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The same seed gives the same bytes (default: ${DEFAULT-VALUE}).",
            defaultValue = "43775")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The inbox to write.")
    private Path out = Path.of(".");

    @Option(names = "--truth", paramLabel = "DIR", description = "Where the truth behind the records goes.")
    private @Nullable Path truth;

    @Option(names = "--rates", paramLabel = "FILE", description = "Rates of every mess, in place of the shipped ones.")
    private @Nullable Path rates;

    GenerateCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Path scratch = Path.of(
                System.getProperty("java.io.tmpdir"),
                "wasl-" + ProcessHandle.current().info().user().orElse("user"));
        Path programme = ProgrammeFiles.of(Settings.DEFAULTS.programme(), Path.of("no-overrides"))
                .writtenBelow(scratch);
        Generator.generate(new GeneratorOptions(scale, seed, out, truth, rates, programme));
        root.console().out().println("generated: " + out + (truth == null ? "" : ", its truth: " + truth));
        return ExitCode.DONE;
    }
}
