package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.config.ProgrammeFiles;
import org.wasl.jobs.config.Settings;
import org.wasl.jobs.config.SettingsFile;
import org.wasl.jobs.home.Home;
import org.wasl.jobs.night.NightInputs;
import org.wasl.transform.LinkageRun;
import org.wasl.transform.linkage.Report;
import org.wasl.transform.linkage.Request;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.model.Input;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "link",
        description = "Find the records that are of one person, organisation or thing.",
        subcommands = {
            LinkSuggest.class,
            LinkCommand.Run.class,
            LinkAdd.class,
            LinkResults.class,
            LinkReview.class,
            LinkCommand.Evaluate.class,
            LinkCommand.Explain.class
        })
final class LinkCommand {
    private LinkCommand() {}

    @Command(name = "run", description = "Link records by a model: pairs, clusters, parameters and one HTML page.")
    static final class Run implements Callable<Integer> {
        private final CommandTree root;

        @Parameters(paramLabel = "MODEL", description = "The linkage model (YAML), or a Splink settings file (JSON).")
        private Path model = Path.of("model.yaml");

        @Option(
                names = "--input",
                paramLabel = "[NAME=]FILE",
                description = "Records (CSV or Parquet); once: find duplicates, more often: link the files."
                        + " Without it, what the model names under `inputs:`; views are those of the home's night.")
        private List<String> inputs = List.of();

        @Option(names = "--out", paramLabel = "DIR", description = "Where the files go (default: ./NAME-links).")
        private @Nullable String out;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Option(
                names = "--truth",
                paramLabel = "FILE",
                description = "CSV with id_l and id_r, to measure by in the report.")
        private @Nullable String truth;

        @Option(
                names = "--previous",
                paramLabel = "DIR",
                description =
                        "Results of an earlier run: its entities keep their ids; changes.parquet says what became of them.")
        private @Nullable String previous;

        @Option(
                names = "--incremental",
                description = "With --previous: keep also its parameters and pairs, and compare only the pairs with a"
                        + " new or changed record.")
        private boolean incremental;

        @Option(
                names = "--decisions",
                paramLabel = "FILE",
                description = "Pairs that people decided about (CSV or Excel; as `wasl link review` writes them): a"
                        + " confirmed pair is together, a refused one never, even by a chain. May be given several"
                        + " times; with --previous earlier decisions hold as well.")
        private List<Path> decisions = List.of();

        @Option(
                names = "--labels",
                paramLabel = "FILE",
                description =
                        "Pairs to learn from (CSV or Excel: id_l, id_r, same): estimation takes them as known. They"
                                + " decide nothing by themselves; --decisions does.")
        private List<Path> labels = List.of();

        @Option(
                names = "--index",
                description =
                        "Write also DIR/index.mv, so that `wasl link add` can add records later. It holds the values"
                                + " that the model reads, which may be personal data; only its owner may read it.")
        private boolean index;

        @Option(names = "--estimate", description = "Estimate also the parameters that the model gives.")
        private boolean estimate;

        Run(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            if (!Files.isReadable(model)) {
                throw new Failure("cannot read the model " + model + ": there is no such file, or you may not");
            }
            String folder = out == null ? name() + "-links" : out;
            Request request = new Request(
                    inputs.stream().map(LinkCommand::input).toList(),
                    truth,
                    previous,
                    incremental,
                    PairFile.read(decisions),
                    PairFile.read(labels),
                    index);
            Report report = inputs.isEmpty() && LinkageRun.readsViews(model)
                    ? ofNight(request, folder)
                    : LinkageRun.link(model, request, this::ofRelease, folder, estimate);
            LinkPage.write(report, folder);
            Summary summary = Summary.of(report);
            PrintStream console = root.console().out();
            summary.warnings().forEach(w -> root.console().err().println("wasl: note: " + w));
            if (json) JsonOutput.print(console, summary);
            else {
                console.println(TextTable.number(summary.records()) + " records, "
                        + TextTable.number(summary.compared())
                        + " pairs compared, " + TextTable.number(summary.links()) + " links at a probability of "
                        + summary.threshold() + ", " + TextTable.number(summary.entities()) + " entities");
                console.println();
                for (String file : List.of("pairs.parquet", "clusters.parquet", "model.json", "report.html")) {
                    console.println(file + "  " + folder + "/" + file);
                }
                if (index) console.println("index.mv  " + folder + "/index.mv");
            }
            return ExitCode.DONE;
        }

        /** The records are views of the home's night: they are made anew from what is landed there. */
        private Report ofNight(Request request, String folder) {
            Home home = Home.find(root.home())
                    .orElseThrow(() -> new Failure(model + " reads views of a night, and " + root.home()
                            + " is no home: name one with --home, or give --input FILE"));
            Settings settings = SettingsFile.read(home.settings(), ProgrammeFiles.shipped());
            try (NightInputs night = NightInputs.of(home, settings)) {
                return LinkageRun.linkViews(model, request, night.inputs(), folder, estimate);
            }
        }

        private Input ofRelease(Input input) {
            Release release = new Releases(Home.open(root.home()).directory()).resolve(String.valueOf(input.release()));
            return input.in(
                    release.id().value(), release.directory().toAbsolutePath().toString());
        }

        private String name() {
            return model.getFileName().toString().replaceFirst("\\.(ya?ml|json)$", "");
        }
    }

    /** {@code FILE}, or {@code NAME=FILE} where it should not be named for its file. */
    static Input input(String given) {
        int equals = given.indexOf('=');
        boolean named =
                equals > 0 && given.substring(0, equals).matches("[\\p{L}\\p{N}_-]+") && !Files.exists(Path.of(given));
        return named ? new Input(given.substring(0, equals), given.substring(equals + 1)) : Input.of(given);
    }

    /** What `wasl link run --json` prints. */
    record Summary(long records, long compared, long links, long entities, double threshold, List<String> warnings) {
        static Summary of(Report report) {
            return new Summary(
                    report.document().records(),
                    report.document().comparedPairs(),
                    report.links(),
                    report.entities(),
                    report.document().model().thresholds().link(),
                    report.document().warnings());
        }
    }

    /** What `wasl link evaluate` prints; its keys are a contract. */
    record EvaluationDocument(
            double threshold,
            double precision,
            double recall,
            double f1,
            @Nullable Double bestThreshold,
            double bestF1,
            long pairsTruth,
            long pairsPredicted) {
        static EvaluationDocument of(Evaluation e) {
            return new EvaluationDocument(
                    e.threshold(),
                    e.precision(),
                    e.recall(),
                    e.f1(),
                    e.bestThreshold(),
                    e.bestF1(),
                    e.pairsTruth(),
                    e.pairsPredicted());
        }
    }

    @Command(name = "evaluate", description = "Measure a run by pairs known to match; prints one JSON document.")
    static final class Evaluate implements Callable<Integer> {
        private final CommandTree root;

        @Parameters(paramLabel = "DIR", description = "Results of `wasl link run`.")
        private String folder = ".";

        @Option(names = "--truth", paramLabel = "FILE", required = true, description = "CSV with id_l and id_r.")
        private String truth = "";

        Evaluate(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            if (!Files.isReadable(Path.of(truth))) {
                throw new Failure("cannot read " + truth + ": there is no such file, or you may not");
            }
            JsonOutput.print(root.console().out(), EvaluationDocument.of(LinkageRun.evaluate(folder, truth)));
            return ExitCode.DONE;
        }
    }

    @Command(name = "explain", description = "Show why a pair weighs what it does.")
    static final class Explain implements Callable<Integer> {
        private final CommandTree root;

        @Parameters(index = "0", paramLabel = "DIR", description = "Results of `wasl link run`.")
        private String folder = ".";

        @Parameters(
                index = "1",
                paramLabel = "ID",
                description = "A record; SOURCE:ID where an id stands in several files.")
        private String left = "";

        @Parameters(index = "2", paramLabel = "ID", description = "Another record.")
        private String right = "";

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        Explain(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            Explanation explanation = LinkageRun.explain(folder, left, right);
            PrintStream out = root.console().out();
            if (json) JsonOutput.print(out, explanation);
            else Waterfall.print(explanation, out);
            return ExitCode.DONE;
        }
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
