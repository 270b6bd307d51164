package org.wasl.warehouse.disclosure.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.SmallCells;

/**
 * A population cut along every line that any request draws: each request's cells are then unions of these pieces, however
 * its filter overlaps the others'.
 */
final class Atoms {
    private final List<Long> persons = new ArrayList<>();
    private final List<Map<List<String>, BitSet>> cells = new ArrayList<>();

    private Atoms(int requests) {
        for (int r = 0; r < requests; r++) {
            cells.add(new LinkedHashMap<>());
        }
    }

    static Atoms of(Connection connection, Population population, List<Request> requests) {
        Set<String> columns = new LinkedHashSet<>();
        requests.forEach(request -> columns.addAll(request.by()));
        List<String> names = List.copyOf(columns);
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int r = 0; r < requests.size(); r++) {
            sql.append("coalesce((")
                    .append(requests.get(r).filter())
                    .append("\n), false) AS in_")
                    .append(r)
                    .append(", ");
        }
        for (int c = 0; c < names.size(); c++) {
            sql.append("coalesce(CAST(")
                    .append('"')
                    .append(names.get(c).replace("\"", "\"\""))
                    .append("\" AS VARCHAR), 'unknown') AS by_")
                    .append(c)
                    .append(", ");
        }
        sql.append("CAST(")
                .append(population.persons())
                .append(" AS BIGINT) AS persons FROM ")
                .append(population.relation())
                .append(" GROUP BY ALL ORDER BY ALL");
        Atoms atoms = new Atoms(requests.size());
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.toString())) {
            while (result.next()) {
                atoms.add(result, requests, names);
            }
        } catch (SQLException e) {
            throw new ProtectionException(
                    "what left before cannot be compared with this request: " + e.getMessage(), e);
        }
        return atoms;
    }

    private void add(ResultSet result, List<Request> requests, List<String> names) throws SQLException {
        long count = result.getLong("persons");
        if (count == 0) {
            return;
        }
        int number = persons.size();
        persons.add(count);
        for (int r = 0; r < requests.size(); r++) {
            if (result.getBoolean("in_" + r)) {
                List<String> key = new ArrayList<>();
                for (String column : requests.get(r).by()) {
                    key.add(result.getString("by_" + names.indexOf(column)));
                }
                cells.get(r).computeIfAbsent(key, any -> new BitSet()).set(number);
            }
        }
    }

    int size() {
        return persons.size();
    }

    long persons(int atom) {
        return persons.get(atom);
    }

    long persons(BitSet atoms) {
        return atoms.stream().mapToLong(persons::get).sum();
    }

    /** The cells of a request that are printed, each with its pieces. */
    Map<List<String>, BitSet> printed(int request, SmallCells door) {
        Map<List<String>, BitSet> all = cells.get(request);
        List<SmallCells.Cell> counts = new ArrayList<>();
        all.forEach((key, atoms) -> counts.add(new SmallCells.Cell(key, persons(atoms))));
        Set<List<String>> hidden = door.suppressed(counts);
        Map<List<String>, BitSet> printed = new LinkedHashMap<>(all);
        printed.keySet().removeAll(hidden);
        return printed;
    }
}
