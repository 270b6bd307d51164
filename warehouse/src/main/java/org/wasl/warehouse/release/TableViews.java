package org.wasl.warehouse.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An in-memory DuckDB with one view a table of a release directory. The session can read that directory and nothing
 * else: no other file, no network, no extension; and its settings cannot be changed back.
 */
public final class TableViews {
    /** Spans of time are few: rows are compared with each of them sooner than sorted by day. */
    private static final int FEW_SPANS = 256;

    private TableViews() {}

    /**
     * Opens the session.
     *
     * @param directory holds {@code schema.json} and one directory a table
     * @param scratch where DuckDB may spill and write; belongs to the caller
     */
    public static Connection open(Path directory, Path scratch, Limits limits) {
        Schema schema = Schema.read(directory.resolve(Schema.FILE));
        Connection connection = null;
        try {
            connection = connect(limits);
            try (Statement statement = connection.createStatement()) {
                for (Schema.Table table : schema.tables()) {
                    statement.execute(view(directory, table, ""));
                }
                statement.execute("SET allowed_directories = [" + text(directory.toAbsolutePath() + "/") + ", "
                        + text(scratch.toAbsolutePath() + "/") + "]");
                statement.execute(
                        "SET temp_directory = " + text(scratch.toAbsolutePath().toString()));
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
            }
            return connection;
        } catch (SQLException | IOException | RuntimeException e) {
            closeQuietly(connection);
            if (e instanceof ReleaseException known) {
                throw known;
            }
            throw new ReleaseException.Unreadable(
                    "the tables in " + directory + " cannot be opened: " + firstLine(e) + ". Run `wasl verify`.", e);
        }
    }

    /** A plain in-memory session that downloads nothing and keeps to UTC. */
    static Connection connect(Limits limits) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("threads", Integer.toString(limits.threads()));
        properties.setProperty("memory_limit", limits.memory());
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET nested_loop_join_threshold = " + FEW_SPANS);
        }
        return connection;
    }

    /** The statement that makes a table's view; the prefix is a schema with its dot, or empty. */
    static String view(Path directory, Schema.Table table, String prefix) throws IOException {
        return "CREATE VIEW " + prefix + name(table.name()) + " AS " + select(directory, table);
    }

    private static String select(Path directory, Schema.Table table) throws IOException {
        List<Path> parts = parts(directory, table.name());
        if (parts.isEmpty()) {
            return "SELECT "
                    + table.columns().stream()
                            .map(c -> "CAST(NULL AS " + type(c.type()) + ") AS " + name(c.name()))
                            .collect(Collectors.joining(", "))
                    + " WHERE false";
        }
        return "SELECT * FROM read_parquet(["
                + parts.stream().map(p -> text(p.toAbsolutePath().toString())).collect(Collectors.joining(", "))
                + "], hive_partitioning = false)";
    }

    /** The Parquet files of a table, in order. */
    static List<Path> parts(Path directory, String table) throws IOException {
        Path folder = directory.resolve(table);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(f -> f.getFileName().toString().endsWith(".parquet"))
                    .sorted()
                    .toList());
        }
    }

    private static String type(String declared) {
        String upper = declared.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "STRING" -> "VARCHAR";
            case "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "INTEGER" -> upper;
            default -> "VARCHAR";
        };
    }

    /** An SQL identifier in quotes. */
    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** An SQL string literal. */
    public static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException ignored) {
                // The failure that brought us here says more.
            }
        }
    }
}
