package org.wasl.transform.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The checks that follow from a declaration alone: key, not null, accepted values, range, reference. */
final class GeneratedChecks {
    private GeneratedChecks() {}

    static List<Check> of(String table, List<String> primaryKey, List<Column> columns) {
        List<Check> checks = new ArrayList<>();
        checks.add(uniqueKey(table, primaryKey));
        String key = primaryKey.stream().map(GeneratedChecks::quote).collect(Collectors.joining(", "));
        for (Column column : columns) {
            String name = quote(column.name());
            String select = "SELECT " + (primaryKey.contains(column.name()) ? key : key + ", " + name) + " FROM "
                    + quote(table) + " AS t WHERE ";
            String id = table + "_" + column.name();
            if (!column.nullable()) {
                checks.add(
                        error(id + "_not_null", select + name + " IS NULL", table + "." + column.name() + " is empty"));
            }
            if (column.codes() != null) {
                checks.add(error(
                        id + "_code",
                        select + name + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM code c WHERE c.code_list = "
                                + literal(column.codes()) + " AND c.code = t." + name + ")",
                        table + "." + column.name() + " holds a code that is not in the list " + column.codes()));
            }
            if (!column.values().isEmpty()) {
                checks.add(error(
                        id + "_value",
                        select + name + " NOT IN ("
                                + column.values().stream()
                                        .map(GeneratedChecks::literal)
                                        .collect(Collectors.joining(", "))
                                + ")",
                        table + "." + column.name() + " holds a value other than "
                                + String.join(", ", column.values())));
            }
            Column.Range range = column.range();
            if (range != null) {
                checks.add(error(
                        id + "_range",
                        select + outside(name, range),
                        table + "." + column.name() + " is outside its range"));
            }
            String references = column.references();
            if (references != null) {
                int dot = references.indexOf('.');
                checks.add(error(
                        id + "_reference",
                        select + name + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
                                + quote(references.substring(0, dot)) + " r WHERE r."
                                + quote(references.substring(dot + 1)) + " = t." + name + ")",
                        table + "." + column.name() + " points to nothing in " + references));
            }
        }
        return checks;
    }

    private static Check uniqueKey(String table, List<String> primaryKey) {
        String key = primaryKey.stream().map(GeneratedChecks::quote).collect(Collectors.joining(", "));
        return error(
                table + "_primary_key",
                "SELECT " + key + ", count(*) AS copies FROM " + quote(table) + " GROUP BY " + key
                        + " HAVING count(*) > 1",
                table + " holds a key more than once");
    }

    private static String outside(String name, Column.Range range) {
        List<String> parts = new ArrayList<>();
        if (range.from() != null) {
            parts.add(name + " < " + range.from());
        }
        if (range.to() != null) {
            parts.add(name + " > " + range.to());
        }
        return "(" + String.join(" OR ", parts) + ")";
    }

    private static Check error(String id, String sql, String message) {
        return new Check(id, "error", sql, message);
    }

    private static String quote(String name) {
        return "\"" + name + "\"";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
