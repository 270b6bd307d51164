package org.wasl.warehouse.disclosure.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.disclosure.Thresholds;

/**
 * Where numbers leave: the usual tables of a release, which everybody has, and requests of somebody's own, which are held
 * against them and against each other.
 */
public final class Door {
    private static final double PROTECTION = 0.2;

    private final Ledger ledger;
    private final Thresholds thresholds;
    private final Clock clock;

    public Door(Ledger ledger, Thresholds thresholds, Clock clock) {
        this.ledger = ledger;
        this.thresholds = thresholds;
        this.clock = clock;
    }

    /** The door of a home, whose ledger lies in its restricted directory. */
    public static Door of(Path restricted, Thresholds thresholds, Clock clock) {
        return new Door(new Ledger(restricted.resolve(Ledger.FILE)), thresholds, clock);
    }

    /**
     * Lets a request pass and notes it.
     *
     * @param known tables of this population that everybody has
     * @return the keys of the cells that may be shown
     * @throws ProtectionException when its numbers, held against those, tell of fewer persons than the minimum
     */
    public Set<List<String>> pass(
            Connection connection, String release, Population population, List<Request> known, Request request) {
        List<Entry> passed = ledger.admit(entries -> {
            List<Entry> same = entries.stream()
                    .filter(entry -> entry.population().equals(population.name()))
                    .toList();
            List<Request> requests = new ArrayList<>(known);
            same.stream()
                    .filter(entry -> entry.release().equals(release))
                    .map(Entry::request)
                    .filter(earlier -> !requests.contains(earlier))
                    .forEach(requests::add);
            requests.remove(request);
            requests.add(request);
            SmallCells small = new SmallCells(thresholds);
            Atoms atoms = Atoms.of(connection, population, requests);
            Map<List<String>, BitSet> asked = atoms.printed(requests.size() - 1, small);
            overlaps(atoms, requests, asked, small, population);
            List<Entry.CellCount> cells = new ArrayList<>();
            asked.forEach((key, set) -> cells.add(new Entry.CellCount(key, atoms.persons(set))));
            Entry entry = new Entry(clock.instant(), release, population.name(), request, cells);
            same.forEach(earlier -> changes(earlier, entry));
            return List.of(entry);
        });
        return keys(passed.get(0).cells());
    }

    /**
     * Lets the usual tables of a population leave: the whole, and its splits that everybody sees. They are decided on
     * together, once a release, and held against those of earlier releases.
     *
     * @return for each table in turn, the keys of the cells that are held back
     * @throws ProtectionException when what left before tells of few persons whatever is hidden now
     */
    public List<Set<List<String>>> publish(
            Connection connection, String release, Population population, List<Request> tables) {
        Optional<List<Set<List<String>>>> before = decided(ledger.entries(), release, population, tables);
        if (before.isPresent()) {
            return before.get();
        }
        List<Set<List<String>>> held = new ArrayList<>();
        ledger.admit(entries -> {
            Optional<List<Set<List<String>>>> meanwhile = decided(entries, release, population, tables);
            if (meanwhile.isPresent()) {
                held.addAll(meanwhile.get());
                return List.of();
            }
            List<Entry> same = entries.stream()
                    .filter(entry -> entry.population().equals(population.name()) && tables.contains(entry.request()))
                    .toList();
            List<Entry> leaving = decide(connection, thresholds, population, tables, same).stream()
                    .map(table -> new Entry(
                            clock.instant(),
                            release,
                            population.name(),
                            table.request().filter(),
                            table.request().by(),
                            table.shown(),
                            table.held()))
                    .toList();
            leaving.forEach(entry -> held.add(keys(entry.held())));
            return leaving;
        });
        return held;
    }

    /** What was held back of a release's tables when they left, if they all did. */
    private static Optional<List<Set<List<String>>>> decided(
            List<Entry> entries, String release, Population population, List<Request> tables) {
        Map<Request, Set<List<String>>> held = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.release().equals(release) && entry.population().equals(population.name())) {
                held.put(entry.request(), keys(entry.held()));
            }
        }
        return held.keySet().containsAll(tables)
                ? Optional.of(tables.stream()
                        .map(table -> held.getOrDefault(table, Set.of()))
                        .toList())
                : Optional.empty();
    }

    /** The same where nothing leaves, and nothing left before. */
    public static List<Set<List<String>>> decide(
            Connection connection, Thresholds thresholds, Population population, List<Request> tables) {
        return decide(connection, thresholds, population, tables, List.of()).stream()
                .map(table -> keys(table.held()))
                .toList();
    }

    private static List<UsualTables.Decision> decide(
            Connection connection,
            Thresholds thresholds,
            Population population,
            List<Request> tables,
            List<Entry> earlier) {
        Atoms atoms = Atoms.of(connection, population, tables);
        return new UsualTables(
                        atoms,
                        tables,
                        new SmallCells(thresholds),
                        thresholds.minCount(),
                        population.time() != null,
                        earlier)
                .decide();
    }

    private static Set<List<String>> keys(List<Entry.CellCount> cells) {
        return cells.stream().map(Entry.CellCount::key).collect(Collectors.toSet());
    }

    private void overlaps(
            Atoms atoms,
            List<Request> requests,
            Map<List<String>, BitSet> asked,
            SmallCells small,
            Population population) {
        List<BitSet> before = new ArrayList<>();
        for (int r = 0; r < requests.size() - 1; r++) {
            before.addAll(atoms.printed(r, small).values());
        }
        List<BitSet> told =
                new Overlap(atoms, thresholds.minCount(), PROTECTION).told(before, List.copyOf(asked.values()));
        if (!told.isEmpty()) {
            throw new ProtectionException("refused: together with what left before of " + population.name()
                    + ", the figures would tell of " + atoms.persons(told.get(0)) + " persons"
                    + (told.size() == 1 ? "" : " and of " + (told.size() - 1) + " other small groups")
                    + "; ask for a coarser split or a wider condition");
        }
    }

    /** The same table of another release: a cell that moved by a few persons tells of those few. */
    private void changes(Entry earlier, Entry latest) {
        if (earlier.release().equals(latest.release()) || !earlier.request().equals(latest.request())) {
            return;
        }
        Map<List<String>, Long> before = new HashMap<>();
        earlier.cells().forEach(cell -> before.put(cell.key(), cell.persons()));
        for (Entry.CellCount cell : latest.cells()) {
            Long was = before.get(cell.key());
            long moved = was == null ? 0 : Math.abs(cell.persons() - was);
            if (moved > 0 && moved < thresholds.minCount()) {
                throw new ProtectionException("refused: since release " + earlier.release() + ", from which the same"
                        + " figures left, they have moved by " + moved + " persons"
                        + (cell.key().isEmpty() ? "" : " in " + String.join(" / ", cell.key()))
                        + "; ask for the figures of that release, or again when more has changed");
            }
        }
    }
}
