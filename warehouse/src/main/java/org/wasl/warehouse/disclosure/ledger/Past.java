package org.wasl.warehouse.disclosure.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What left of one table: in each release and span of time, the cells that were shown and those held back. A cell is
 * compared with what left of it in the same span of another release, and in the nearest spans that hold its own or lie in it.
 */
final class Past {
    private final Map<String, Map<String, State>> states = new LinkedHashMap<>();
    private final int minimum;

    /** The cells of one release and span, by what splits them. */
    private record State(Map<List<String>, Long> shown, Map<List<String>, Long> held) {
        State() {
            this(new HashMap<>(), new HashMap<>());
        }
    }

    /**
     * @param minimum fewer persons than this are nobody's business
     */
    Past(Table table, Collection<Entry> entries, int minimum) {
        this.minimum = minimum;
        boolean timed = table.population().time() != null;
        for (Entry entry : entries) {
            if (entry.isOf(table)) {
                entry.cells().forEach(cell -> note(entry.release(), timed, cell, true));
                entry.held().forEach(cell -> note(entry.release(), timed, cell, false));
            }
        }
    }

    private void note(String release, boolean timed, Entry.CellCount cell, boolean shown) {
        String span = timed ? cell.key().get(0) : "";
        List<String> key = timed ? cell.key().subList(1, cell.key().size()) : cell.key();
        note(release, span, key, cell.persons(), shown);
    }

    /** Adds a cell of the release that is decided on. */
    void note(String release, String span, List<String> key, long persons, boolean shown) {
        State state = states.computeIfAbsent(release, any -> new TreeMap<>()).computeIfAbsent(span, any -> new State());
        (shown ? state.shown() : state.held()).put(key, persons);
    }

    /**
     * What is known of a cell.
     *
     * @param told whether its very number left before
     * @param unchanged whether it was held back and is the same now
     * @param moved the least difference from a number that left, if that is of few persons; nought where there is none
     */
    record Known(boolean told, boolean unchanged, long moved) {}

    Known known(String release, String span, List<String> key, long persons) {
        boolean told = false;
        boolean unchanged = false;
        long moved = 0;
        for (Map.Entry<String, Map<String, State>> earlier : states.entrySet()) {
            boolean own = earlier.getKey().equals(release);
            for (String other : near(earlier.getValue(), own, span, key)) {
                State state = state(earlier.getValue(), other);
                Long was = state.shown().get(key);
                long by = was == null ? 0 : Math.abs(persons - was);
                told |= was != null && by == 0 && !own && other.equals(span);
                moved = isFew(by) && (moved == 0 || by < moved) ? by : moved;
                unchanged |= Long.valueOf(persons).equals(state.held().get(key));
            }
        }
        return new Known(told, unchanged && !told, told ? 0 : moved);
    }

    private static State state(Map<String, State> of, String span) {
        State state = of.get(span);
        return state == null ? new State() : state;
    }

    private boolean isFew(long persons) {
        return persons > 0 && persons < minimum;
    }

    /** The same span of another release; else the nearest around and the nearest within, by what was said of a cell. */
    private static List<String> near(Map<String, State> of, boolean own, String span, List<String> key) {
        if (!Span.isOne(span) || (!own && of.containsKey(span))) {
            return own ? List.of() : List.of(span);
        }
        Span here = Span.of(span);
        List<String> near = new ArrayList<>();
        for (boolean around : new boolean[] {true, false}) {
            for (boolean shown : new boolean[] {true, false}) {
                nearest(of, here, span, around, key, shown)
                        .filter(other -> !near.contains(other))
                        .ifPresent(near::add);
            }
        }
        return near;
    }

    private static Optional<String> nearest(
            Map<String, State> of, Span here, String span, boolean around, @Nullable List<String> key, boolean shown) {
        return of.entrySet().stream()
                .filter(state -> !state.getKey().equals(span))
                .filter(state -> key == null
                        || (shown ? state.getValue().shown() : state.getValue().held()).containsKey(key))
                .map(Map.Entry::getKey)
                .filter(other -> around ? Span.of(other).holds(here) : here.holds(Span.of(other)))
                .min(Comparator.comparingLong(other -> here.daysFrom(Span.of(other))));
    }

    /**
     * Whether the cells held back now, or then, have together moved by few persons since a time at which they are known
     * together: their sum follows from the whole where that is shown, now and then.
     *
     * @param whole what left of the same population without a split
     * @param persons every cell of the table now
     * @param held those held back
     */
    boolean tellsTogether(
            Past whole, String release, String span, Map<List<String>, Long> persons, Collection<List<String>> held) {
        for (Map.Entry<String, Map<String, State>> earlier : states.entrySet()) {
            boolean own = earlier.getKey().equals(release);
            for (String other : nearWhole(earlier.getValue(), own, span)) {
                State then = state(earlier.getValue(), other);
                if (whole.isShown(earlier.getKey(), other)
                        && (tellsOf(held, then.held().keySet(), persons, then)
                                || tellsOf(then.held().keySet(), held, persons, then))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isShown(String release, String span) {
        return state(states.getOrDefault(release, Map.of()), span).shown().containsKey(List.of());
    }

    private boolean tellsOf(
            Collection<List<String>> cells,
            Collection<List<String>> heldThere,
            Map<List<String>, Long> now,
            State then) {
        return known(cells, heldThere) && isFew(moved(cells, now, then));
    }

    private static List<String> nearWhole(Map<String, State> of, boolean own, String span) {
        if (!Span.isOne(span) || (!own && of.containsKey(span))) {
            return own ? List.of() : List.of(span);
        }
        List<String> near = new ArrayList<>();
        nearest(of, Span.of(span), span, true, null, true).ifPresent(near::add);
        nearest(of, Span.of(span), span, false, null, true).ifPresent(near::add);
        return near;
    }

    /** Whether a sum over cells follows where others, or all of these among them, are held back. */
    private static boolean known(Collection<List<String>> cells, Collection<List<String>> heldThere) {
        return !cells.isEmpty()
                && (cells.containsAll(heldThere) || heldThere.stream().noneMatch(cells::contains));
    }

    private static long moved(Collection<List<String>> cells, Map<List<String>, Long> now, State then) {
        long moved = 0;
        for (List<String> key : cells) {
            Long was = then.shown().containsKey(key)
                    ? then.shown().get(key)
                    : then.held().get(key);
            moved += now.getOrDefault(key, 0L) - (was == null ? 0 : was);
        }
        return Math.abs(moved);
    }
}
