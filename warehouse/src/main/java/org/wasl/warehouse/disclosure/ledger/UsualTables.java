package org.wasl.warehouse.disclosure.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.disclosure.Thresholds;

/**
 * Decides on the tables of a universe that leave together (the wholes and their splits), one span of time after the other, each
 * knowing what is shown of those before it and what left in earlier releases.
 */
final class UsualTables {
    private static final long ROWS_AT_ONCE = 1_000_000;

    private final Connection connection;
    private final List<Table> tables;
    private final SmallCells small;
    private final int minimum;
    private final String release;
    private final List<Past> pasts;

    /**
     * @param earlier what left before
     */
    UsualTables(
            Connection connection,
            List<Table> tables,
            Thresholds thresholds,
            String release,
            Collection<Entry> earlier) {
        this.connection = connection;
        this.tables = List.copyOf(tables);
        this.small = new SmallCells(thresholds);
        this.minimum = thresholds.minCount();
        this.release = release;
        this.pasts =
                tables.stream().map(table -> new Past(table, earlier, minimum)).toList();
    }

    /** What leaves of one table. */
    record Decision(Table table, List<Entry.CellCount> shown, List<Entry.CellCount> held) {}

    /**
     * The cells of each table that may be printed, with the persons in them, and those that are held back.
     *
     * @param spans the spans of time to decide on, in order; empty where the tables have none
     * @throws org.wasl.warehouse.disclosure.ProtectionException when what left before tells of few persons whatever is
     *     hidden now
     */
    List<Decision> decide(Collection<String> spans) {
        List<Decision> decisions = tables.stream()
                .map(table -> new Decision(table, new ArrayList<>(), new ArrayList<>()))
                .toList();
        List<String> all = spans.isEmpty() ? List.of("") : List.copyOf(spans);
        int atOnce = all.size() == 1 ? 1 : atOnce(all.size());
        for (int from = 0; from < all.size(); from += atOnce) {
            decide(all.subList(from, Math.min(all.size(), from + atOnce)), decisions);
        }
        Parts parts = new Parts(minimum);
        decisions.forEach(decision -> parts.protect(decision.shown(), decision.held()));
        return decisions;
    }

    /** How many spans memory holds together, by the rows of the longest population. */
    private int atOnce(int spans) {
        long rows = 1;
        for (Population population :
                tables.stream().map(Table::population).distinct().toList()) {
            rows = Math.max(rows, rows(population));
        }
        return (int) Math.max(1, Math.min(spans, spans * ROWS_AT_ONCE / rows));
    }

    private long rows(Population population) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + population.relation())) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new ProtectionException(population.name() + " cannot be counted: " + e.getMessage(), e);
        }
    }

    private void decide(List<String> spans, List<Decision> decisions) {
        Atoms atoms = Atoms.of(
                connection,
                tables.stream()
                        .map(table -> new Table(table.population().within(spans), table.request()))
                        .toList());
        for (String span : spans) {
            decide(atoms, span, decisions);
        }
    }

    private void decide(Atoms atoms, String span, List<Decision> decisions) {
        Map<Together.Place, BitSet> cells = new LinkedHashMap<>();
        for (int t = 0; t < tables.size(); t++) {
            int table = t;
            boolean timed = tables.get(t).population().time() != null;
            atoms.cells(t).forEach((key, pieces) -> {
                if (!timed || key.get(0).equals(span)) {
                    cells.put(new Together.Place(table, timed ? key.subList(1, key.size()) : key), pieces);
                }
            });
        }
        // In one span many pieces stand in just the same cells, and the attacker has so many fewer unknowns.
        List<Together.Place> places = List.copyOf(cells.keySet());
        Pieces.Merged merged = atoms.pieces().merged(List.copyOf(cells.values()));
        for (int i = 0; i < places.size(); i++) {
            cells.put(places.get(i), merged.sets().get(i));
        }
        Set<Together.Place> hidden =
                new Together(tables, merged.pieces(), cells, small, minimum, pasts, release, span).hidden();
        cells.forEach((place, pieces) -> {
            long persons = merged.pieces().persons(pieces);
            boolean held = hidden.contains(place);
            pasts.get(place.table()).note(release, span, place.key(), persons, !held);
            List<String> key = new ArrayList<>(place.key());
            if (!span.isEmpty()) {
                key.add(0, span);
            }
            Decision decision = decisions.get(place.table());
            (held ? decision.held() : decision.shown()).add(new Entry.CellCount(key, persons));
        });
    }
}
