package org.wasl.warehouse.disclosure.job;

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
import org.wasl.warehouse.disclosure.table.Hierarchy;

/**
 * A dimension's tree as the rows and the rules have it.
 *
 * @param pairs finest code as the rows have it, and every code that it counts in
 */
record CodeTree(Hierarchy hierarchy, List<List<String>> pairs) {
    private static final String MISSING = "unknown";

    CodeTree {
        pairs = List.copyOf(pairs);
    }

    /** The codes of a dimension of a relation. */
    static CodeTree of(Connection connection, String relation, String dimension, TableRules.Codes codes)
            throws SQLException {
        List<List<String>> ways = distinct(connection, relation, codes.levels());
        demandNoTotal(dimension, codes, ways);
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
        return new CodeTree(hierarchy, pairs);
    }

    private static void demandNoTotal(String dimension, TableRules.Codes codes, List<List<String>> ways) {
        for (List<String> way : ways) {
            if (way.get(0).equals(codes.total())) {
                throw new ProtectionException("the column " + codes.levels().get(0) + " holds \"" + codes.total()
                        + "\", which is the code of the total of " + dimension
                        + "; name the total otherwise in the rules: dimensions: {" + dimension
                        + ": {total: all of them}}");
            }
        }
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

    private static List<List<String>> distinct(Connection connection, String relation, List<String> levels)
            throws SQLException {
        String list = levels.stream().map(CodeTree::text).collect(Collectors.joining(", "));
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

    /** A column as text; an empty one has a code of its own. */
    static String text(String column) {
        return "coalesce(CAST(" + TableRows.name(column) + " AS VARCHAR), " + TableRows.quoted(MISSING) + ")";
    }
}
