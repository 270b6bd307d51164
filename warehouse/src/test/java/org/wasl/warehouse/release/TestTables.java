package org.wasl.warehouse.release;

import static org.wasl.warehouse.release.TableViews.name;
import static org.wasl.warehouse.release.TableViews.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the tables of a release from a few INSERTs. Columns and keys are those that transform declares, so a fixture with
 * a wrong column name does not load.
 */
public final class TestTables {
    private static final Path DECLARED =
            Path.of(System.getProperty("wasl.root"), "transform/src/main/resources/tables");
    private static final Path PROGRAMME = Path.of(System.getProperty("wasl.programme"));
    private static final ObjectMapper YAML = new YAMLMapper();

    private TestTables() {}

    /** The programme as shipped. */
    public static Path programme() {
        return PROGRAMME;
    }

    /** Writes every declared table and schema.json; what the script does not fill is empty. */
    public static Path write(Path directory, String script) {
        try (Connection connection = TableViews.connect(new Limits("500MiB", 1));
                Statement statement = connection.createStatement()) {
            Files.createDirectories(directory);
            ArrayNode tables = new ObjectMapper().createArrayNode();
            for (String table : tables()) {
                JsonNode declared =
                        YAML.readTree(DECLARED.resolve(table + ".yaml").toFile());
                Map<String, String> columns = columns(declared);
                create(statement, table, columns);
                tables.add(schema(declared, columns));
            }
            statement.execute(script);
            for (String table : tables()) {
                Path folder = Files.createDirectories(directory.resolve(table));
                statement.execute("COPY (SELECT * FROM " + name(table) + " ORDER BY ALL) TO "
                        + text(folder.resolve("part-00000.parquet").toString()) + " (FORMAT parquet)");
            }
            ObjectNode schema = new ObjectMapper().createObjectNode();
            schema.set("tables", tables);
            Files.write(directory.resolve(Schema.FILE), Json.pretty(schema));
            return directory;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the fixture cannot be built: " + e.getMessage(), e);
        }
    }

    /** The tables as a release that was not published, with the shipped configuration. */
    public static Release release(Path directory, String script) {
        write(directory, script);
        try {
            Durable.copyTree(PROGRAMME, Files.createDirectories(directory.resolve("config")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new Release(new ReleaseId("r-0000000000000000"), directory);
    }

    private static List<String> tables() throws IOException {
        List<String> names = new ArrayList<>();
        YAML.readTree(DECLARED.resolve("tables.yaml").toFile()).path("tables").forEach(t -> names.add(t.asText()));
        return names;
    }

    private static Map<String, String> columns(JsonNode declared) throws IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        JsonNode from = declared.has("like")
                ? YAML.readTree(DECLARED.resolve(declared.path("like").asText() + ".yaml")
                        .toFile())
                : declared;
        from.path("columns")
                .forEach(
                        c -> columns.put(c.path("name").asText(), c.path("type").asText()));
        if (declared.path("variables").asBoolean()) {
            for (JsonNode variable :
                    YAML.readTree(PROGRAMME.resolve("variables.yaml").toFile()).path("variables")) {
                columns.putIfAbsent(
                        variable.path("name").asText(),
                        switch (variable.path("type").asText()) {
                            case "binary" -> "BIGINT";
                            case "number" -> "DOUBLE";
                            default -> "STRING";
                        });
            }
        }
        columns.putIfAbsent("delivery_id", "STRING");
        columns.putIfAbsent("source_file", "STRING");
        columns.putIfAbsent("source_line", "BIGINT");
        return columns;
    }

    private static void create(Statement statement, String table, Map<String, String> columns) throws SQLException {
        List<String> typed = new ArrayList<>();
        columns.forEach((column, type) -> typed.add(name(column) + " " + type));
        statement.execute("CREATE TABLE " + name(table) + " (" + String.join(", ", typed) + ")");
    }

    private static ObjectNode schema(JsonNode declared, Map<String, String> columns) {
        ObjectNode table = new ObjectMapper().createObjectNode();
        table.put("name", declared.path("table").asText());
        table.put("description", declared.path("description").asText());
        table.set("primary_key", declared.path("primary_key"));
        ArrayNode list = table.putArray("columns");
        columns.forEach((column, type) ->
                list.addObject().put("name", column).put("type", type).put("nullable", true));
        declared.path("columns")
                .forEach(column -> list.forEach(written -> {
                    if (written.path("name").equals(column.path("name")) && column.has("personal")) {
                        ((ObjectNode) written).set("personal", column.path("personal"));
                    }
                }));
        table.putArray("checks");
        return table;
    }
}
