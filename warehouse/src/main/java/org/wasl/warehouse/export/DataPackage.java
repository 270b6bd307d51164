package org.wasl.warehouse.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.survey.Estimate;

/** A Frictionless data package: {@code figures.csv}, {@code metrics.csv} and the {@code datapackage.json} of both. */
final class DataPackage {
    private static final List<String> NUMBERS = List.of("estimate", "se", "ci_low", "ci_high");

    private final Publishable publishable;

    DataPackage(Publishable publishable) {
        this.publishable = publishable;
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> columns = columns();
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("name", "wasl-figures");
        root.put("title", publishable.catalogue().programme().title().en());
        root.put("version", publishable.release());
        root.put("profile", "tabular-data-package");
        ArrayNode resources = root.putArray("resources");
        describe(resources, "figures", columns);
        describe(
                resources,
                "metrics",
                List.of("metric", "version", "title", "question", "definition", "unit", "population"));
        table(directory.resolve("figures.csv"), columns, figures());
        table(
                directory.resolve("metrics.csv"),
                List.of("metric", "version", "title", "question", "definition", "unit", "population"),
                metrics());
        Files.writeString(
                directory.resolve("datapackage.json"),
                mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("metric", "level", "wave"));
        columns.addAll(publishable.dimensions());
        columns.addAll(NUMBERS);
        columns.addAll(List.of("n", "unit", "held_back", "as_published_in", "flags", "time", "definition"));
        return columns;
    }

    private static void describe(ArrayNode resources, String name, List<String> columns) {
        ObjectNode resource = resources.addObject();
        resource.put("name", name);
        resource.put("path", name + ".csv");
        resource.put("profile", "tabular-data-resource");
        resource.put("format", "csv");
        resource.put("encoding", "utf-8");
        ArrayNode fields = resource.putObject("schema").putArray("fields");
        for (String column : columns) {
            String type = NUMBERS.contains(column)
                    ? "number"
                    : column.equals("n") || column.equals("version")
                            ? "integer"
                            : column.equals("held_back") ? "boolean" : "string";
            fields.addObject().put("name", column).put("type", type);
        }
    }

    private List<List<@Nullable Object>> figures() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Figure figure : publishable.figures()) {
            Estimate estimate = figure.estimate();
            List<@Nullable Object> row = new ArrayList<>();
            row.add(figure.metric());
            row.add(estimate.level());
            row.add(estimate.domain().get("wave"));
            publishable
                    .dimensions()
                    .forEach(dimension -> row.add(estimate.domain().get(dimension)));
            row.add(estimate.estimate());
            row.add(estimate.se());
            row.add(estimate.ciLow());
            row.add(estimate.ciHigh());
            row.add(estimate.n());
            row.add(figure.unit().en());
            row.add(figure.heldBack());
            row.add(figure.asPublishedIn());
            row.add(String.join(" ", estimate.flags()));
            row.add(publishable.time(figure));
            row.add(figure.definition());
            rows.add(row);
        }
        return rows;
    }

    private List<List<@Nullable Object>> metrics() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Metric metric : publishable.catalogue().metrics()) {
            rows.add(List.of(
                    metric.id(),
                    metric.version(),
                    metric.title().en(),
                    metric.question(),
                    metric.definition().strip(),
                    metric.unit().en(),
                    metric.population()));
        }
        return rows;
    }

    private static void table(Path file, List<String> columns, List<List<@Nullable Object>> rows) throws IOException {
        try (CSVPrinter printer = new CSVPrinter(
                Files.newBufferedWriter(file),
                CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
            printer.printRecord(columns);
            printer.printRecords(rows);
        }
    }
}
