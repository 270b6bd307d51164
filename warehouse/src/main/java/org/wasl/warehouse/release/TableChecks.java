package org.wasl.warehouse.release;

import static org.wasl.warehouse.release.CheckResult.Severity.ERROR;
import static org.wasl.warehouse.release.TableViews.name;
import static org.wasl.warehouse.release.TableViews.text;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs what the schema promises over the tables: unique primary keys, no nulls where none are allowed, codes, ranges,
 * references, and the checks written out in SQL.
 */
final class TableChecks {
    private static final int SAMPLE = 5;
    private final Connection session;

    TableChecks(Connection session) {
        this.session = session;
    }

    List<CheckResult> run(Schema schema) throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        boolean codes = schema.table("code").isPresent();
        for (Schema.Table table : schema.tables()) {
            List<Check> checks = checks(table, codes);
            Map<Check, Long> rows = rows(table, checks);
            for (Check check : checks) {
                Long counted = rows.get(check);
                results.add(result(table, check, counted == null ? rows(check) : counted));
            }
        }
        return results;
    }

    private static List<Check> checks(Schema.Table table, boolean codes) {
        List<Check> checks = new ArrayList<>();
        if (!table.primaryKey().isEmpty()) {
            checks.add(primaryKey(table));
        }
        for (Schema.Column column : table.columns()) {
            if (!column.nullable() || table.primaryKey().contains(column.name())) {
                checks.add(column(table, column, "not_null", name(column.name()) + " IS NULL", "is empty"));
            }
            String range = range(column);
            if (range != null) {
                checks.add(column(table, column, "range", range, "is outside " + column.range()));
            }
            if (column.codes() != null && codes) {
                String list = "SELECT code FROM code WHERE code_list = " + text(column.codes());
                checks.add(column(
                        table,
                        column,
                        "code",
                        name(column.name()) + " IS NOT NULL AND " + name(column.name()) + " NOT IN (" + list + ")",
                        "holds a code that is not in the list " + column.codes()));
            }
            if (column.values() != null && !column.values().isEmpty()) {
                String values = column.values().stream().map(TableViews::text).collect(Collectors.joining(", "));
                checks.add(column(
                        table,
                        column,
                        "value",
                        name(column.name()) + " NOT IN (" + values + ")",
                        "holds a value other than " + String.join(", ", column.values())));
            }
            if (column.references() != null) {
                checks.add(reference(table, column, column.references()));
            }
        }
        for (Schema.Check declared : table.checks()) {
            checks.add(new Check(declared.id(), declared.severity(), declared.sql(), declared.message(), null));
        }
        return checks;
    }

    /** Looks only at keys whose hash another row has: few or none, so a large table's keys are not all held at once. */
    private static Check primaryKey(Schema.Table table) {
        String key = table.primaryKey().stream().map(TableViews::name).collect(Collectors.joining(", "));
        String from = " FROM " + name(table.name());
        String hash = "hash(" + key + ")";
        return new Check(
                table.name() + ".primary_key",
                ERROR,
                "SELECT " + key + ", count(*) AS rows" + from + " WHERE " + hash + " IN (SELECT " + hash + from
                        + " GROUP BY 1 HAVING count(*) > 1) GROUP BY " + key + " HAVING count(*) > 1",
                table.name() + " holds a key more than once",
                null);
    }

    private static Check column(Schema.Table table, Schema.Column column, String rule, String offends, String fault) {
        return new Check(
                table.name() + "." + column.name() + "." + rule,
                ERROR,
                "SELECT * FROM " + name(table.name()) + " WHERE " + offends,
                table.name() + "." + column.name() + " " + fault,
                offends);
    }

    private static @Nullable String range(Schema.Column column) {
        List<@Nullable String> range = column.range();
        if (range == null || range.size() != 2) {
            return null;
        }
        List<String> sides = new ArrayList<>();
        if (range.get(0) != null) {
            sides.add(name(column.name()) + " < " + bound(column, String.valueOf(range.get(0))));
        }
        if (range.get(1) != null) {
            sides.add(name(column.name()) + " > " + bound(column, String.valueOf(range.get(1))));
        }
        return sides.isEmpty() ? null : String.join(" OR ", sides);
    }

    private static String bound(Schema.Column column, String value) {
        return switch (column.type().toUpperCase(Locale.ROOT)) {
            case "DATE" -> "CAST(" + text(value) + " AS DATE)";
            case "TIMESTAMP" -> "CAST(" + text(value) + " AS TIMESTAMP)";
            default -> "CAST(" + text(value) + " AS DOUBLE)";
        };
    }

    private static Check reference(Schema.Table table, Schema.Column column, String target) {
        int dot = target.indexOf('.');
        String other = target.substring(0, Math.max(dot, 0));
        String otherColumn = target.substring(dot + 1);
        return new Check(
                table.name() + "." + column.name() + ".reference",
                ERROR,
                "SELECT * FROM " + name(table.name()) + " AS t WHERE t." + name(column.name())
                        + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + name(other) + " AS o WHERE o."
                        + name(otherColumn) + " = t." + name(column.name()) + ")",
                table.name() + "." + column.name() + " points to nothing in " + target,
                null);
    }

    /** How many rows offend each check of single rows: one look at the table for all of them. */
    private Map<Check, Long> rows(Schema.Table table, List<Check> checks) throws SQLException {
        List<Check> together =
                checks.stream().filter(check -> check.offends() != null).toList();
        Map<Check, Long> rows = new HashMap<>();
        if (together.isEmpty()) {
            return rows;
        }
        String counts = IntStream.range(0, together.size())
                .mapToObj(i -> "count_if(offends_" + i + ")")
                .collect(Collectors.joining(", "));
        String conditions = IntStream.range(0, together.size())
                .mapToObj(i -> "(" + together.get(i).offends() + ") AS offends_" + i)
                .collect(Collectors.joining(", "));
        try (Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT " + counts + " FROM (SELECT " + conditions + " FROM " + name(table.name()) + ")")) {
            result.next();
            for (int i = 0; i < together.size(); i++) {
                rows.put(together.get(i), result.getLong(i + 1));
            }
            return rows;
        } catch (SQLException e) {
            throw new SQLException("the checks of " + table.name() + ": " + TableViews.firstLine(e), e);
        }
    }

    private long rows(Check check) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM (" + check.sql() + "\n)")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new SQLException("check " + check.id() + ": " + TableViews.firstLine(e), e);
        }
    }

    private CheckResult result(Schema.Table table, Check check, long rows) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<List<String>> sample = new ArrayList<>();
        if (rows > 0) {
            sample(check, columns, sample);
        }
        CheckResult.Status status = rows == 0
                ? CheckResult.Status.PASSED
                : check.severity() == ERROR ? CheckResult.Status.FAILED : CheckResult.Status.WARNED;
        return new CheckResult(
                check.id(), table.name(), check.severity(), status, rows, check.message(), columns, sample);
    }

    private void sample(Check check, List<String> columns, List<List<String>> sample) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT * FROM (" + check.sql() + "\n) ORDER BY ALL LIMIT " + SAMPLE)) {
            ResultSetMetaData meta = result.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i));
            }
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    String value = result.getString(i);
                    row.add(value == null ? "" : value);
                }
                sample.add(row);
            }
        }
    }

    /**
     * One check, ready to run.
     *
     * @param offends what a single row that breaks it meets; null where rows are looked at together
     */
    private record Check(
            String id,
            CheckResult.Severity severity,
            String sql,
            String message,
            @Nullable String offends) {}
}
