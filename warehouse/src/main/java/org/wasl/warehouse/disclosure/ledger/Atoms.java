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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                ResultSet result = statement.executeQuery(atoms.sql())) {
            while (result.next()) {
                atoms.add(result);
            }
        } catch (SQLException e) {
            throw new ProtectionException(
                    "what left before cannot be compared with this request: " + e.getMessage(), e);
        }
        return atoms;
    }

    /** Each unit with all the cells it stands in, of all tables; then the persons in units of the same cells. */
    private String sql() {
        Map<Population, List<Integer>> byPopulation = IntStream.range(0, tables.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        r -> tables.get(r).population(), LinkedHashMap::new, Collectors.toList()));
        if (tables.get(0).population().unit() == null) {
            String rows = byPopulation.entrySet().stream()
                    .map(one -> "SELECT list_filter([" + cellsOf(one.getValue())
                            + "], lambda c: c IS NOT NULL) AS cells, CAST(coalesce("
                            + one.getKey().persons() + ", 0) AS BIGINT) AS persons FROM "
                            + one.getKey().relation() + " GROUP BY ALL")
                    .collect(Collectors.joining(" UNION ALL "));
            return "SELECT array_to_string(cells, chr(3)) AS cells, CAST(sum(persons) AS BIGINT) AS persons FROM ("
                    + rows + ") WHERE len(cells) > 0 GROUP BY ALL ORDER BY ALL";
        }
        String rows = byPopulation.entrySet().stream()
                .map(one -> "SELECT CAST(" + one.getKey().unit() + " AS VARCHAR) AS unit_, concat_ws(chr(3), "
                        + cellsOf(one.getValue()) + ") AS cells_ FROM "
                        + one.getKey().relation())
                .collect(Collectors.joining(" UNION ALL "));
        return "SELECT cells, CAST(sum(persons_) AS BIGINT) AS persons FROM (SELECT unit_,"
                + " string_agg(DISTINCT cells_, chr(3) ORDER BY cells_) AS cells FROM (" + rows
                + ") WHERE unit_ IS NOT NULL AND cells_ <> '' GROUP BY unit_) JOIN (" + weights(byPopulation.keySet())
                + ") USING (unit_) GROUP BY cells ORDER BY cells";
    }

    /** How many persons each unit stands for. */
    private static String weights(Set<Population> populations) {
        String each = populations.stream()
                .map(one -> "SELECT CAST(" + one.unit() + " AS VARCHAR) AS unit_, CAST(coalesce("
                        + (one.ofPersons() ? "1" : one.persons()) + ", 0) AS BIGINT) AS persons_ FROM " + one.relation()
                        + " GROUP BY 1")
                .collect(Collectors.joining(" UNION ALL "));
        return "SELECT unit_, max(persons_) AS persons_ FROM (" + each + ") GROUP BY unit_";
    }

    private String cellsOf(List<Integer> ofThem) {
        return ofThem.stream().map(this::cell).collect(Collectors.joining(", "));
    }

    /** The cell of a table that a row stands in, as one text; null where it stands in none. */
    private String cell(int table) {
        Request request = tables.get(table).request();
        String key = request.by().isEmpty()
                ? "''"
                : request.by().stream()
                        .map(column -> "coalesce(CAST(" + name(column) + " AS VARCHAR), 'unknown')")
                        .collect(Collectors.joining(" || chr(1) || "));
        return "CASE WHEN (" + request.filter() + "\n) THEN '" + table + "' || chr(2) || " + key + " END";
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
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

    int size() {
        return persons.size();
    }

    long persons(int atom) {
        return persons.get(atom);
    }

    long persons(BitSet atoms) {
        return atoms.stream().mapToLong(persons::get).sum();
    }

    /** Whether fewer persons than that are in a set; most sets are known by their first pieces. */
    boolean areFewer(BitSet atoms, int minimum) {
        long sum = 0;
        for (int atom = atoms.nextSetBit(0); atom >= 0 && sum < minimum; atom = atoms.nextSetBit(atom + 1)) {
            sum += persons.get(atom);
        }
        return sum < minimum;
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
