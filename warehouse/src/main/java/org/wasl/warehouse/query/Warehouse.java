package org.wasl.warehouse.query;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.release.Limits;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Scratch;
import org.wasl.warehouse.release.TableViews;

/**
 * A session over one release: each table is a view, nothing can be changed, nothing outside the release can be read.
 *
 * <pre>{@code
 * try (Warehouse warehouse = Warehouse.open(release)) {
 *     warehouse.query("SELECT count(*) FROM facility", Format.TABLE, System.out);
 * }
 * }</pre>
 */
public final class Warehouse implements AutoCloseable {
    private static final long HELD_TO_ROWS = 500_000;

    private final Release release;
    private final Connection connection;
    private final Path scratch;
    private final Map<String, String> held = new HashMap<>();

    private Warehouse(Release release, Connection connection, Path scratch) {
        this.release = release;
        this.connection = connection;
        this.scratch = scratch;
    }

    /** Opens with a gibibyte of memory and every processor. */
    public static Warehouse open(Release release) {
        return open(release, Limits.defaults());
    }

    public static Warehouse open(Release release, Limits limits) {
        Path scratch;
        try {
            scratch = Files.createTempDirectory("wasl-query-");
        } catch (IOException e) {
            throw new QueryException("no scratch directory can be made for the query: " + e, e);
        }
        try {
            return new Warehouse(release, TableViews.open(release.directory(), scratch, limits), scratch);
        } catch (RuntimeException e) {
            Scratch.delete(scratch);
            throw e;
        }
    }

    /** The release that is open. */
    public Release release() {
        return release;
    }

    /**
     * The session itself, for estimators that stream. One thread at a time; {@link #duplicate()} gives another thread
     * its own.
     */
    public Connection connection() {
        return connection;
    }

    /** The same release for another thread: its own connection, and what it holds is its own. The caller closes it first. */
    public Warehouse beside() {
        try {
            return new Warehouse(release, duplicate(), Files.createTempDirectory(scratch, "beside-"));
        } catch (IOException e) {
            throw new QueryException("no scratch directory can be made for the query: " + e, e);
        }
    }

    /** A second connection to the same session, which the caller closes. */
    public Connection duplicate() {
        try {
            return connection.unwrap(DuckDBConnection.class).duplicate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Runs one SELECT and writes its rows.
     *
     * @throws QueryException when it is not one SELECT, or the engine refuses it
     */
    public void query(String sql, Format format, OutputStream out) {
        new SelectOnly(connection).demand(sql);
        try {
            if (format == Format.PARQUET) {
                parquet(sql, out);
                return;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                RowWriter.of(format, out).write(result);
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the result cannot be written: " + e.getMessage(), e);
        }
    }

    /** Runs a SELECT of the application's own whose result is small. */
    public Rows rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                columns.add(result.getMetaData().getColumnLabel(i));
            }
            List<List<@Nullable Object>> values = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(result.getObject(i));
                }
                values.add(row);
            }
            return new Rows(columns, values);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Where to read a query of the application's own that is asked again and again: few rows are read once and held in
     * memory for the session, on {@link #connection()} alone; many stay a query.
     *
     * @return what SQL may write after FROM
     */
    public String held(String sql) {
        return held.computeIfAbsent(sql, this::hold);
    }

    private String hold(String sql) {
        String query = "(" + sql + "\n)";
        String table = "held_" + held.size();
        try (Statement statement = connection.createStatement()) {
            // One row more than may be held: whether there are many is known without running the query twice.
            statement.execute(
                    "CREATE TEMP TABLE " + table + " AS SELECT * FROM " + query + " LIMIT " + (HELD_TO_ROWS + 1));
            Double rows = rows("SELECT count(*) AS rows FROM " + table).number(0, "rows");
            if (rows != null && rows <= HELD_TO_ROWS) {
                return table;
            }
            statement.execute("DROP TABLE " + table);
            return query;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            Scratch.delete(scratch);
        }
    }

    private void parquet(String sql, OutputStream out) throws SQLException, IOException {
        Path file = Files.createTempFile(scratch, "result", ".parquet");
        try (Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + sql.strip().replaceAll(";\\s*$", "") + "\n) TO "
                    + TableViews.text(file.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
            Files.copy(file, out);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static QueryException failed(SQLException e) {
        return new QueryException(oneLine(String.valueOf(e.getMessage())), e);
    }

    /** The engine points with a caret below the line; what is left says as much. */
    private static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.matches("\\^*"))
                .collect(Collectors.joining(" "));
    }
}
