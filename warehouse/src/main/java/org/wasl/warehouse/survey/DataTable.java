package org.wasl.warehouse.survey;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The data as queries see them. A query writes {@link #ROWS} after {@code from}, which becomes the data with only those
 * columns that the query's text names: DuckDB binds every column of every nested query anew, which in a wide file takes
 * far longer than the sums.
 */
final class DataTable {
    /** No SQL can say this. */
    static final String ROWS = "{rows}";

    private final Connection connection;
    private final String relation;
    private final Map<String, String> types;

    private DataTable(Connection connection, String relation, Map<String, String> types) {
        this.connection = connection;
        this.relation = relation;
        this.types = types;
    }

    /** @throws SurveyException when there is no such relation */
    static DataTable of(Connection connection, String relation) {
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("describe select * from " + relation)) {
            while (columns.next()) {
                types.put(columns.getString(1), columns.getString(2).toUpperCase(Locale.ROOT));
            }
            return new DataTable(connection, relation, Collections.unmodifiableMap(types));
        } catch (SQLException failed) {
            throw new SurveyException(
                    "The data " + relation + " cannot be read: " + said(String.valueOf(failed.getMessage())), failed);
        }
    }

    /** Each column's type in DuckDB's capitals, in the order of the data. */
    Map<String, String> types() {
        return types;
    }

    /** Sees each row of a result. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Runs a query; the reader sees each row. */
    void query(String sql, RowReader reader) {
        try {
            query(sql, named(sql), reader);
        } catch (SQLException failed) {
            throw failed(sql, failed);
        }
    }

    private void query(String sql, String data, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace(ROWS, data))) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** Runs a statement that leaves something for later queries of the same connection. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.replace(ROWS, named(sql)));
        } catch (SQLException failed) {
            throw failed(sql, failed);
        }
    }

    /** The columns whose names stand anywhere in a text, a few too many at worst; all where it may choose by pattern or place. */
    private String named(String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        if (text.contains("columns") || text.contains("#")) {
            return relation;
        }
        String columns = types.keySet().stream()
                .map(Quoted::name)
                .filter(name ->
                        text.contains(name.substring(1, name.length() - 1).toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        return columns.isEmpty() ? relation : "(select " + columns + " from " + relation + ")";
    }

    /** What to do with a bad row. */
    interface BadRow {
        void found(long row, @Nullable String value);
    }

    /** Tells the first row (1-based, in the order of the data) that meets a condition, if there is one. */
    void firstRow(String condition, String valueSql, BadRow bad) {
        if (exists(condition)) {
            query(
                    "select n, v from (select row_number() over () as n, " + valueSql + "::varchar as v, (" + condition
                            + ") as bad from " + ROWS + ") where bad order by n limit 1",
                    row -> bad.found(row.getLong(1), row.getString(2)));
        }
    }

    boolean exists(String condition) {
        boolean[] any = new boolean[1];
        query("select count(*) from " + ROWS + " where " + condition, count -> any[0] = count.getLong(1) > 0);
        return any[0];
    }

    private SurveyException failed(String sql, SQLException failed) {
        String said = said(Objects.requireNonNullElse(ofAllColumns(sql), String.valueOf(failed.getMessage())));
        return new SurveyException("The estimate cannot be computed: " + said, failed);
    }

    /** What the database says, its first sentences only: then it shows where, in a query that nobody wrote. */
    static String said(String message) {
        return message.lines().takeWhile(line -> !line.isBlank()).collect(Collectors.joining(" "));
    }

    /**
     * Checks a condition that a person wrote.
     *
     * @throws SurveyException when it is not one condition over the columns of the data
     */
    void requireCondition(String condition) {
        try (Statement statement = connection.createStatement()) {
            // By itself first: brackets that close others than their own would make another query of it.
            statement.execute("explain select " + condition + "\n from " + relation);
            statement.execute("explain select 1 from " + relation + " where (" + condition + "\n)");
        } catch (SQLException failed) {
            throw new SurveyException(
                    "The condition \"" + condition + "\" cannot be used: " + said(String.valueOf(failed.getMessage())),
                    failed);
        }
    }

    /** What it says of a name that is not there, it should say with all names that are. */
    private @Nullable String ofAllColumns(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("explain " + sql.replace(ROWS, relation));
            return null;
        } catch (SQLException failed) {
            return failed.getMessage();
        }
    }
}
