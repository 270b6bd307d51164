package org.wasl.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.CatalogueDocs;
import org.wasl.warehouse.catalogue.Derivation;
import org.wasl.warehouse.catalogue.DerivedFigures;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Grain;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.catalogue.MetricRequest;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.survey.Estimate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "metrics",
        description = "The catalogue of metrics and their figures.",
        subcommands = {
            MetricsCommand.ListCommand.class,
            MetricsCommand.ShowCommand.class,
            MetricsCommand.ComputeCommand.class,
            MetricRowsCommand.class,
            MetricsCommand.DocsOfMetrics.class,
            MetricDiffCommand.class
        })
final class MetricsCommand {

    @Command(name = "list", description = "List the metrics.")
    static final class ListCommand implements Callable<Integer> {
        private final CommandTree root;

        @Option(names = "--json", description = "For a machine.")
        private boolean json;

        ListCommand(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            List<Metric> metrics = Definitions.ofHome(root.home()).metrics();
            if (json) {
                JsonOutput.print(root.console().out(), metrics);
                return ExitCode.DONE;
            }
            TextTable table = new TextTable("metric", "unit", "kind", "title");
            for (Metric m : metrics) {
                table.row(
                        m.id(),
                        m.unit().en(),
                        m.kind().name().toLowerCase(Locale.ROOT),
                        m.title().en());
            }
            table.print(root.console().out());
            return ExitCode.DONE;
        }
    }

    @Command(name = "show", description = "Show how a metric is defined.")
    static final class ShowCommand implements Callable<Integer> {
        private final CommandTree root;

        @Parameters(paramLabel = "ID", description = "A metric of `wasl metrics list`.")
        private String id = "";

        ShowCommand(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            Catalogue catalogue = Definitions.ofHome(root.home());
            Metric m = catalogue.get(id);
            PrintStream out = root.console().out();
            out.println(m.id() + ": " + m.title().en());
            out.println("  question    " + m.question());
            out.println("  definition  " + m.definition());
            out.println("  unit        " + m.unit().en());
            out.println("  population  " + m.population());
            if (m.reference() != null) out.println("  reference   " + m.reference());
            catalogue
                    .programme()
                    .target(m.id())
                    .ifPresent(t ->
                            out.println("  target      " + TextTable.number(t.target()) + " (" + t.source() + ")"));
            out.println("  split by    " + (m.dimensions().isEmpty() ? "nothing" : String.join(", ", m.dimensions())));
            out.println("  each        "
                    + String.join(", ", m.grains().stream().map(Grain::label).toList()));
            out.println("  version     " + m.version() + ", definition " + catalogue.definition(m));
            out.println();
            out.println(catalogue.sql(m).stripTrailing());
            return ExitCode.DONE;
        }
    }

    @Command(name = "compute", description = "Compute a metric over a release; disclosure control included.")
    static final class ComputeCommand implements Callable<Integer> {
        private final CommandTree root;

        @Parameters(paramLabel = "ID", description = "A metric of `wasl metrics list`.")
        private String id = "";

        @Option(names = "--by", split = ",", paramLabel = "DIM", description = "Split by these dimensions.")
        private List<String> by = new ArrayList<>();

        @Option(names = "--where", paramLabel = "CONDITION", description = "For example \"municipality = 'doha'\".")
        private @Nullable String where;

        @Option(names = "--each", paramLabel = "GRAIN", description = "programme, year, quarter, month, day or wave.")
        private @Nullable String each;

        @Option(
                names = "--derive",
                paramLabel = "FIGURE",
                description = "${COMPLETION-CANDIDATES}: from one period to the next, of all groups together, added up"
                        + " over the periods, or against the line from the start to the target.")
        private @Nullable Derivation derive;

        @Option(names = "--per-100", paramLabel = "ID", description = "In relation to another metric, times 100.")
        private @Nullable String per100;

        @Option(names = "--on", paramLabel = "DAY", description = "Only records up to this day.")
        private @Nullable LocalDate on;

        @Mixin
        private AsOf asOf = new AsOf();

        @Mixin
        private FigureFormat format = new FigureFormat();

        ComputeCommand(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() throws IOException {
            Home home = Home.open(root.home());
            Release release = new Releases(home.directory()).resolve(asOf.release());
            Catalogue catalogue = Catalogue.load(release.programme());
            Metric metric = catalogue.get(id);
            List<Figure> figures;
            try (Warehouse warehouse = Warehouse.open(release)) {
                figures = compute(home, catalogue, warehouse, metric);
                DerivedFigures derived = new DerivedFigures(catalogue.programme(), metric);
                if (per100 != null) {
                    figures = derived.per100(figures, compute(home, catalogue, warehouse, catalogue.get(per100)));
                }
                if (derive != null) {
                    figures = derived.derive(derive, figures);
                }
            }
            PrintStream out = root.console().out();
            switch (format.form()) {
                case JSON -> JsonOutput.print(out, figures);
                case CSV -> csv(figures, out);
                case TABLE -> {
                    out.println(metric.title().en() + " (" + metric.unit().en() + "), release " + release.id());
                    FigureTable.print(figures, out);
                }
            }
            return ExitCode.DONE;
        }

        private List<Figure> compute(Home home, Catalogue catalogue, Warehouse warehouse, Metric one) {
            return new MetricComputation(catalogue, Zone.door(home, catalogue, root.console()))
                    .compute(warehouse, one, new MetricRequest(by, where, grain(), on));
        }

        private @Nullable Grain grain() {
            if (each == null) return null;
            String name = each;
            return Grain.of(name)
                    .orElseThrow(() -> new Failure("--each: there is no grain '" + name + "'; known: "
                            + String.join(
                                    ", ",
                                    Stream.of(Grain.values()).map(Grain::label).toList())));
        }
    }

    @Command(name = "docs", description = "Print the reference of the home's metrics as Markdown.")
    static final class DocsOfMetrics implements Callable<Integer> {
        private final CommandTree root;

        DocsOfMetrics(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            root.console().out().print(CatalogueDocs.metrics(Definitions.ofHome(root.home())));
            return ExitCode.DONE;
        }
    }

    private static void csv(List<Figure> figures, PrintStream out) throws IOException {
        Set<String> dimensions = new LinkedHashSet<>();
        figures.forEach(f -> dimensions.addAll(f.estimate().domain().keySet()));
        CSVPrinter printer = new CSVPrinter(
                out, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
        List<Object> header = new ArrayList<>(List.of("metric", "level"));
        header.addAll(dimensions);
        header.addAll(List.of("unit", "estimate", "se", "ci_low", "ci_high", "n", "deff", "flags", "definition"));
        printer.printRecord(header);
        for (Figure figure : figures) {
            Estimate e = figure.estimate();
            List<@Nullable Object> row = new ArrayList<>();
            row.add(figure.metric());
            row.add(e.level());
            dimensions.forEach(d -> row.add(e.domain().get(d)));
            row.add(figure.unit().en());
            row.add(e.estimate());
            row.add(e.se());
            row.add(e.ciLow());
            row.add(e.ciHigh());
            row.add(e.n());
            row.add(e.deff());
            row.add(String.join(" ", e.flags()));
            row.add(figure.definition());
            printer.printRecord(row);
        }
        printer.flush();
    }
}
