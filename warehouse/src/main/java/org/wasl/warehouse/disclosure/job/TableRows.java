package org.wasl.warehouse.disclosure.job;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;
import org.wasl.warehouse.disclosure.table.Hierarchy;
import org.wasl.warehouse.disclosure.table.Table;
import org.wasl.warehouse.yaml.Nearest;

/** Adds the rows of a relation up to tables with all margins, in the database. */
final class TableRows {
    private static final String MISSING = "unknown";

    private final Connection connection;
    private final String relation;
    private final TableRules rules;
    private final String secret;
    private final List<String> columns;

    /**
     * @param secret record keys are drawn with it; empty: there are none
     */
    TableRows(Connection connection, String relation, TableRules rules, String secret) throws SQLException {
        this.secret = secret;
        this.connection = connection;
        this.relation = relation;
        this.rules = rules;
        this.columns = columns();
    }

    CellSystem system() throws SQLException {
        for (TableRules.Codes codes : rules.dimensions().values()) {
            codes.levels().forEach(this::known);
        }
        checkValues();
        Map<String, Dimension> dimensions = new LinkedHashMap<>();
        Map<String, List<List<String>>> leaves = new HashMap<>();
        for (List<String> table : rules.tables()) {
            for (String name : table) {
                if (!dimensions.containsKey(name)) {
                    Closure closure = closure(name);
                    dimensions.put(name, new Dimension(name, closure.hierarchy()));
                    leaves.put(name, closure.pairs());
                }
            }
        }
        List<Table> tables = new ArrayList<>();
        for (List<String> table : rules.tables()) {
            tables.add(table(table, dimensions, leaves));
        }
        return CellSystem.of(tables);
    }

    private List<String> columns() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + relation + " LIMIT 0")) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                names.add(result.getMetaData().getColumnLabel(i));
            }
            return names;
        }
    }

    private void known(String column) {
        if (!columns.contains(column)) {
            throw new ProtectionException("there is no column \"" + column + "\"; nearest: "
                    + Nearest.one(column, columns) + "; the columns are " + String.join(", ", columns));
        }
    }

    private void checkValues() throws SQLException {
        if (rules.contributor() != null) {
            known(rules.contributor());
        }
        String value = rules.value();
        if (value == null) {
            return;
        }
        known(value);
        String number = "TRY_CAST(" + name(value) + " AS DOUBLE)";
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT row, CAST(text AS VARCHAR) FROM (SELECT row_number() OVER ()"
                                + " AS row, " + name(value) + " AS text, " + number + " AS number FROM " + relation
                                + ") WHERE text IS NOT NULL AND (number IS NULL OR NOT isfinite(number)) LIMIT 1")) {
            if (result.next()) {
                throw new ProtectionException("row " + result.getLong(1) + " has \"" + result.getString(2) + "\" in "
                        + value + ", which is no number that can be added");
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT count(" + name(value) + "), count(*) FROM " + relation)) {
            result.next();
            if (result.getLong(1) == 0 && result.getLong(2) > 0) {
                throw new ProtectionException(
                        "the column " + value + " is empty in every row: there is nothing to add");
            }
        }
    }

    /**
     * A dimension's tree, and every code that a finest one counts in.
     *
     * @param pairs finest code as the rows have it, and code
     */
    private record Closure(Hierarchy hierarchy, List<List<String>> pairs) {}

    private Closure closure(String dimension) throws SQLException {
        TableRules.Codes codes = codes(dimension);
        List<List<String>> ways = distinct(codes.levels());
        Map<String, Set<String>> children = new LinkedHashMap<>();
        Map<String, String> finest = new LinkedHashMap<>();
        if (codes.tree().isEmpty()) {
            boolean[] qualified = ambiguous(ways, codes.total());
            for (List<String> way : ways) {
                String above = codes.total();
                for (int level = 0; level < way.size(); level++) {
                    String code = qualified[level] ? String.join("/", way.subList(0, level + 1)) : way.get(level);
                    children.computeIfAbsent(above, c -> new LinkedHashSet<>()).add(code);
                    above = code;
                }
                finest.put(String.join("\u0001", way), above);
            }
        } else {
            codes.tree().forEach((code, below) -> children.put(code, new LinkedHashSet<>(below)));
            Set<String> below = new HashSet<>();
            codes.tree().values().forEach(below::addAll);
            Set<String> tops = new LinkedHashSet<>(codes.tree().keySet());
            tops.removeAll(below);
            tops.remove(codes.total());
            children.computeIfAbsent(codes.total(), c -> new LinkedHashSet<>()).addAll(tops);
            for (List<String> way : ways) {
                String code = way.get(0);
                if (!below.contains(code)) {
                    throw new ProtectionException("the column " + codes.levels().get(0) + " holds \"" + code
                            + "\", which has no place in the tree of " + dimension);
                }
                finest.put(code, code);
            }
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        children.forEach((code, below) -> lists.put(code, List.copyOf(below)));
        Hierarchy hierarchy = new Hierarchy(codes.total(), lists);
        List<List<String>> pairs = new ArrayList<>();
        finest.forEach((row, leaf) -> hierarchy.upwards(leaf).forEach(code -> pairs.add(List.of(row, code))));
        return new Closure(hierarchy, pairs);
    }

    private TableRules.Codes codes(String dimension) {
        TableRules.Codes codes = rules.dimensions().get(dimension);
        if (codes == null) {
            throw new IllegalStateException("no dimension " + dimension);
        }
        return codes;
    }

    /** Levels whose codes stand below several others, or are also codes of another level. */
    private static boolean[] ambiguous(List<List<String>> ways, String total) {
        int levels = ways.isEmpty() ? 0 : ways.get(0).size();
        boolean[] ambiguous = new boolean[levels];
        for (int level = 0; level < levels; level++) {
            Map<String, String> parents = new HashMap<>();
            for (List<String> way : ways) {
                String parent = String.join("\u0001", way.subList(0, level));
                String other = parents.putIfAbsent(way.get(level), parent);
                boolean above = way.subList(0, level).contains(way.get(level))
                        || way.get(level).equals(total);
                ambiguous[level] |= above || (other != null && !other.equals(parent));
            }
        }
        return ambiguous;
    }

    private List<List<String>> distinct(List<String> levels) throws SQLException {
        String list = levels.stream().map(TableRows::text).collect(Collectors.joining(", "));
        List<List<String>> ways = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT DISTINCT " + list + " FROM " + relation + " ORDER BY ALL")) {
            while (result.next()) {
                List<String> way = new ArrayList<>();
                for (int i = 1; i <= levels.size(); i++) {
                    way.add(result.getString(i));
                }
                ways.add(way);
            }
        }
        if (ways.isEmpty()) {
            throw new ProtectionException("the file has no rows");
        }
        return ways;
    }

    private Table table(List<String> names, Map<String, Dimension> dimensions, Map<String, List<List<String>>> leaves)
            throws SQLException {
        List<Dimension> own = new ArrayList<>();
        StringBuilder with = new StringBuilder();
        StringBuilder joins = new StringBuilder();
        List<String> keys = new ArrayList<>();
        List<String> rowKeys = new ArrayList<>();
        for (int d = 0; d < names.size(); d++) {
            Dimension dimension = dimensions.get(names.get(d));
            List<List<String>> pairs = leaves.getOrDefault(names.get(d), List.of());
            if (dimension == null) {
                throw new IllegalStateException("no dimension " + names.get(d));
            }
            own.add(dimension);
            with.append(", way_").append(d).append(" (finest, code) AS (VALUES ");
            with.append(pairs.stream()
                    .map(pair -> "(" + quoted(pair.get(0)) + ", " + quoted(pair.get(1)) + ")")
                    .collect(Collectors.joining(", ")));
            with.append(")");
            joins.append(" JOIN way_" + d + " ON way_" + d + ".finest = given.d" + d);
            keys.add("way_" + d + ".code AS k" + d);
            rowKeys.add(codes(names.get(d)).levels().stream()
                            .map(TableRows::text)
                            .collect(Collectors.joining(" || chr(1) || "))
                    + " AS d" + d);
        }
        String value = rules.value() == null ? "1" : "TRY_CAST(" + name(rules.value()) + " AS DOUBLE)";
        String contributor = rules.contributor() == null
                ? "CAST(row_number() OVER () AS VARCHAR)"
                : "CAST(" + name(rules.contributor()) + " AS VARCHAR)";
        String k = keyNames(names.size(), "k");
        String key =
                secret.isEmpty() ? "0" : "('0x' || substr(sha256(" + quoted(secret) + " || whose), 1, 8))::UINTEGER";
        Double top = rules.topCode();
        String most = top == null
                ? ""
                : ", most AS (SELECT quantile_cont(amount, " + top + ") AS amount FROM (SELECT sum(amount) AS amount"
                        + " FROM given GROUP BY whose))";
        String amount = top == null ? "amount" : "least(amount, (SELECT amount FROM most))";
        String sql = "WITH given AS (SELECT " + String.join(", ", rowKeys) + ", " + contributor + " AS whose, " + value
                + " AS amount FROM " + relation + (rules.value() == null ? "" : " WHERE " + value + " IS NOT NULL")
                + ")"
                + most + with + ", share AS (SELECT " + String.join(", ", keys)
                + ", whose, CAST(sum(" + amount + ") AS DOUBLE) AS amount, count(*) AS n FROM given" + joins
                + " GROUP BY ALL) SELECT " + k
                + ", sum(amount ORDER BY whose), CAST(sum(n) AS BIGINT), count(*), max(abs(amount), " + rules.largest()
                + "), CAST(sum(" + key + ") % 4294967296 AS BIGINT) FROM share GROUP BY " + k + " ORDER BY ALL";
        Map<List<String>, Cell> cells = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                Cell cell = cell(result, names.size());
                cells.put(cell.key(), cell);
            }
        }
        return new Table(own, cells);
    }

    private static String keyNames(int width, String letter) {
        List<String> names = new ArrayList<>();
        for (int d = 0; d < width; d++) {
            names.add(letter + d);
        }
        return String.join(", ", names);
    }

    private static Cell cell(ResultSet result, int width) throws SQLException {
        List<String> key = new ArrayList<>();
        for (int d = 1; d <= width; d++) {
            key.add(result.getString(d));
        }
        List<Double> largest = new ArrayList<>();
        Array array = result.getArray(width + 4);
        for (Object element : (Object[]) array.getArray()) {
            largest.add(((Number) element).doubleValue());
        }
        return new Cell(
                key,
                result.getDouble(width + 1),
                result.getLong(width + 2),
                result.getLong(width + 3),
                largest,
                result.getLong(width + 5));
    }

    private static String text(String column) {
        return "coalesce(CAST(" + name(column) + " AS VARCHAR), " + quoted(MISSING) + ")";
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
