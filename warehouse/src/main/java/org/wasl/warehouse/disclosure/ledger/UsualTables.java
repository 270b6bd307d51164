package org.wasl.warehouse.disclosure.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wasl.warehouse.disclosure.SmallCells;

/**
 * Decides on the tables of a universe that leave together (the wholes and their splits), one span of time after the other, each
 * knowing what is shown of those before it and what left in earlier releases.
 */
final class UsualTables {
    private final Atoms atoms;
    private final SmallCells small;
    private final int minimum;
    private final String release;
    private final List<Past> pasts = new ArrayList<>();

    /**
     * @param minimum fewer persons than this are nobody's business
     * @param earlier what left before
     */
    UsualTables(Atoms atoms, SmallCells small, int minimum, String release, Collection<Entry> earlier) {
        this.atoms = atoms;
        this.small = small;
        this.minimum = minimum;
        this.release = release;
        atoms.tables().forEach(table -> pasts.add(new Past(table, earlier, minimum)));
    }

    /** What leaves of one table. */
    record Decision(Table table, List<Entry.CellCount> shown, List<Entry.CellCount> held) {}

    /**
     * The cells of each table that may be printed, with the persons in them, and those that are held back.
     *
     * @param decided spans of time that were decided on before
     * @throws org.wasl.warehouse.disclosure.ProtectionException when what left before tells of few persons whatever is
     *     hidden now
     */
    List<Decision> decide(Set<String> decided) {
        Map<String, Map<Together.Place, java.util.BitSet>> bySpan = new TreeMap<>();
        for (int t = 0; t < atoms.tables().size(); t++) {
            boolean timed = atoms.tables().get(t).population().time() != null;
            int table = t;
            atoms.cells(t).forEach((key, pieces) -> {
                String span = timed ? key.get(0) : "";
                if (!decided.contains(span)) {
                    bySpan.computeIfAbsent(span, any -> new LinkedHashMap<>())
                            .put(new Together.Place(table, timed ? key.subList(1, key.size()) : key), pieces);
                }
            });
        }
        List<Decision> decisions = new ArrayList<>();
        atoms.tables().forEach(table -> decisions.add(new Decision(table, new ArrayList<>(), new ArrayList<>())));
        Map<String, Set<Together.Place>> hidden = new HashMap<>();
        bySpan.forEach((span, cells) -> {
            Set<Together.Place> held = new Together(atoms, cells, small, minimum, pasts, release, span).hidden();
            hidden.put(span, new HashSet<>(held));
            cells.forEach((place, pieces) -> pasts.get(place.table())
                    .note(release, span, place.key(), atoms.persons(pieces), !held.contains(place)));
        });
        bySpan.forEach((span, cells) -> cells.forEach((place, pieces) -> {
            List<String> key = new ArrayList<>(place.key());
            if (!span.isEmpty()) {
                key.add(0, span);
            }
            Decision decision = decisions.get(place.table());
            boolean held = hidden.getOrDefault(span, Set.of()).contains(place);
            (held ? decision.held() : decision.shown()).add(new Entry.CellCount(key, atoms.persons(pieces)));
        }));
        return decisions;
    }
}
