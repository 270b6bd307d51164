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
import org.jspecify.annotations.Nullable;
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
     * @param repeated persons who have several records in the file, here or elsewhere; the other records are each of another
     * @param others the records of these others
     * @param sensitive of each sensitive column, the values that occur; an empty one is none, for it hides nobody among others
     */
    record Combination(long records, long others, Set<String> repeated, List<Set<String>> sensitive) {
        Combination and(Combination other) {
            List<Set<String>> both = new ArrayList<>();
            for (int i = 0; i < sensitive.size(); i++) {
                both.add(union(sensitive.get(i), other.sensitive.get(i)));
            }
            return new Combination(
                    records + other.records, others + other.others, union(repeated, other.repeated), both);
        }

        private static Set<String> union(Set<String> one, Set<String> other) {
            Set<String> both = new LinkedHashSet<>(one);
            both.addAll(other);
            return both;
        }

        /** Two records of one person hide nobody among others. */
        boolean isSafe(int k, int l) {
            return others + repeated.size() >= k
                    && sensitive.stream().allMatch(values -> values.isEmpty() || values.size() >= l);
        }
    }

    /**
     * Reads a relation.
     *
     * @param id the column that tells whose a record is; null: each is of another person
     */
    static Records of(
            Connection connection, String relation, List<String> keys, List<String> sensitive, @Nullable String id)
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
        select.add("coalesce(list(DISTINCT wasl_whose) FILTER (wasl_times > 1), [])");
        select.add("count(*) FILTER (wasl_times = 1 OR wasl_whose IS NULL)");
        sensitive.forEach(column -> select.add("coalesce(list(DISTINCT CAST(" + name(column) + " AS VARCHAR)) FILTER ("
                + name(column) + " IS NOT NULL), [])"));
        Map<List<String>, Combination> combinations = new LinkedHashMap<>();
        String whose = id == null ? "NULL" : "CAST(" + name(id) + " AS VARCHAR)";
        String sql = "SELECT " + String.join(", ", select) + " FROM (SELECT *, " + whose
                + " AS wasl_whose, count(*) OVER (PARTITION BY " + whose + ") AS wasl_times FROM " + relation
                + ") GROUP BY "
                + String.join(", ", parts) + " ORDER BY " + String.join(", ", parts);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 1; i <= keys.size(); i++) {
                    key.add(result.getString(i));
                }
                int counts = keys.size() + 1;
                List<Set<String>> values = new ArrayList<>();
                for (int i = 0; i < sensitive.size(); i++) {
                    values.add(set(result, counts + 3 + i));
                }
                combinations.put(
                        key,
                        new Combination(
                                result.getLong(counts), result.getLong(counts + 2), set(result, counts + 1), values));
            }
        }
        if (combinations.isEmpty()) {
            throw new ProtectionException("the file has no rows");
        }
        return new Records(List.copyOf(keys), combinations);
    }

    private static Set<String> set(ResultSet result, int column) throws SQLException {
        Set<String> set = new LinkedHashSet<>();
        for (Object element : (Object[]) result.getArray(column).getArray()) {
            if (element != null) {
                set.add(String.valueOf(element));
            }
        }
        return set;
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
