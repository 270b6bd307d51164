package org.wasl.warehouse.disclosure.job;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;
import org.wasl.warehouse.disclosure.table.Table;
import org.wasl.warehouse.survey.DataFile;
import org.wasl.warehouse.yaml.Nearest;

/** Adds the rows of a file up to tables with all margins, in the database. */
final class TableRows {
    /** Whole numbers up to this are told apart. */
    private static final double MOST = 9e15;

    private final Connection connection;
    private final String relation;
    private final TableRules rules;
    private final String secret;
    private final List<String> columns;

    /**
     * @param secret record keys are drawn with it; empty: there are none
     */
    TableRows(Connection connection, Path file, TableRules rules, String secret) throws SQLException {
        this.secret = secret;
        this.connection = connection;
        this.rules = rules;
        this.columns = columns(DataFile.relation(file));
        this.relation = DataFile.relation(file, codeColumns());
    }

    /** The columns that hold codes, all of them known to be there. */
    private List<String> codeColumns() {
        List<String> codes = new ArrayList<>();
        rules.dimensions().values().forEach(dimension -> codes.addAll(dimension.levels()));
        String contributor = rules.contributor();
        if (contributor != null) {
            codes.add(contributor);
        }
        codes.forEach(this::known);
        codes.remove(rules.value());
        return codes;
    }

    CellSystem system() throws SQLException {
        checkValues();
        Map<String, CodeTree> trees = new LinkedHashMap<>();
        for (List<String> table : rules.tables()) {
            for (String name : table) {
                if (!trees.containsKey(name)) {
                    trees.put(name, CodeTree.of(connection, relation, name, codes(name)));
                }
            }
        }
        execute("CREATE TEMP TABLE holding (key VARCHAR[], whose VARCHAR, amount DOUBLE, place BIGINT)");
        List<Table> tables = new ArrayList<>();
        for (List<String> names : rules.tables()) {
            tables.add(table(names, trees));
        }
        return CellSystem.of(tables).held(holdings());
    }

    private List<String> columns(String relation) throws SQLException {
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
        String contributor = rules.contributor();
        if (!secret.isEmpty() && contributor != null) {
            demandContributors(contributor);
        }
        String value = rules.value();
        if (value == null) {
            return;
        }
        known(value);
        String number = "TRY_CAST(" + name(value) + " AS DOUBLE)";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT row, CAST(text AS VARCHAR), number FROM (SELECT row_number() OVER ()"
                                + " AS row, " + name(value) + " AS text, " + number + " AS number FROM " + relation
                                + ") WHERE text IS NOT NULL AND (number IS NULL OR NOT isfinite(number) OR abs(number) > "
                                + MOST + ") LIMIT 1")) {
            if (result.next()) {
                boolean large = Double.isFinite(result.getDouble(3)) && result.getDouble(3) != 0;
                throw new ProtectionException("row " + result.getLong(1) + " has \"" + result.getString(2) + "\" in "
                        + value + ", which is "
                        + (large
                                ? "too large to be added exactly; give the amounts in thousands or millions"
                                : "no number that can be added"));
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

    /** Records of nobody would all have one key. */
    private void demandContributors(String contributor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT row FROM (SELECT row_number() OVER () AS row, "
                        + name(contributor) + " AS whose FROM " + relation + ") WHERE whose IS NULL LIMIT 1")) {
            if (result.next()) {
                throw new ProtectionException("row " + result.getLong(1) + " has no " + contributor
                        + ", from which its cell key is drawn; give every record one");
            }
        }
    }

    private TableRules.Codes codes(String dimension) {
        TableRules.Codes codes = rules.dimensions().get(dimension);
        if (codes == null) {
            throw new IllegalStateException("no dimension " + dimension);
        }
        return codes;
    }

    private Table table(List<String> names, Map<String, CodeTree> trees) throws SQLException {
        share(names, trees);
        hold(names, trees);
        String keys = keyNames(names.size());
        String key =
                secret.isEmpty() ? "0" : "('0x' || substr(sha256(" + quoted(secret) + " || whose), 1, 8))::UINTEGER";
        Map<List<String>, Cell> cells = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + keys
                        + ", sum(amount ORDER BY whose), CAST(sum(n) AS BIGINT), count(*), max(abs(amount), "
                        + rules.largest() + "), CAST(sum(" + key + ") % 4294967296 AS BIGINT) FROM share GROUP BY "
                        + keys + " ORDER BY ALL")) {
            while (result.next()) {
                Cell cell = cell(result, names.size());
                cells.put(cell.key(), cell);
            }
        }
        List<Dimension> dimensions = names.stream()
                .map(name -> new Dimension(
                        name, Objects.requireNonNull(trees.get(name)).hierarchy()))
                .toList();
        return new Table(dimensions, cells);
    }

    /** What every contributor gave to every cell of a table. */
    private void share(List<String> names, Map<String, CodeTree> trees) throws SQLException {
        StringBuilder with = new StringBuilder();
        StringBuilder joins = new StringBuilder();
        List<String> keys = new ArrayList<>();
        List<String> rowKeys = new ArrayList<>();
        List<String> leaves = new ArrayList<>();
        for (int d = 0; d < names.size(); d++) {
            CodeTree tree = Objects.requireNonNull(trees.get(names.get(d)));
            with.append(", way_").append(d).append(" (finest, code, leaf) AS (VALUES ");
            with.append(tree.pairs().stream()
                    .map(pair -> "(" + quoted(pair.get(0)) + ", " + quoted(pair.get(1)) + ", "
                            + tree.hierarchy().below(pair.get(1)).isEmpty() + ")")
                    .collect(Collectors.joining(", ")));
            with.append(")");
            joins.append(" JOIN way_" + d + " ON way_" + d + ".finest = given.d" + d);
            keys.add("way_" + d + ".code AS k" + d);
            leaves.add("way_" + d + ".leaf");
            rowKeys.add(codes(names.get(d)).levels().stream()
                            .map(CodeTree::text)
                            .collect(Collectors.joining(" || chr(1) || "))
                    + " AS d" + d);
        }
        String value = rules.value() == null ? "1" : "TRY_CAST(" + name(rules.value()) + " AS DOUBLE)";
        String contributor = rules.contributor() == null
                ? "CAST(row_number() OVER () AS VARCHAR)"
                : "CAST(" + name(rules.contributor()) + " AS VARCHAR)";
        execute("CREATE OR REPLACE TEMP TABLE share AS WITH all_given AS (SELECT " + String.join(", ", rowKeys) + ", "
                + contributor + " AS whose, " + value + " AS amount FROM " + relation
                + (rules.value() == null ? "" : " WHERE " + value + " IS NOT NULL") + ")"
                + given() + with + " SELECT " + String.join(", ", keys)
                + ", whose, " + String.join(" AND ", leaves)
                + " AS leaf, CAST(sum(amount) AS DOUBLE) AS amount, count(*) AS n FROM given" + joins
                + " GROUP BY ALL");
    }

    /** What is added: all of it, or what the top code leaves of each contributor, from whose records it takes alike. */
    private String given() {
        Double top = rules.topCode();
        return top == null
                ? ", given AS (SELECT * FROM all_given)"
                : ", whole AS (SELECT whose, sum(amount) AS amount FROM all_given GROUP BY whose)"
                        + ", most AS (SELECT quantile_cont(amount, " + top + ") AS amount FROM whole)"
                        + ", given AS (SELECT all_given.* REPLACE (all_given.amount * CASE WHEN whole.amount >"
                        + " greatest(most.amount, 0) THEN greatest(most.amount, 0) / whole.amount ELSE 1 END AS amount)"
                        + " FROM all_given JOIN whole ON whole.whose IS NOT DISTINCT FROM all_given.whose, most)";
    }

    /** Keeps what is in a table's finest cells, its keys widened to all dimensions. */
    private void hold(List<String> names, Map<String, CodeTree> trees) throws SQLException {
        String wide = trees.keySet().stream()
                .map(name -> names.contains(name)
                        ? "k" + names.indexOf(name)
                        : quoted(codes(name).total()))
                .collect(Collectors.joining(", ", "[", "]"));
        execute("INSERT INTO holding SELECT " + wide + ", whose, amount, row_number() OVER (PARTITION BY "
                + keyNames(names.size()) + " ORDER BY abs(amount) DESC, whose) FROM share WHERE leaf");
    }

    /**
     * What those who gave most to some finest cell gave to all of them, where these are several: they know more of a
     * table than one of its cells.
     */
    private List<Map<List<String>, Double>> holdings() throws SQLException {
        Map<String, Map<List<String>, Double>> holdings = new LinkedHashMap<>();
        if (rules.contributor() == null
                && (!rules.magnitudes() || rules.tables().size() < 2)) {
            return List.of();
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT whose, key, amount FROM holding WHERE whose IN"
                        + " (SELECT whose FROM holding GROUP BY whose HAVING count(DISTINCT key) > 1 AND min(place) = 1)"
                        + " ORDER BY ALL")) {
            while (result.next()) {
                List<String> key = new ArrayList<>();
                for (Object code : (Object[]) result.getArray(2).getArray()) {
                    key.add(String.valueOf(code));
                }
                holdings.computeIfAbsent(result.getString(1), whose -> new LinkedHashMap<>())
                        .put(key, result.getDouble(3));
            }
        }
        return List.copyOf(holdings.values());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String keyNames(int width) {
        return IntStream.range(0, width).mapToObj(d -> "k" + d).collect(Collectors.joining(", "));
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

    static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
