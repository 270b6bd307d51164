package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.CatalogueDocs;
import org.wasl.warehouse.catalogue.Grain;
import org.wasl.warehouse.catalogue.Metric;
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
            MetricComputeCommand.class,
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

        @Mixin
        private CatalogueOption own = new CatalogueOption();

        ListCommand(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            List<Metric> metrics = own.of(root).metrics();
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

        @Mixin
        private CatalogueOption own = new CatalogueOption();

        ShowCommand(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            Catalogue catalogue = own.of(root);
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
}
