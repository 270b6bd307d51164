package org.wasl.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.Derivation;
import org.wasl.warehouse.catalogue.DerivedFigures;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Grain;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.catalogue.MetricRequest;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.survey.Estimate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compute",
        description = "Compute a metric over a release, or over files of your own; disclosure control included.")
final class MetricComputeCommand implements Callable<Integer> {
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
    private MetricSource source = new MetricSource();

    @Mixin
    private FigureFormat format = new FigureFormat();

    MetricComputeCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        if (per100 != null && derive != null && derive != Derivation.GROWTH) {
            throw new Failure("--per-100 gives figures that only growth is derived from: leave out one of the two");
        }
        try (MetricSource.Opened opened = source.open(root)) {
            Catalogue catalogue = opened.catalogue();
            Metric metric = catalogue.get(id);
            List<Figure> figures = compute(opened, metric, by);
            DerivedFigures derived = computation(opened).derived(opened.warehouse(), metric, request(by));
            if (per100 != null) {
                Metric other = catalogue.get(per100);
                figures = derived.per100(figures, other, compute(opened, other, by));
            }
            if (derive != null) {
                figures = derived.derive(derive, figures, () -> compute(opened, metric, List.of()));
            }
            print(figures, metric, opened.warehouse().release());
        }
        return ExitCode.DONE;
    }

    private void print(List<Figure> figures, Metric metric, Release release) throws IOException {
        PrintStream out = root.console().out();
        switch (format.form()) {
            case JSON -> JsonOutput.print(out, figures);
            case CSV -> csv(figures, out);
            case TABLE -> {
                out.println(metric.title().en() + " (" + unit(figures, metric) + "), release " + release.id());
                FigureTable.print(figures, out);
            }
        }
    }

    /** What is derived is in a unit of its own; of figures in several, the metric's. */
    private static String unit(List<Figure> figures, Metric metric) {
        List<String> units =
                figures.stream().map(figure -> figure.unit().en()).distinct().toList();
        return units.size() == 1 ? units.get(0) : metric.unit().en();
    }

    private List<Figure> compute(MetricSource.Opened opened, Metric one, List<String> split) {
        return opened.asked(one, () -> computation(opened).compute(opened.warehouse(), one, request(split)));
    }

    private static MetricComputation computation(MetricSource.Opened opened) {
        return new MetricComputation(opened.catalogue(), opened.door());
    }

    private MetricRequest request(List<String> split) {
        return new MetricRequest(split, where, grain(each), on);
    }

    static @Nullable Grain grain(@Nullable String name) {
        if (name == null) return null;
        return Grain.of(name)
                .orElseThrow(() -> new Failure("--each: there is no grain '" + name + "'; known: "
                        + String.join(
                                ", ",
                                Stream.of(Grain.values()).map(Grain::label).toList())));
    }

    private static void csv(List<Figure> figures, PrintStream out) throws IOException {
        Set<String> dimensions = new LinkedHashSet<>();
        figures.forEach(f -> dimensions.addAll(f.estimate().domain().keySet()));
        CSVPrinter printer = new CSVPrinter(
                out, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
        List<Object> header = new ArrayList<>(List.of("metric", "level"));
        header.addAll(dimensions);
        // New columns come last: who reads the others by their place goes on doing so.
        header.addAll(
                List.of("unit", "estimate", "se", "ci_low", "ci_high", "n", "deff", "flags", "definition", "df", "p"));
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
            row.add(e.df());
            row.add(e.p());
            printer.printRecord(row);
        }
        printer.flush();
    }
}
