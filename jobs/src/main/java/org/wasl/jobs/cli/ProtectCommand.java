package org.wasl.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.audit.Exposure;
import org.wasl.warehouse.disclosure.audit.History;
import org.wasl.warehouse.disclosure.job.PublishedTable;
import org.wasl.warehouse.disclosure.job.TableProtection;
import org.wasl.warehouse.disclosure.microdata.MicrodataProtection;
import org.wasl.warehouse.disclosure.microdata.MicrodataReport;
import org.wasl.warehouse.disclosure.microdata.MicrodataRules;
import org.wasl.warehouse.disclosure.table.CellSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "protect",
        description = "Make a file of your own safe to publish.",
        subcommands = {
            ProtectCommand.TableCommand.class,
            ProtectCommand.AuditCommand.class,
            ProtectCommand.MicrodataCommand.class
        })
final class ProtectCommand {

    @Command(name = "table", description = "Add a file up to a table and hide what would tell too much.")
    static final class TableCommand implements Callable<Integer> {
        private final CommandTree root;

        @Mixin
        private TableInput input = new TableInput();

        @Option(names = "--out", paramLabel = "FILE", description = "Write to a file.")
        private @Nullable Path out;

        @Mixin
        private FigureFormat format = new FigureFormat();

        TableCommand(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() throws IOException {
            TableProtection protection = input.protection();
            CellSystem system = input.cells(protection);
            PublishedTable published = protection.publish(system, input.earlier());
            History history = input.history();
            if (history != null) {
                history.add(root.console().clock().instant(), protection.publication(system, published));
            }
            if (out == null) {
                write(system, published, root.console().out());
            } else {
                try (PrintStream stream = new PrintStream(Files.newOutputStream(out), false, StandardCharsets.UTF_8)) {
                    write(system, published, stream);
                }
            }
            root.console().err().println(summary(published));
            return ExitCode.DONE;
        }

        private void write(CellSystem system, PublishedTable published, PrintStream stream) throws IOException {
            switch (format.form()) {
                case JSON -> JsonOutput.print(stream, published.forReaders(system));
                case CSV -> csv(published, stream);
                case TABLE -> print(published, stream);
            }
        }
    }

    @Command(name = "audit", description = "Attack a published table: what can be told of each cell that was left out.")
    static final class AuditCommand implements Callable<Integer> {
        private final CommandTree root;

        @Mixin
        private TableInput input = new TableInput();

        @Option(
                names = "--published",
                required = true,
                paramLabel = "FILE",
                description = "The table as CSV: dimensions and value, empty where it was left out.")
        private Path published = Path.of("");

        @Option(names = "--json", description = "For a machine.")
        private boolean json;

        AuditCommand(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            TableProtection protection = input.protection();
            CellSystem system = input.cells(protection);
            List<Exposure> exposures =
                    protection.audit(system, PublishedTable.hidden(system, published), input.earlier());
            PrintStream stream = root.console().out();
            if (json) {
                JsonOutput.print(stream, exposures);
            } else {
                TextTable table = new TextTable("cell", "value", "from", "to", "needed from", "needed to", "by", "");
                for (Exposure exposure : exposures) {
                    List<String> by = exposure.by();
                    table.row(
                            String.join(" / ", exposure.cell()),
                            exposure.value(),
                            exposure.low(),
                            exposure.high(),
                            exposure.neededLow(),
                            exposure.neededHigh(),
                            by == null ? "" : String.join(" / ", by),
                            exposure.isProtected() ? "" : "EXPOSED");
                }
                table.print(stream);
            }
            boolean safe = exposures.stream().allMatch(Exposure::isProtected);
            return safe ? ExitCode.DONE : ExitCode.DONE_WITH_REJECTS;
        }
    }

    @Command(
            name = "microdata",
            description = "Recode and blank records until nobody is alone, and tell the risk that is left.")
    static final class MicrodataCommand implements Callable<Integer> {
        private final CommandTree root;

        @Parameters(paramLabel = "FILE", description = "A .csv or .parquet file, one row a person.")
        private Path file = Path.of("");

        @Option(names = "--rules", required = true, paramLabel = "FILE", description = "Keys, k and l (YAML).")
        private Path rules = Path.of("");

        @Option(names = "--out", required = true, paramLabel = "FILE", description = "The .csv or .parquet to write.")
        private Path out = Path.of("");

        @Option(
                names = "--truth",
                paramLabel = "FILE",
                description = "Persons with their original keys: all are looked up in what was written.")
        private @Nullable Path truth;

        @Option(names = "--json", description = "For a machine.")
        private boolean json;

        MicrodataCommand(CommandTree root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            MicrodataReport report = new MicrodataProtection(MicrodataRules.read(rules)).protect(file, out, truth);
            PrintStream stream = root.console().out();
            if (json) {
                JsonOutput.print(stream, report);
            } else {
                print(report, stream);
            }
            MicrodataReport.Attack attack = report.attack();
            return attack == null || attack.right() == 0 ? ExitCode.DONE : ExitCode.DONE_WITH_REJECTS;
        }

        private void print(MicrodataReport report, PrintStream stream) {
            stream.println("wrote " + TextTable.number(report.records() - report.leftOut()) + " of "
                    + TextTable.number(report.records()) + " records to " + out);
            stream.println("recoded " + report.recoding() + ", " + percent(report.valuesHidden())
                    + " of the key values blank, " + percent(report.loss()) + " of the keys' precision lost");
            TextTable table = new TextTable("", "alone in the file", "below k", "alone in the population", "matches");
            risk("before", report.before(), table);
            risk("after", report.after(), table);
            table.print(stream);
            MicrodataReport.Attack attack = report.attack();
            if (attack != null) {
                stream.println("looked up " + TextTable.number(attack.persons()) + " persons: each could be at least "
                        + TextTable.number(attack.fewest()) + " records, " + TextTable.number(attack.alone())
                        + " only one, " + TextTable.number(attack.right()) + " of them rightly; of "
                        + TextTable.number(attack.learnt()) + " something sensitive is learnt");
            }
        }

        private static void risk(String when, MicrodataReport.Risk risk, TextTable table) {
            table.row(when, risk.sampleUniques(), risk.below(), risk.populationUniques(), risk.reidentifications());
        }
    }

    private static String summary(PublishedTable table) {
        PublishedTable.Quality quality = table.quality();
        if (quality.method().equals("rounding") || quality.method().equals("cell_keys")) {
            return TextTable.number(quality.cells()) + " cells, by " + quality.method() + ", changed by "
                    + percent(Objects.requireNonNullElse(quality.valueHidden(), 0.0)) + " of their sum";
        }
        return TextTable.number(quality.cells()) + " cells, " + TextTable.number(quality.primary()) + " sensitive, "
                + TextTable.number(quality.secondary()) + " hidden with them by "
                + quality.method() + (quality.optimal() ? " (the least there can be)" : "") + "; of the finest cells "
                + percent(quality.cellsHidden()) + " and of their sum "
                + percent(Objects.requireNonNullElse(quality.valueHidden(), 0.0)) + " hidden";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static void csv(PublishedTable table, PrintStream stream) throws IOException {
        CSVPrinter printer = new CSVPrinter(
                stream, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
        List<String> header = new ArrayList<>(table.dimensions());
        header.addAll(List.of("value", "status"));
        printer.printRecord(header);
        for (PublishedTable.Row row : table.cells()) {
            List<@Nullable Object> record = new ArrayList<>(row.key());
            record.add(row.value());
            record.add(row.status());
            printer.printRecord(record);
        }
        printer.flush();
    }

    private static void print(PublishedTable table, PrintStream stream) {
        List<String> header = new ArrayList<>(table.dimensions());
        header.addAll(List.of("value", "status"));
        TextTable text = new TextTable(header.toArray(String[]::new));
        for (PublishedTable.Row row : table.cells()) {
            List<Object> cells = new ArrayList<>(row.key());
            Double value = row.value();
            cells.add(value == null ? "" : value);
            cells.add(row.status());
            text.row(cells.toArray());
        }
        text.print(stream);
    }
}
