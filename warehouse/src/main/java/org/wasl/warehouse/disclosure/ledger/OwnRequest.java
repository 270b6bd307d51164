package org.wasl.warehouse.disclosure.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.disclosure.Thresholds;
import org.wasl.warehouse.query.SelectOnly;

/**
 * A table that somebody asks for, beside the usual ones and all that was asked before of the same persons. What would tell of
 * few is left out: cells that are small and those that protect them, cells that moved by a few since they left, and
 * while the attacker learns something by all that is shown, one more. A cell that holds just whom another holds by another
 * condition is left out as well, or else it would tell that nobody stands between them, where leaving it out told of somebody.
 */
final class OwnRequest {
    private static final double PROTECTION = 0.2;
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final Connection connection;
    private final String release;
    private final Table table;
    private final Thresholds thresholds;
    private final List<Table> tables;
    private final Atoms atoms;

    /**
     * @param others the usual tables of the universe, and what left before
     */
    OwnRequest(Connection connection, String release, Collection<Table> others, Table table, Thresholds thresholds) {
        this.connection = connection;
        this.release = release;
        this.table = table;
        this.thresholds = thresholds;
        Set<Table> all = new LinkedHashSet<>(others);
        all.remove(table);
        this.tables = new ArrayList<>(all);
        this.tables.add(table);
        this.atoms = atoms();
    }

    /** What is wrong with the request is said; that it fails on some row would tell of that row. */
    private Atoms atoms() {
        try (PreparedStatement bound = connection.prepareStatement("SELECT 1 FROM "
                + table.population().relation() + " WHERE (" + table.request().filter() + "\n)")) {
            bound.clearParameters();
        } catch (SQLException e) {
            throw new ProtectionException("the condition cannot be read: " + firstLine(e), e);
        }
        demandTheSameForEver();
        try {
            return Atoms.of(connection, tables);
        } catch (ProtectionException onSomeRow) {
            throw refused();
        }
    }

    /** Whom a condition is about is asked anew for the answer and with every later request. */
    private void demandTheSameForEver() {
        Set<String> functions = new LinkedHashSet<>();
        collect(
                new SelectOnly(connection)
                        .demand("SELECT 1 WHERE (" + table.request().filter() + "\n)"),
                functions);
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM duckdb_functions() WHERE function_name = ? AND stability <> 'CONSISTENT' LIMIT 1")) {
            for (String function : functions) {
                statement.setString(1, function);
                try (ResultSet result = statement.executeQuery()) {
                    if (result.next()) {
                        throw new ProtectionException("the condition cannot be published: " + function
                                + " is not the same each time; name the persons by columns and values");
                    }
                }
            }
        } catch (SQLException e) {
            throw new ProtectionException("the condition cannot be read: " + firstLine(e), e);
        }
    }

    private static void collect(JsonNode part, Set<String> functions) {
        JsonNode function = part.path("function_name");
        if (function.isTextual()) {
            functions.add(function.asText().toLowerCase(Locale.ROOT));
        }
        // A sample of a subquery is another each time.
        if (part.path("sample").isObject()) {
            functions.add("random");
        }
        part.forEach(child -> collect(child, functions));
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private ProtectionException refused() {
        return new ProtectionException("refused: the figures would be of nobody, or tell of fewer than "
                + thresholds.minCount() + " persons by themselves or with what left before; ask for a coarser split"
                + " or a wider condition");
    }

    /**
     * The cells that may be shown.
     *
     * @param earlier what left before
     */
    List<Entry.CellCount> shown(Collection<Entry> earlier) {
        SmallCells small = new SmallCells(thresholds);
        Map<List<String>, BitSet> asked = atoms.printed(tables.size() - 1, small);
        Map<List<String>, BitSet> shown = new LinkedHashMap<>(asked);
        leaveOutWhatMoved(shown, earlier);
        leaveOutWhatIsTheSame(shown, small);
        leaveOutWhatTells(shown, asked.values(), small);
        if (shown.isEmpty()) {
            throw refused();
        }
        List<Entry.CellCount> cells = new ArrayList<>();
        shown.forEach((key, pieces) -> cells.add(new Entry.CellCount(key, atoms.persons(pieces))));
        return cells;
    }

    /** Since the same left of another release or span of time. */
    private void leaveOutWhatMoved(Map<List<String>, BitSet> shown, Collection<Entry> earlier) {
        Past past = new Past(table, earlier, thresholds.minCount());
        boolean timed = table.population().time() != null;
        List<List<String>> inOrder = shown.keySet().stream()
                .sorted(Comparator.comparing((List<String> key) -> String.join("\u0000", key)))
                .toList();
        for (List<String> key : inOrder) {
            String span = timed ? key.get(0) : "";
            List<String> split = timed ? key.subList(1, key.size()) : key;
            long persons = atoms.persons(shown.getOrDefault(key, new BitSet()));
            Past.Known known = past.known(release, span, split, persons);
            boolean tells = known.moved() > 0 || known.unchanged();
            past.note(release, span, split, persons, !tells);
            if (tells) {
                shown.remove(key);
            }
        }
    }

    private void leaveOutWhatIsTheSame(Map<List<String>, BitSet> shown, SmallCells small) {
        if (table.request().isOfAll()) {
            return;
        }
        Set<String> named = namedColumns();
        Set<BitSet> others = new LinkedHashSet<>();
        Set<BitSet> byDefinition = new LinkedHashSet<>();
        for (int t = 0; t < tables.size() - 1; t++) {
            Table other = tables.get(t);
            boolean implied = other.request().isOfAll()
                    && other.population().relation().equals(table.population().relation())
                    && other.request().by().containsAll(named);
            (implied ? byDefinition : others).addAll(atoms.printed(t, small).values());
        }
        others.removeAll(byDefinition);
        shown.values().removeAll(others);
    }

    /** The columns that the condition speaks of. */
    private Set<String> namedColumns() {
        Set<String> columns = columns();
        return WORD.matcher(TEXT.matcher(table.request().filter()).replaceAll(""))
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .filter(columns::contains)
                .collect(Collectors.toSet());
    }

    private Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "DESCRIBE SELECT * FROM " + table.population().relation())) {
            while (result.next()) {
                columns.add(result.getString("column_name").toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            throw new ProtectionException("the columns of the request cannot be read: " + e.getMessage(), e);
        }
        return columns;
    }

    private void leaveOutWhatTells(Map<List<String>, BitSet> shown, Collection<BitSet> asked, SmallCells small) {
        Set<BitSet> before = new LinkedHashSet<>();
        for (int t = 0; t < tables.size() - 1; t++) {
            before.addAll(atoms.printed(t, small).values());
        }
        Overlap overlap = new Overlap(atoms.pieces(), thresholds.minCount(), PROTECTION);
        while (!shown.isEmpty()) {
            List<BitSet> told = overlap.told(asked, before, shown.values());
            if (told.isEmpty()) {
                return;
            }
            told.forEach(secret -> leaveOutFor(secret, shown));
        }
    }

    /** The smallest cell that touches on a secret, or else the smallest. */
    private void leaveOutFor(BitSet secret, Map<List<String>, BitSet> shown) {
        Comparator<Map.Entry<List<String>, BitSet>> smallest = Comparator.comparingLong(
                        (Map.Entry<List<String>, BitSet> cell) -> atoms.persons(cell.getValue()))
                .thenComparing(cell -> String.join("\u0000", cell.getKey()));
        shown.entrySet().stream()
                .filter(cell -> cell.getValue().intersects(secret))
                .min(smallest)
                .or(() -> shown.entrySet().stream().min(smallest))
                .map(Map.Entry::getKey)
                .ifPresent(shown::remove);
    }
}
