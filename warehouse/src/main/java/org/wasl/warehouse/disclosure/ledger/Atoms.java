package org.wasl.warehouse.disclosure.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.SmallCells;

/**
 * A population cut along every line that any request draws: each request's cells are then unions of these pieces, however
 * its filter overlaps the others'. A person with several rows, who may stand in several cells of one request, belongs to
 * the piece of all who stand in just the same cells.
 */
final class Atoms {
    private static final Pattern DISTINCT = Pattern.compile("(?is)\\s*count\\s*\\(\\s*DISTINCT\\s+(.+)\\)\\s*");
    private static final char BETWEEN = '\u0001';

    private final List<Long> persons = new ArrayList<>();
    private final List<Map<List<String>, BitSet>> cells = new ArrayList<>();

    private final List<Request> requests;

    private Atoms(List<Request> requests) {
        this.requests = List.copyOf(requests);
        requests.forEach(request -> cells.add(new LinkedHashMap<>()));
    }

    static Atoms of(Connection connection, Population population, List<Request> requests) {
        Matcher distinct = DISTINCT.matcher(population.persons());
        String sql =
                distinct.matches() ? byPerson(population, requests, distinct.group(1)) : byRow(population, requests);
        Atoms atoms = new Atoms(requests);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                atoms.add(result);
            }
        } catch (SQLException e) {
            throw new ProtectionException(
                    "what left before cannot be compared with this request: " + e.getMessage(), e);
        }
        return atoms;
    }

    /** Every row stands in one cell of a request, or in none. */
    private static String byRow(Population population, List<Request> requests) {
        return "SELECT " + select(requests, r -> "[" + cell(requests.get(r)) + "]") + "coalesce(CAST("
                + population.persons() + " AS BIGINT), 0) AS persons FROM " + population.relation()
                + " GROUP BY ALL ORDER BY ALL";
    }

    /** Every person stands in the cells of its rows. */
    private static String byPerson(Population population, List<Request> requests, String person) {
        String time = population.time() == null ? "" : ", " + name(population.time());
        String rows = "SELECT " + select(requests, r -> cell(requests.get(r))) + person + " AS person_" + time
                + " FROM " + population.relation();
        return "SELECT " + select(requests, r -> "cells_" + r) + "count(*) AS persons FROM (SELECT "
                + select(requests, r -> "list_sort(list(DISTINCT cells_" + r + "))") + "person_ FROM (" + rows
                + ") WHERE person_ IS NOT NULL GROUP BY person_" + time + ") GROUP BY ALL ORDER BY ALL";
    }

    private static String select(List<Request> requests, IntFunction<String> column) {
        return IntStream.range(0, requests.size())
                .mapToObj(r -> column.apply(r) + " AS cells_" + r + ", ")
                .collect(Collectors.joining());
    }

    /** The cell of a request that a row stands in, as one text; null where it stands in none. */
    private static String cell(Request request) {
        String key = request.by().isEmpty()
                ? "''"
                : request.by().stream()
                        .map(column -> "coalesce(CAST(" + name(column) + " AS VARCHAR), 'unknown')")
                        .collect(Collectors.joining(" || chr(1) || "));
        return "CASE WHEN (" + request.filter() + "\n) THEN " + key + " END";
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private void add(ResultSet result) throws SQLException {
        long count = result.getLong("persons");
        if (count == 0) {
            return;
        }
        int number = persons.size();
        persons.add(count);
        for (int r = 0; r < cells.size(); r++) {
            Array keys = result.getArray("cells_" + r);
            for (Object key : keys == null ? new Object[0] : (Object[]) keys.getArray()) {
                if (key != null) {
                    cells.get(r)
                            .computeIfAbsent(key(r, key.toString()), any -> new BitSet())
                            .set(number);
                }
            }
        }
    }

    private List<String> key(int request, String text) {
        return requests.get(request).by().isEmpty()
                ? List.of()
                : Arrays.asList(text.split(String.valueOf(BETWEEN), -1));
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

    /** Every cell of a request that holds somebody, with its pieces. */
    Map<List<String>, BitSet> cells(int request) {
        return new LinkedHashMap<>(cells.get(request));
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
