package org.wasl.warehouse.release;

import static org.wasl.warehouse.release.TableViews.name;
import static org.wasl.warehouse.release.TableViews.text;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the tables of two releases row by row, matched by primary key. */
final class RowDiff {
    /** Where a row was read from says nothing of what it says. */
    private static final Set<String> PROVENANCE = Set.of("delivery_id", "source_file", "source_line");

    private final Limits limits;

    RowDiff(Limits limits) {
        this.limits = limits;
    }

    List<TableDiff> between(Release before, Release after) {
        Schema old = before.schema();
        Schema now = after.schema();
        Set<String> names = new TreeSet<>();
        old.tables().forEach(t -> names.add(t.name()));
        now.tables().forEach(t -> names.add(t.name()));
        List<TableDiff> diffs = new ArrayList<>();
        try (Connection session = TableViews.connect(limits);
                Statement statement = session.createStatement()) {
            statement.execute("CREATE SCHEMA before");
            statement.execute("CREATE SCHEMA after");
            for (String table : names) {
                diffs.add(compare(statement, before, after, old.table(table), now.table(table), table));
            }
        } catch (SQLException | IOException e) {
            throw new ReleaseException.Unreadable(
                    before.id() + " and " + after.id() + " cannot be compared: " + TableViews.firstLine(e)
                            + ". Run `wasl verify`.",
                    e);
        }
        return diffs;
    }

    private static TableDiff compare(
            Statement statement,
            Release before,
            Release after,
            Optional<Schema.Table> old,
            Optional<Schema.Table> now,
            String table)
            throws SQLException, IOException {
        long rowsBefore = old.isPresent() ? count(statement, before, old.get(), "before.") : 0;
        long rowsAfter = now.isPresent() ? count(statement, after, now.get(), "after.") : 0;
        if (old.isEmpty() || now.isEmpty()) {
            return new TableDiff(table, rowsBefore, rowsAfter, rowsAfter, rowsBefore, 0);
        }
        List<String> key = now.get().primaryKey();
        String values = values(old.get(), now.get(), key);
        String keys = key.stream().map(TableViews::name).collect(Collectors.joining(", "));
        String sql = "WITH b AS (SELECT " + keys + ", hash(" + values + ") AS row_hash FROM before." + name(table)
                + "), a AS (SELECT " + keys + ", hash(" + values + ") AS row_hash FROM after." + name(table)
                + ") SELECT count(*) FILTER (WHERE b.row_hash IS NULL), count(*) FILTER (WHERE a.row_hash IS NULL),"
                + " count(*) FILTER (WHERE a.row_hash <> b.row_hash) FROM a FULL JOIN b ON "
                + key.stream()
                        .map(k -> "a." + name(k) + " IS NOT DISTINCT FROM b." + name(k))
                        .collect(Collectors.joining(" AND "));
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return new TableDiff(table, rowsBefore, rowsAfter, result.getLong(1), result.getLong(2), result.getLong(3));
        }
    }

    /** The columns both have; one that only one release knows would make every row a changed one. */
    private static String values(Schema.Table old, Schema.Table now, List<String> key) {
        Set<String> known = old.columns().stream().map(Schema.Column::name).collect(Collectors.toSet());
        String columns = now.columns().stream()
                .map(Schema.Column::name)
                .filter(c -> known.contains(c) && !key.contains(c) && !PROVENANCE.contains(c))
                .map(TableViews::name)
                .collect(Collectors.joining(", "));
        return columns.isEmpty() ? text("") : columns;
    }

    private static long count(Statement statement, Release release, Schema.Table table, String schema)
            throws SQLException, IOException {
        statement.execute(TableViews.view(release.directory(), table, schema));
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + schema + name(table.name()))) {
            result.next();
            return result.getLong(1);
        }
    }
}
