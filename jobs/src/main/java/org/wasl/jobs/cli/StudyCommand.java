package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.impact.Study;
import org.wasl.warehouse.impact.StudyResult;
import org.wasl.warehouse.impact.StudyRun;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "study", description = "Run an impact study: its effects as tables, plots and one HTML page.")
final class StudyCommand implements Callable<Integer> {
    private final CommandTree root;

    /** How the results are printed; the files are the same. */
    enum Output {
        TABLE,
        JSON
    }

    @Parameters(paramLabel = "FILE", description = "The study (YAML).")
    private Path file = Path.of("study.yaml");

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go (default: ./NAME-results).")
    private @Nullable Path out;

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Output format = Output.TABLE;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    StudyCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (!Files.isReadable(file)) {
            throw new Failure("cannot read the study " + file + ": there is no such file, or you may not");
        }
        Study study = Study.read(file);
        Path directory = out == null ? Path.of(name() + "-results") : out;
        StudyRun.Outcome outcome = study.input() instanceof Study.Input.OfRelease
                ? StudyRun.run(study, new Releases(Home.open(root.home()).directory()), directory)
                : StudyRun.run(study, directory);
        PrintStream console = root.console().out();
        if (json || format == Output.JSON) JsonOutput.print(console, outcome.results());
        else print(study, outcome, directory, console);
        return ExitCode.DONE;
    }

    private String name() {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    private static void print(Study study, StudyRun.Outcome outcome, Path directory, PrintStream out) {
        String release = outcome.release();
        out.println(study.question().en());
        out.println((release == null ? "" : "release " + release + ", ") + TextTable.number(outcome.rows()) + " rows");
        out.println();
        List<StudyResult> headlines = outcome.results().stream()
                .filter(r -> r.group() == null && r.time() == null && r.eventTime() == null)
                .toList();
        TextTable table = new TextTable(
                "specification",
                "outcome",
                "effect",
                "subgroup",
                "estimate",
                "se",
                "ci low",
                "ci high",
                "n",
                "p",
                "p adj");
        for (StudyResult r : headlines) {
            table.row(
                    r.specification(),
                    r.outcome(),
                    r.parameter(),
                    r.subgroup() == null ? "" : r.subgroup(),
                    r.isWithheld() ? "withheld" : number(r.estimate()),
                    number(r.se()),
                    number(r.ciLow()),
                    number(r.ciHigh()),
                    r.isWithheld() ? "" : r.n(),
                    number(r.p()),
                    number(r.pAdjusted()));
        }
        table.print(out);
        out.println();
        out.println("page     " + directory.resolve("study.html"));
        out.println("results  " + directory.resolve("results.json"));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
