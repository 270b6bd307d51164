package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;
import static org.wasl.warehouse.release.TableViews.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.warehouse.query.QueryException;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.ReleaseId;
import org.wasl.warehouse.release.Schema;
import org.wasl.warehouse.survey.DataFile;

/** Anybody's files as the tables of a release that lives as long as a command, with a catalogue of their own. */
public final class OwnFiles {
    private static final Pattern NO_TABLE = Pattern.compile("Table with name \"?([^\\s\"]+)\"? does not exist");
    private static final int NAMED = 12;
    /** What of a programme's directory the catalogue reads; whatever else lies beside it is not copied. */
    private static final List<String> READ =
            List.of(Programme.FILE, "codes", "feeds", "instruments", "metrics", "variables.yaml");

    private final Path catalogue;
    private final SortedMap<String, Path> tables;

    /**
     * @param catalogue a directory with {@code programme.yaml} and {@code metrics/}
     * @param tables the CSV or Parquet file of each table
     */
    public OwnFiles(Path catalogue, SortedMap<String, Path> tables) {
        this.catalogue = catalogue;
        this.tables = tables;
    }

    /** Reads a catalogue outside any home. */
    public static Catalogue catalogue(Path directory) {
        for (String needed : List.of(Programme.FILE, "metrics/dimensions.yaml")) {
            if (!Files.isReadable(directory.resolve(needed))) {
                throw new CatalogueException("there is no " + directory.resolve(needed)
                        + ": a catalogue is a directory with programme.yaml (dates and small-cell rules),"
                        + " metrics/dimensions.yaml and metrics/<id>/metric.yaml with the SQL beside it");
            }
        }
        return Catalogue.load(directory);
    }

    /** Writes the tables below a directory, named by the bytes of the files. */
    public Release release(Path scratch) {
        MessageDigest digest = sha256();
        ArrayNode declared = new ObjectMapper().createArrayNode();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Path> table : tables.entrySet()) {
                digest.update(table.getKey().getBytes(StandardCharsets.UTF_8));
                String relation = DataFile.relation(table.getValue());
                digest.update(Files.readAllBytes(table.getValue()));
                Path part =
                        Files.createDirectories(scratch.resolve(table.getKey())).resolve("part-00000.parquet");
                try {
                    statement.execute(
                            "COPY (SELECT * FROM " + relation + ") TO " + text(part.toString()) + " (FORMAT parquet)");
                } catch (SQLException e) {
                    throw new CatalogueException(
                            "the file " + table.getValue() + " of the table " + table.getKey() + " cannot be read: "
                                    + firstLine(e),
                            e);
                }
                declared.add(declaration(statement, table.getKey(), part));
            }
            ObjectNode schema = new ObjectMapper().createObjectNode();
            schema.set("tables", declared);
            Files.write(scratch.resolve(Schema.FILE), new ObjectMapper().writeValueAsBytes(schema));
            copyCatalogue(scratch.resolve("config"), digest);
        } catch (IOException e) {
            throw new UncheckedIOException("the files cannot be made tables: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new CatalogueException("the files cannot be made tables: " + firstLine(e), e);
        }
        return new Release(
                new ReleaseId("r-" + HexFormat.of().formatHex(digest.digest()).substring(0, 16)), scratch);
    }

    private static ObjectNode declaration(Statement statement, String table, Path part) throws SQLException {
        ObjectNode declared = new ObjectMapper().createObjectNode();
        declared.put("name", table);
        declared.putArray("primary_key");
        ArrayNode columns = declared.putArray("columns");
        try (ResultSet result =
                statement.executeQuery("DESCRIBE SELECT * FROM read_parquet(" + text(part.toString()) + ")")) {
            while (result.next()) {
                columns.addObject()
                        .put("name", result.getString("column_name"))
                        .put("type", result.getString("column_type"))
                        .put("nullable", true);
            }
        }
        declared.putArray("checks");
        return declared;
    }

    private void copyCatalogue(Path config, MessageDigest digest) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : READ) {
            if (!Files.exists(catalogue.resolve(name))) continue;
            try (Stream<Path> walk = Files.walk(catalogue.resolve(name))) {
                walk.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        for (Path file : files) {
            Path relative = catalogue.relativize(file);
            digest.update(relative.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
            Path target = config.resolve(relative);
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.copy(file, target);
        }
    }

    /**
     * Looks at what a metric reads before it is computed, so that what is wrong is said of the files.
     *
     * @throws CatalogueException when a table or column is missing, a value is of another kind, a table has no rows, or a
     *     unit stands in the metric's rows twice
     */
    public void check(Warehouse warehouse, Catalogue of, Metric metric) {
        for (Map.Entry<String, Path> table : tables.entrySet()) {
            Double rows = warehouse
                    .rows("SELECT count(*) AS n FROM " + name(table.getKey()))
                    .number(0, "n");
            if (rows == null || rows == 0) {
                throw new CatalogueException("the file " + table.getValue() + " of the table " + table.getKey()
                        + " has a heading but no rows");
            }
        }
        String key = metric.key();
        try {
            String rows = metric.isSurvey()
                    ? "SELECT * FROM (" + of.sql(metric) + "\n)"
                    : UnitRows.with(
                                    of,
                                    warehouse,
                                    metric,
                                    Periods.of(metric.grain(), of.programme(), warehouse, null),
                                    MetricRequest.headline())
                            + "SELECT * FROM kept";
            warehouse.rows("SELECT * FROM (" + rows + ") LIMIT 1");
            if (key != null) {
                onlyOnce(
                        metric,
                        key,
                        warehouse.rows("SELECT CAST(" + name(key) + " AS VARCHAR) AS unit, count(*) AS n FROM ("
                                + rows + ") WHERE " + name(key)
                                + " IS NOT NULL GROUP BY period, unit HAVING count(*) > 1"
                                + " ORDER BY unit LIMIT 1"));
            }
        } catch (QueryException e) {
            throw explained(metric, e);
        }
    }

    private static void onlyOnce(Metric metric, String key, Rows twice) {
        if (twice.size() > 0) {
            throw new CatalogueException(
                    metric.id() + ": " + key + " " + twice.text(0, "unit")
                            + " stands in its rows " + twice.text(0, "n")
                            + " times, so its persons would count as often; leave the repeated rows out of the file, or bring them together in the SQL");
        }
    }

    /** What the engine says of a metric's SQL, with the tables that it was given. */
    public CatalogueException explained(Metric metric, QueryException e) {
        String said = String.valueOf(e.getMessage());
        Matcher noTable = NO_TABLE.matcher(said);
        if (noTable.find()) {
            return new CatalogueException(
                    metric.id() + " reads the table " + noTable.group(1) + ", which was not given: add --table "
                            + noTable.group(1) + "=FILE (given: " + String.join(", ", tables.keySet()) + ")",
                    e);
        }
        return new CatalogueException(
                metric.id() + " cannot be computed from these files: " + brief(said) + "; they have " + columns()
                        + ": mend the file, or the SQL of the metric",
                e);
    }

    /** Without the statement that the engine quotes. */
    private static String brief(String said) {
        int quoted = said.indexOf(" LINE ");
        return quoted < 0 ? said : said.substring(0, quoted);
    }

    private String columns() {
        return tables.entrySet().stream()
                .map(table -> table.getKey() + " (" + columns(table.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String columns(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + DataFile.relation(file))) {
            StringBuilder columns = new StringBuilder();
            for (int i = 0; result.next(); i++) {
                if (i == NAMED) {
                    return columns.append(", …").toString();
                }
                columns.append(i == 0 ? "" : ", ")
                        .append(result.getString("column_name"))
                        .append(' ')
                        .append(result.getString("column_type"));
            }
            return columns.toString();
        } catch (SQLException unreadable) {
            return "unreadable";
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
