package org.wasl.transform.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;

/**
 * The declared tables of a release. A table's columns are typed in {@code tables/<name>.yaml} and nowhere else; the
 * survey's wide columns come from the programme's {@code variables.yaml}.
 *
 * @param variables the survey's wide columns
 */
public record Tables(List<Table> tables, List<Column> variables) {
    private static final ObjectMapper YAML =
            YAMLMapper.builder().build().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public Tables {
        tables = List.copyOf(tables);
        variables = List.copyOf(variables);
    }

    public static Tables load(Path programme) {
        Variables variables = Variables.load(programme);
        Map<String, TableYaml> read = new HashMap<>();
        List<Table> tables = new ArrayList<>();
        for (String name : resource("tables", Index.class).tables()) {
            TableYaml yaml = resource(name, TableYaml.class);
            read.put(name, yaml);
            tables.add(table(yaml, read, variables));
        }
        return new Tables(tables, variables.columns());
    }

    public Table get(String name) {
        return tables.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TransformException("No table " + name + " is declared in tables/tables.yaml"));
    }

    private static Table table(TableYaml yaml, Map<String, TableYaml> read, Variables variables) {
        TableYaml shape = yaml.like() == null ? yaml : read.get(yaml.like());
        if (shape == null) {
            throw new TransformException("tables/" + yaml.table() + ".yaml: like: " + yaml.like()
                    + " must be declared before it in tables/tables.yaml");
        }
        List<Column> columns = new ArrayList<>();
        for (ColumnYaml c : shape.columns() == null ? List.<ColumnYaml>of() : shape.columns()) {
            Column column = c.column();
            columns.add(yaml.primaryKey().contains(column.name()) ? column.notNull() : column);
        }
        if (shape.variables()) {
            columns.addAll(variables.columns());
        }
        addProvenance(columns, "required".equals(shape.provenance()));
        return new Table(
                yaml.table(),
                yaml.description(),
                yaml.primaryKey(),
                columns,
                yaml.checks(),
                yaml.rows().feed(),
                yaml.rows().each());
    }

    private static void addProvenance(List<Column> columns, boolean required) {
        List<Column> provenance = List.of(
                Column.plain("delivery_id", ColumnType.STRING, !required, "Delivery of the record this row comes from"),
                Column.plain("source_file", ColumnType.STRING, !required, "File (in an archive: its entry)"),
                Column.plain("source_line", ColumnType.BIGINT, !required, "Line of the file the record starts at"));
        for (Column column : provenance) {
            if (columns.stream().noneMatch(c -> c.name().equals(column.name()))) {
                columns.add(column);
            }
        }
    }

    private static <T> T resource(String name, Class<T> type) {
        String path = "/tables/" + name + ".yaml";
        try (InputStream in = Tables.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new TransformException("The declaration " + path + " is not in the application's jar");
            }
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new TransformException(path + ": " + e.getMessage(), e);
        }
    }

    private record Index(List<String> tables) {}

    private record TableYaml(
            String table,
            String description,
            @JsonProperty("primary_key") List<String> primaryKey,
            @Nullable String like,
            @Nullable String provenance,
            boolean variables,
            RowsYaml rows,
            @Nullable List<ColumnYaml> columns,
            List<Check> checks) {}

    private record RowsYaml(String feed, int each) {}

    private record ColumnYaml(
            String name,
            ColumnType type,
            String description,
            @Nullable Boolean nullable,
            @Nullable String codes,
            @Nullable List<String> values,
            @Nullable List<@Nullable Double> range,
            @Nullable String references,
            @Nullable String personal) {
        Column column() {
            return new Column(
                    name,
                    type,
                    description,
                    nullable == null || nullable,
                    codes,
                    values == null ? List.of() : values,
                    range == null ? null : new Column.Range(range.get(0), range.get(1)),
                    references,
                    personal == null ? "none" : personal);
        }
    }

    /** The programme's survey variables as columns of {@code survey_response}. */
    private record Variables(List<VariableYaml> variables) {
        static Variables load(Path programme) {
            Path file = programme.resolve("variables.yaml");
            try (InputStream in = Files.newInputStream(file)) {
                return YAML.readValue(in, Variables.class);
            } catch (IOException e) {
                throw new TransformException(
                        file + " cannot be read: " + e.getMessage() + ". It lists the variables of the surveys.", e);
            }
        }

        List<Column> columns() {
            return variables.stream().map(VariableYaml::column).toList();
        }
    }

    private record VariableYaml(
            String name,
            String type,
            @Nullable String codes,
            @Nullable String of,
            String label,
            @Nullable String ar) {
        Column column() {
            String description = of == null ? label : label + " (choice of " + of + ")";
            return switch (type) {
                case "binary" ->
                    new Column(
                            name,
                            ColumnType.BIGINT,
                            description,
                            true,
                            null,
                            List.of(),
                            new Column.Range(0.0, 1.0),
                            null,
                            "none");
                case "number" -> Column.plain(name, ColumnType.DOUBLE, true, description);
                case "category" ->
                    new Column(name, ColumnType.STRING, description, true, codes, List.of(), null, null, "none");
                default ->
                    throw new TransformException("variables.yaml: " + name + ": type " + type
                            + " is not known; it is one of binary, number, category");
            };
        }
    }
}
