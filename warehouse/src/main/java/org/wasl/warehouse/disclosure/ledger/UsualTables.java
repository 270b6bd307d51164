package org.wasl.warehouse.disclosure.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.SmallCells;

/**
 * Decides on the tables of a population that leave together (the whole and its splits) and lets the attacker loose on them.
 * Hidden from the start are small cells and those that protect them within one table, cells that have moved by a few persons
 * since they were last printed, and cells that were hidden before and have not changed. While the attacker can tell a
 * secret by all tables together, the smallest printed cell that the attack rests on goes too. What left before cannot be
 * hidden.
 */
final class UsualTables {
    private static final double PROTECTION = 0.2;

    private final Atoms atoms;
    private final List<Request> requests;
    private final SmallCells small;
    private final int minimum;
    private final boolean timed;
    private final List<Entry> earlier;

    /**
     * @param minimum fewer persons than this are nobody's business
     * @param timed whether the first column of every split is a span of time
     * @param earlier what left before of the same population
     */
    UsualTables(
            Atoms atoms, List<Request> requests, SmallCells small, int minimum, boolean timed, List<Entry> earlier) {
        this.atoms = atoms;
        this.requests = List.copyOf(requests);
        this.small = small;
        this.minimum = minimum;
        this.timed = timed;
        this.earlier = List.copyOf(earlier);
    }

    /** A cell of one of the tables. */
    private record Place(int request, List<String> key) {}

    /**
     * What is known of a cell from earlier releases.
     *
     * @param told whether the very number left before
     * @param unchanged whether it was held back and is the same now
     * @param moved the least difference from a number that left; nought where there is none
     */
    private record Past(boolean told, boolean unchanged, long moved) {}

    /**
     * The cells of each table that may be printed, with the persons in them, and those that are held back.
     *
     * @throws ProtectionException when what left before tells of few persons whatever is hidden now
     */
    List<Decision> decide() {
        Map<String, Map<Place, BitSet>> byTime = new TreeMap<>();
        for (int r = 0; r < requests.size(); r++) {
            int request = r;
            atoms.cells(r)
                    .forEach((key, pieces) -> byTime.computeIfAbsent(
                                    timed ? key.get(0) : "", any -> new LinkedHashMap<>())
                            .put(new Place(request, key), pieces));
        }
        Set<Place> hidden = new HashSet<>();
        byTime.values().forEach(cells -> hidden.addAll(new Together(cells).hidden()));
        List<Decision> decisions = new ArrayList<>();
        for (int r = 0; r < requests.size(); r++) {
            List<Entry.CellCount> shown = new ArrayList<>();
            List<Entry.CellCount> held = new ArrayList<>();
            int request = r;
            atoms.cells(r)
                    .forEach((key, pieces) -> (hidden.contains(new Place(request, key)) ? held : shown)
                            .add(new Entry.CellCount(key, atoms.persons(pieces))));
            decisions.add(new Decision(requests.get(r), shown, held));
        }
        return decisions;
    }

    /** What leaves of one table. */
    record Decision(Request request, List<Entry.CellCount> shown, List<Entry.CellCount> held) {}

    /** The cells of one span of time. */
    private final class Together {
        private final Map<Place, BitSet> cells;
        private final Map<Place, Past> pasts = new HashMap<>();
        private final Set<Place> hidden = new HashSet<>();

        Together(Map<Place, BitSet> cells) {
            this.cells = cells;
            cells.forEach((place, pieces) -> pasts.put(place, past(place, atoms.persons(pieces))));
        }

        Set<Place> hidden() {
            for (int r = 0; r < requests.size(); r++) {
                hidden.addAll(smallOf(r));
            }
            pasts.forEach((place, past) -> {
                if (past.unchanged() || past.moved() > 0) {
                    hidden.add(place);
                }
            });
            hidden.removeIf(this::told);
            if (!hidden.isEmpty()) {
                audit();
            }
            return hidden;
        }

        private boolean told(Place place) {
            Past past = pasts.get(place);
            return past != null && past.told();
        }

        private Set<Place> smallOf(int request) {
            List<SmallCells.Cell> counts = new ArrayList<>();
            cells.forEach((place, pieces) -> {
                if (place.request() == request) {
                    counts.add(new SmallCells.Cell(split(place.key()), atoms.persons(pieces)));
                }
            });
            Set<List<String>> suppressed = small.suppressed(counts);
            Set<Place> places = new HashSet<>();
            for (Place place : cells.keySet()) {
                if (place.request() == request && suppressed.contains(split(place.key()))) {
                    places.add(place);
                }
            }
            return places;
        }

        private List<String> split(List<String> key) {
            return timed ? key.subList(1, key.size()) : key;
        }

        private void audit() {
            BitSet pieces = new BitSet();
            cells.values().forEach(pieces::or);
            List<BitSet> printed = cells.entrySet().stream()
                    .filter(cell -> !hidden.contains(cell.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            try (Reconstruction attacker = new Reconstruction(atoms, pieces, printed)) {
                int before = -1;
                while (before < hidden.size()) {
                    before = hidden.size();
                    secrets().forEach(secret -> protect(secret, attacker));
                }
            }
        }

        /** What must not be told: secrets of single cells, and small sets between cells. */
        private List<Reconstruction.Secret> secrets() {
            Map<BitSet, Reconstruction.Secret> secrets = new LinkedHashMap<>();
            cells.keySet().stream()
                    .filter(hidden::contains)
                    .flatMap(place -> secret(place).stream())
                    .forEach(secret -> secrets.put(secret.atoms(), secret));
            for (BitSet between : between()) {
                long persons = atoms.persons(between);
                if (persons > 0 && persons < minimum) {
                    secrets.putIfAbsent(between, few(between, persons));
                }
            }
            return List.copyOf(secrets.values());
        }

        private Reconstruction.Secret few(BitSet pieces, long persons) {
            return new Reconstruction.Secret(pieces, Math.max(1, PROTECTION * persons));
        }

        /** A secret of a hidden cell; none of one that is only hidden to protect another. */
        private Optional<Reconstruction.Secret> secret(Place place) {
            BitSet pieces = cells.getOrDefault(place, new BitSet());
            long persons = atoms.persons(pieces);
            Past past = pasts.getOrDefault(place, new Past(false, false, 0));
            if (persons < minimum) {
                return Optional.of(few(pieces, persons));
            }
            return past.moved() > 0 || past.unchanged()
                    ? Optional.of(new Reconstruction.Secret(pieces, Math.max(1, PROTECTION * past.moved())))
                    : Optional.empty();
        }

        /** What a cell has in the hidden part of each other table, and what it has that a cell of another has not. */
        private Set<BitSet> between() {
            Map<Integer, BitSet> unsaid = new HashMap<>();
            hidden.forEach(place -> unsaid.computeIfAbsent(place.request(), any -> new BitSet())
                    .or(cells.getOrDefault(place, new BitSet())));
            Set<BitSet> between = new LinkedHashSet<>();
            cells.forEach((place, pieces) -> {
                unsaid.forEach((request, rest) -> {
                    if (request != place.request()) {
                        BitSet part = (BitSet) pieces.clone();
                        part.and(rest);
                        between.add(part);
                    }
                });
                cells.forEach((other, less) -> {
                    if (other.request() != place.request() && pieces.intersects(less)) {
                        BitSet part = (BitSet) pieces.clone();
                        part.andNot(less);
                        between.add(part);
                    }
                });
            });
            return between;
        }

        private void protect(Reconstruction.Secret secret, Reconstruction attacker) {
            while (!attacker.keeps(secret)) {
                Set<BitSet> tellers = attacker.tellers();
                Optional<Place> next = cheapest(tellers).or(() -> cheapest(null));
                if (next.isEmpty()) {
                    if (atoms.persons(secret.atoms()) < minimum) {
                        throw new ProtectionException("refused: what left before tells of "
                                + atoms.persons(secret.atoms()) + " persons in " + named(secret.atoms())
                                + " whatever is hidden now");
                    }
                    return;
                }
                hide(next.get(), attacker);
            }
        }

        private String named(BitSet pieces) {
            return cells.entrySet().stream()
                    .filter(cell -> cell.getValue().equals(pieces))
                    .map(cell -> String.join(" / ", cell.getKey().key()))
                    .findFirst()
                    .orElse("a part of a cell");
        }

        private void hide(Place place, Reconstruction attacker) {
            BitSet pieces = cells.getOrDefault(place, new BitSet());
            // The same set under another name would still tell.
            cells.forEach((other, same) -> {
                if (same.equals(pieces)) {
                    hidden.add(other);
                }
            });
            attacker.hide(pieces);
        }

        /** The smallest printed cell, of some or of all, that has not left before. */
        private Optional<Place> cheapest(@Nullable Set<BitSet> among) {
            return cells.entrySet().stream()
                    .filter(cell -> !hidden.contains(cell.getKey()) && !told(cell.getKey()))
                    .filter(cell -> among == null || among.contains(cell.getValue()))
                    .min(Comparator.<Map.Entry<Place, BitSet>>comparingLong(cell -> atoms.persons(cell.getValue()))
                            .thenComparingInt(cell -> cell.getKey().request())
                            .thenComparing(
                                    cell -> String.join("\u0000", cell.getKey().key())))
                    .map(Map.Entry::getKey);
        }
    }

    private Past past(Place place, long persons) {
        boolean told = false;
        boolean unchanged = false;
        long moved = 0;
        for (Entry entry : earlier) {
            if (entry.request().equals(requests.get(place.request()))) {
                Long was = entry.shown(place.key());
                long by = was == null ? 0 : Math.abs(persons - was);
                told |= was != null && by == 0;
                moved = by > 0 && by < minimum && (moved == 0 || by < moved) ? by : moved;
                unchanged |= entry.held().contains(new Entry.CellCount(place.key(), persons));
            }
        }
        return new Past(told, unchanged && !told, told ? 0 : moved);
    }
}
