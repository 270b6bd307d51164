package org.wasl.warehouse.disclosure.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.SmallCells;

/**
 * A universe of persons cut along every line that any table draws: each table's cells are then unions of these pieces,
 * however its condition or its population overlaps the others'. A person who stands in several cells of one table belongs
 * to the piece of all who stand in just the same cells.
 */
final class Atoms {
    private static final char BETWEEN = '\u0001';
    private static final char AFTER_TABLE = '\u0002';

    private final List<Long> persons = new ArrayList<>();
    private final List<Map<List<String>, BitSet>> cells = new ArrayList<>();

    private final Map<Set<String>, Integer> pieces = new HashMap<>();
    private final List<Table> tables;

    private Atoms(List<Table> tables) {
        this.tables = List.copyOf(tables);
        tables.forEach(table -> cells.add(new LinkedHashMap<>()));
    }

    /** Of tables of one universe. */
    static Atoms of(Connection connection, List<Table> tables) {
        Atoms atoms = new Atoms(tables);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(new AtomsQuery(atoms.tables).sql())) {
            while (result.next()) {
                atoms.add(result);
            }
        } catch (SQLException e) {
            throw new ProtectionException(
                    "what left before cannot be compared with this request: " + e.getMessage(), e);
        }
        return atoms;
    }

    private void add(ResultSet result) throws SQLException {
        long count = result.getLong("persons");
        if (count == 0) {
            return;
        }
        // Rows of other values may stand in the same cells.
        Set<String> standsIn =
                new TreeSet<>(Arrays.asList(result.getString("cells").split("\u0003", -1)));
        Integer before = pieces.putIfAbsent(standsIn, persons.size());
        if (before != null) {
            persons.set(before, persons.get(before) + count);
            return;
        }
        int number = persons.size();
        persons.add(count);
        for (String cell : standsIn) {
            int end = cell.indexOf(AFTER_TABLE);
            int table = Integer.parseInt(cell.substring(0, end));
            cells.get(table)
                    .computeIfAbsent(key(table, cell.substring(end + 1)), any -> new BitSet())
                    .set(number);
        }
    }

    private List<String> key(int table, String text) {
        return tables.get(table).request().by().isEmpty()
                ? List.of()
                : Arrays.asList(text.split(String.valueOf(BETWEEN), -1));
    }

    List<Table> tables() {
        return tables;
    }

    Pieces pieces() {
        return new Pieces(persons.stream().mapToLong(Long::longValue).toArray());
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

    /** Every cell of a table that holds somebody, with its pieces. */
    Map<List<String>, BitSet> cells(int table) {
        return new LinkedHashMap<>(cells.get(table));
    }

    /** The cells of a table that are printed by its own margins, each with its pieces. */
    Map<List<String>, BitSet> printed(int table, SmallCells door) {
        Map<List<String>, BitSet> all = cells.get(table);
        boolean timed = tables.get(table).population().time() != null;
        Map<String, List<SmallCells.Cell>> counts = new LinkedHashMap<>();
        all.forEach((key, atoms) -> counts.computeIfAbsent(timed ? key.get(0) : "", any -> new ArrayList<>())
                .add(new SmallCells.Cell(key, persons(atoms))));
        Map<List<String>, BitSet> printed = new LinkedHashMap<>(all);
        counts.values().forEach(table_ -> printed.keySet().removeAll(door.suppressed(table_)));
        return printed;
    }
}
