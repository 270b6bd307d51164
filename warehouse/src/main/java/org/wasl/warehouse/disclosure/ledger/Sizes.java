package org.wasl.warehouse.disclosure.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * How many respondents stand behind the estimates of each wave of a sample, and which of these numbers may not be printed beside them
 * because they have moved by a few since they left of another release, or would give such a number back. Small ones are
 * looked after where the estimates are.
 */
final class Sizes {
    private final Connection connection;
    private final String release;
    private final int minimum;
    private final Collection<Entry> earlier;

    Sizes(Connection connection, String release, int minimum, Collection<Entry> earlier) {
        this.connection = connection;
        this.release = release;
        this.minimum = minimum;
        this.earlier = earlier;
    }

    /**
     * What may be printed of a table.
     *
     * @param whole the table of the same sample that is split by wave only
     */
    UsualTables.Decision decide(Table table, Table whole) {
        Past wholes = new Past(whole, earlier, minimum);
        Past past = new Past(table, earlier, minimum);
        List<Entry.CellCount> shown = new ArrayList<>();
        List<Entry.CellCount> held = new ArrayList<>();
        Map<String, Map<List<String>, Long>> all = counted(whole);
        counted(table).forEach((wave, persons) -> {
            Map<List<String>, Long> undivided = all.getOrDefault(wave, Map.of());
            boolean total = moved(wholes, wave, undivided).isEmpty();
            Set<List<String>> hidden = new LinkedHashSet<>(moved(past, wave, persons));
            // A whole that is left out is the sum of its parts; one that is shown, less some parts, is the sum of the
            // others.
            while (total
                    ? past.tellsTogether(wholes, release, wave, persons, hidden)
                    : hidden.isEmpty() && !persons.containsKey(List.of())) {
                Optional<List<String>> next = smallest(persons, hidden);
                if (next.isEmpty()) {
                    break;
                }
                hidden.add(next.get());
            }
            persons.forEach((key, count) -> {
                List<String> cell = new ArrayList<>(key);
                cell.add(0, wave);
                (hidden.contains(key) ? held : shown).add(new Entry.CellCount(cell, count));
            });
        });
        return new UsualTables.Decision(table, shown, held);
    }

    private static Optional<List<String>> smallest(Map<List<String>, Long> persons, Set<List<String>> hidden) {
        return persons.keySet().stream()
                .filter(key -> !hidden.contains(key))
                .min(Comparator.comparingLong((List<String> key) -> persons.getOrDefault(key, 0L))
                        .thenComparing(key -> String.join("\u0000", key)));
    }

    private Set<List<String>> moved(Past past, String wave, Map<List<String>, Long> persons) {
        return persons.entrySet().stream()
                .filter(cell -> {
                    Past.Known known = past.known(release, wave, cell.getKey(), cell.getValue());
                    return known.moved() > 0 || known.unchanged();
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Persons by wave and by what splits it. */
    private Map<String, Map<List<String>, Long>> counted(Table table) {
        List<String> by = table.request().by();
        String columns = by.stream()
                .map(column -> "coalesce(CAST(\"" + column.replace("\"", "\"\"") + "\" AS VARCHAR), 'unknown')")
                .collect(Collectors.joining(", "));
        String sql = "SELECT CAST(" + table.population().persons() + " AS BIGINT), " + columns + " FROM "
                + table.population().relation() + " GROUP BY ALL ORDER BY ALL";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            Map<String, Map<List<String>, Long>> counted = new TreeMap<>();
            while (result.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 1; i < by.size(); i++) {
                    key.add(result.getString(2 + i));
                }
                counted.computeIfAbsent(result.getString(2), any -> new LinkedHashMap<>())
                        .put(key, result.getLong(1));
            }
            return counted;
        } catch (SQLException e) {
            throw new ProtectionException("the respondents cannot be counted: " + e.getMessage(), e);
        }
    }
}
