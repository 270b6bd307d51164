package org.wasl.warehouse.disclosure.microdata;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.yaml.Nearest;

/**
 * Records by what could give them away: every combination of key values that occurs, with how many share it and which
 * sensitive values they have.
 */
record Records(List<String> keys, Map<List<String>, Combination> combinations) {
    /** An empty value is a value: that somebody did not answer can be known. */
    static final String MISSING = "unknown";

    /**
     * Records alike in all keys.
     *
     * @param sensitive of each sensitive column, the values that occur; an empty one is none, for it hides nobody among others
     */
    record Combination(long records, List<Set<String>> sensitive) {
        Combination and(Combination other) {
            List<Set<String>> both = new ArrayList<>();
            for (int i = 0; i < sensitive.size(); i++) {
                Set<String> values = new LinkedHashSet<>(sensitive.get(i));
                values.addAll(other.sensitive.get(i));
                both.add(values);
            }
            return new Combination(records + other.records, both);
        }

        boolean isSafe(int k, int l) {
            return records >= k && sensitive.stream().allMatch(values -> values.isEmpty() || values.size() >= l);
        }
    }

    static Records of(Connection connection, String relation, List<String> keys, List<String> sensitive)
            throws SQLException {
        Set<String> columns = columns(connection, relation);
        for (String column : keys) {
            demand(column, columns);
        }
        for (String column : sensitive) {
            demand(column, columns);
        }
        List<String> parts = new ArrayList<>(keys.stream().map(Records::text).toList());
        List<String> select = new ArrayList<>(parts);
        select.add("count(*)");
        sensitive.forEach(column -> select.add("coalesce(list(DISTINCT CAST(" + name(column) + " AS VARCHAR)) FILTER ("
                + name(column) + " IS NOT NULL), [])"));
        Map<List<String>, Combination> combinations = new LinkedHashMap<>();
        String sql = "SELECT " + String.join(", ", select) + " FROM " + relation + " GROUP BY "
                + String.join(", ", parts) + " ORDER BY " + String.join(", ", parts);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 1; i <= keys.size(); i++) {
                    key.add(result.getString(i));
                }
                List<Set<String>> values = new ArrayList<>();
                for (int i = 0; i < sensitive.size(); i++) {
                    Set<String> set = new LinkedHashSet<>();
                    for (Object element :
                            (Object[]) result.getArray(keys.size() + 2 + i).getArray()) {
                        set.add(String.valueOf(element));
                    }
                    values.add(set);
                }
                combinations.put(key, new Combination(result.getLong(keys.size() + 1), values));
            }
        }
        if (combinations.isEmpty()) {
            throw new ProtectionException("the file has no rows");
        }
        return new Records(List.copyOf(keys), combinations);
    }

    static Set<String> columns(Connection connection, String relation) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + relation + " LIMIT 0")) {
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                names.add(result.getMetaData().getColumnLabel(i));
            }
        }
        return names;
    }

    static void demand(String column, Set<String> columns) {
        if (!columns.contains(column)) {
            throw new ProtectionException("there is no column \"" + column + "\"; nearest: "
                    + Nearest.one(column, columns) + "; the columns are "
                    + columns.stream().collect(Collectors.joining(", ")));
        }
    }

    /** Two records of one person hide nobody among others. */
    static void demandOneEach(Connection connection, String relation, String id) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT whose, min(row), max(row) FROM (SELECT row_number()"
                        + " OVER () AS row, CAST(" + name(id) + " AS VARCHAR) AS whose FROM " + relation
                        + ") WHERE whose IS NOT NULL GROUP BY whose HAVING count(*) > 1 ORDER BY min(row) LIMIT 1")) {
            if (result.next()) {
                throw new ProtectionException("the rows " + result.getLong(2) + " and " + result.getLong(3)
                        + " have the same " + id + ", \"" + result.getString(1)
                        + "\": the file must have one row a person");
            }
        }
    }

    static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    static String text(String column) {
        return "coalesce(CAST(" + name(column) + " AS VARCHAR), '" + MISSING + "')";
    }

    long size() {
        return combinations.values().stream().mapToLong(Combination::records).sum();
    }

    /** The values of a key that occur. */
    Set<String> values(int key) {
        Set<String> values = new LinkedHashSet<>();
        combinations.keySet().forEach(combination -> values.add(combination.get(key)));
        return values;
    }
}
