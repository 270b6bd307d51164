package org.wasl.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.ingest.Landing;
import org.wasl.ingest.contract.Nearest;
import org.wasl.jobs.Failure;
import org.wasl.jobs.cli.FigureFormat.Form;
import org.wasl.jobs.home.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "rejects", description = "Show the rows that were turned away: where they stand, which rule, and why.")
final class RejectsCommand implements Callable<Integer> {
    private final CommandTree root;

    @Option(names = "--feed", paramLabel = "F", description = "Only this feed.")
    private @Nullable String feed;

    @Option(names = "--delivery", paramLabel = "ID", description = "Only this delivery.")
    private @Nullable String delivery;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: a summary).")
    private @Nullable Form format;

    RejectsCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() throws SQLException, IOException {
        Landing landing = StatusCommand.Landings.of(Home.open(root.home()));
        List<DeliveryRecord> records = landing.records();
        List<String> feeds =
                records.stream().map(DeliveryRecord::feed).distinct().toList();
        if (feed != null && !feeds.contains(feed))
            throw new Failure("no delivery of a feed '" + feed + "' was landed" + Nearest.hint(feed, feeds));
        List<DeliveryRecord> chosen = records.stream()
                .filter(r -> feed == null || r.feed().equals(feed))
                .filter(r -> delivery == null || r.deliveryId().startsWith(delivery))
                .toList();
        if (delivery != null && chosen.isEmpty())
            throw new Failure("no delivery's id begins with '" + delivery + "'"
                    + (feed == null ? "" : " in the feed '" + feed + "'") + ": `wasl rejects` lists them");
        if (format == null) summary(chosen);
        else rows(landing, chosen, format);
        return ExitCode.DONE;
    }

    private void summary(List<DeliveryRecord> records) {
        TextTable table = new TextTable("feed", "file", "delivery", "status", "rejected", "rules");
        for (DeliveryRecord r : records) {
            String rules = r.rejectsByRule().entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.joining(", "));
            table.row(r.feed(), r.file(), r.deliveryId(), r.status().word(), r.rowsRejected(), rules);
        }
        table.print(root.console().out());
        records.stream()
                .filter(r -> !r.usable() && r.message() != null)
                .forEach(r -> root.console().out().println(r.feed() + "/" + r.file() + ": " + r.message()));
    }

    private void rows(Landing landing, List<DeliveryRecord> records, Form as) throws SQLException, IOException {
        String files = records.stream()
                .map(r -> landing.path(r).resolve("rejects.parquet"))
                .filter(Files::exists)
                .map(p -> "'" + p.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        if (files.isEmpty()) {
            if (as == Form.JSON) JsonOutput.print(root.console().out(), List.of());
            else root.console().err().println("wasl: no row was turned away");
            return;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM read_parquet([" + files
                        + "], union_by_name = true)" + " ORDER BY feed, delivery_id, source_file, source_line")) {
            CSVFormat format = CSVFormat.DEFAULT
                    .builder()
                    .setRecordSeparator("\n")
                    .setHeader(rows)
                    .get();
            switch (as) {
                case CSV -> csv(rows, new CSVPrinter(root.console().out(), format));
                case JSON -> JsonOutput.print(root.console().out(), maps(rows));
                case TABLE -> table(rows).print(root.console().out());
            }
        }
    }

    // Row by row: CSVPrinter.printRecords(ResultSet) asks for a row's number, which DuckDB does not give.
    private static void csv(ResultSet rows, CSVPrinter out) throws SQLException, IOException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) out.print(rows.getObject(i));
            out.println();
        }
        out.flush();
    }

    private static List<Map<String, @Nullable Object>> maps(ResultSet rows) throws SQLException {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        while (rows.next()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                map.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
            }
            maps.add(map);
        }
        return maps;
    }

    private static TextTable table(ResultSet rows) throws SQLException {
        TextTable table = new TextTable("file:line", "column", "value", "rule", "what is wrong");
        while (rows.next()) {
            table.row(
                    rows.getString("source_file") + ":" + rows.getLong("source_line"),
                    text(rows.getString("column")),
                    text(rows.getString("value")),
                    text(rows.getString("rule")),
                    text(rows.getString("message")));
        }
        return table;
    }

    private static String text(@Nullable String value) {
        if (value == null) return "";
        String line = value.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 60 ? line.substring(0, 59) + "…" : line;
    }
}
