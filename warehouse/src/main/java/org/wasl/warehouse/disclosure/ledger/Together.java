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
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.SmallCells;

/**
 * The cells of all tables that leave together in one span of time, and the attacker let loose on them. Hidden from the start are
 * small cells and those that protect them within one table, cells that have moved by a few persons since they were last
 * printed, and cells that were hidden before and have not changed; and so many more of a table that those hidden have not
 * together moved by a few. While the attacker can tell a secret by all tables together, the smallest printed cell that
 * the attack rests on goes too. What left before cannot be hidden.
 */
final class Together {
    private static final double PROTECTION = 0.2;

    private final List<Table> tables;
    private final Pieces pieces;
    private final Map<Place, BitSet> cells;
    private final SmallCells small;
    private final int minimum;
    private final List<Past> pasts;
    private final String release;
    private final String span;
    private final Map<Place, Past.Known> known = new HashMap<>();
    private final Set<Place> hidden = new HashSet<>();

    /** A cell of one of the tables, by what splits it. */
    record Place(int table, List<String> key) {}

    /**
     * @param pieces what the cells are made of
     * @param pasts what left of each table
     */
    Together(
            List<Table> tables,
            Pieces pieces,
            Map<Place, BitSet> cells,
            SmallCells small,
            int minimum,
            List<Past> pasts,
            String release,
            String span) {
        this.tables = tables;
        this.pieces = pieces;
        this.cells = cells;
        this.small = small;
        this.minimum = minimum;
        this.pasts = pasts;
        this.release = release;
        this.span = span;
        cells.forEach((place, cell) ->
                known.put(place, pasts.get(place.table()).known(release, span, place.key(), pieces.persons(cell))));
    }

    Set<Place> hidden() {
        for (int table = 0; table < pasts.size(); table++) {
            hidden.addAll(smallOf(table));
        }
        known.forEach((place, past) -> {
            if (past.unchanged() || past.moved() > 0) {
                hidden.add(place);
            }
        });
        hidden.removeIf(this::told);
        int before = -1;
        while (before < hidden.size()) {
            before = hidden.size();
            for (int table = 0; table < pasts.size(); table++) {
                hideWhatMovedTogether(table);
            }
            audit();
        }
        return hidden;
    }

    private boolean told(Place place) {
        Past.Known past = known.get(place);
        return past != null && past.told();
    }

    private Set<Place> smallOf(int table) {
        List<SmallCells.Cell> counts = new ArrayList<>();
        cells.forEach((place, cell) -> {
            if (place.table() == table) {
                counts.add(new SmallCells.Cell(place.key(), pieces.persons(cell)));
            }
        });
        Set<Place> places = new HashSet<>();
        small.suppressed(counts).forEach(key -> places.add(new Place(table, key)));
        return places;
    }

    private void hideWhatMovedTogether(int table) {
        int whole = whole(table);
        if (whole < 0 || whole == table || hidden.contains(new Place(whole, List.of()))) {
            return;
        }
        Map<List<String>, Long> persons = new HashMap<>();
        cells.forEach((place, cell) -> {
            if (place.table() == table) {
                persons.put(place.key(), pieces.persons(cell));
            }
        });
        while (pasts.get(table).tellsTogether(pasts.get(whole), release, span, persons, heldOf(table))) {
            Optional<Place> next = cheapest(place -> place.table() == table);
            if (next.isEmpty()) {
                return;
            }
            hide(next.get());
        }
    }

    /** The table of the same population that is not split; below zero where there is none. */
    private int whole(int table) {
        Population population = tables.get(table).population();
        return IntStream.range(0, pasts.size())
                .filter(other -> tables.get(other).population().equals(population)
                        && tables.get(other).split().isEmpty())
                .findFirst()
                .orElse(-1);
    }

    private List<List<String>> heldOf(int table) {
        return hidden.stream()
                .filter(place -> place.table() == table)
                .map(Place::key)
                .toList();
    }

    private void audit() {
        if (secrets().isEmpty()) {
            return;
        }
        BitSet all = new BitSet();
        cells.values().forEach(all::or);
        List<BitSet> printed = cells.entrySet().stream()
                .filter(cell -> !hidden.contains(cell.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        try (Reconstruction attacker = new Reconstruction(pieces, all, printed)) {
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
                .forEach(secret -> secrets.put(secret.pieces(), secret));
        for (BitSet between : between()) {
            long persons = pieces.persons(between);
            if (persons > 0 && persons < minimum) {
                secrets.putIfAbsent(between, few(between, persons));
            }
        }
        return List.copyOf(secrets.values());
    }

    private static Reconstruction.Secret few(BitSet set, long persons) {
        return new Reconstruction.Secret(set, Math.max(1, PROTECTION * persons));
    }

    /** A secret of a hidden cell; none of one that is only hidden to protect another. */
    private Optional<Reconstruction.Secret> secret(Place place) {
        BitSet cell = cells.getOrDefault(place, new BitSet());
        long persons = pieces.persons(cell);
        Past.Known past = known.getOrDefault(place, new Past.Known(false, false, 0));
        if (persons < minimum) {
            return Optional.of(few(cell, persons));
        }
        return past.moved() > 0 || past.unchanged()
                ? Optional.of(new Reconstruction.Secret(cell, Math.max(1, PROTECTION * past.moved())))
                : Optional.empty();
    }

    /** What a cell has in the hidden part of each other table, and what it has that a cell of another has not. */
    private Set<BitSet> between() {
        Map<Integer, BitSet> unsaid = new HashMap<>();
        hidden.forEach(place ->
                unsaid.computeIfAbsent(place.table(), any -> new BitSet()).or(cells.getOrDefault(place, new BitSet())));
        Set<BitSet> between = new LinkedHashSet<>();
        cells.forEach((place, cell) -> {
            unsaid.forEach((table, rest) -> {
                if (table != place.table()) {
                    BitSet part = (BitSet) cell.clone();
                    part.and(rest);
                    between.add(part);
                }
            });
            cells.forEach((other, less) -> {
                if (other.table() != place.table() && cell.intersects(less)) {
                    between.add(Overlap.less(cell, less));
                }
            });
        });
        return between;
    }

    private void protect(Reconstruction.Secret secret, Reconstruction attacker) {
        while (!attacker.keeps(secret)) {
            Set<BitSet> tellers = attacker.tellers();
            Optional<Place> next = cheapest(place -> tellers.contains(cells.getOrDefault(place, new BitSet())))
                    .or(() -> cheapest(any -> true));
            if (next.isEmpty()) {
                if (pieces.persons(secret.pieces()) < minimum) {
                    throw new ProtectionException(
                            "refused: what left before tells of few persons whatever is hidden now");
                }
                return;
            }
            hide(next.get());
            attacker.hide(cells.getOrDefault(next.get(), new BitSet()));
        }
    }

    /** The same set under another name would still tell. */
    private void hide(Place place) {
        BitSet cell = cells.getOrDefault(place, new BitSet());
        cells.forEach((other, same) -> {
            if (same.equals(cell)) {
                hidden.add(other);
            }
        });
    }

    /** The smallest printed cell of some that has not left before. */
    private Optional<Place> cheapest(Predicate<Place> among) {
        return cells.keySet().stream()
                .filter(place -> !hidden.contains(place) && !told(place) && among.test(place))
                .min(Comparator.<Place>comparingLong(place -> pieces.persons(cells.getOrDefault(place, new BitSet())))
                        .thenComparingInt(Place::table)
                        .thenComparing(place -> String.join("\u0000", place.key())));
    }
}
