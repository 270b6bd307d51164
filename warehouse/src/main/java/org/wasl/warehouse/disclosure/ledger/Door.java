package org.wasl.warehouse.disclosure.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.Thresholds;

/**
 * Where numbers leave: the usual tables of a release, which everybody has, and requests of somebody's own, which are held
 * against them and against each other.
 */
public final class Door {
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
     * Lets a request pass and notes it. A cell that would tell of fewer persons than the minimum, by itself or together with
     * what left before, is left out like one in which there is nobody: which of the two it is cannot be seen.
     *
     * @param usual tables of this universe that everybody has
     * @return the keys of the cells that may be shown
     * @throws org.wasl.warehouse.disclosure.ProtectionException when none may, whatever the reason
     */
    public Set<List<String>> pass(Connection connection, String release, List<Table> usual, Table table) {
        List<Entry.CellCount> shown = new ArrayList<>();
        ledger.admit(entries -> {
            Optional<Entry> before = entries.stream()
                    .filter(entry ->
                            entry.release().equals(release) && entry.table().equals(Optional.of(table)))
                    .findFirst();
            if (before.isPresent()) {
                shown.addAll(before.get().cells());
                return List.of();
            }
            List<Table> others = new ArrayList<>(usual);
            entries.stream()
                    .filter(entry -> entry.release().equals(release))
                    .flatMap(entry -> entry.table().stream())
                    .filter(other -> other.population()
                            .universe()
                            .equals(table.population().universe()))
                    .forEach(others::add);
            shown.addAll(new OwnRequest(connection, release, others, table, thresholds).shown(entries));
            return List.of(Entry.asked(clock.instant(), release, table, shown));
        });
        return keys(shown);
    }

    /**
     * Lets the usual tables of a universe leave: the wholes, and their splits that everybody sees. They are decided on
     * together, once a release, and held against those of earlier releases and of other spans of time.
     *
     * @param spans the spans of time asked for; empty where the tables have none
     * @return for each table in turn, the keys of the cells that are held back
     * @throws org.wasl.warehouse.disclosure.ProtectionException when what left before tells of few persons whatever is
     *     hidden now
     */
    public List<Set<List<String>>> publish(
            Connection connection, String release, List<Table> tables, List<String> spans) {
        List<Entry> now = ledger.entries();
        if (isDecided(now, release, tables, spans)) {
            return held(now, release, tables);
        }
        List<Entry> all = new ArrayList<>();
        ledger.admit(entries -> {
            all.addAll(entries);
            if (isDecided(entries, release, tables, spans)) {
                return List.of();
            }
            List<String> open = new ArrayList<>(spans);
            open.removeAll(decided(entries, release, tables));
            List<Entry> leaving = new UsualTables(connection, tables, thresholds, release, entries)
                    .decide(open).stream()
                            .map(d -> Entry.usual(clock.instant(), release, d.table(), d.shown(), d.held(), open))
                            .toList();
            all.addAll(leaving);
            return leaving;
        });
        return held(all, release, tables);
    }

    /**
     * Lets the numbers of respondents behind the usual estimates of a sample leave.
     *
     * @param tables tables of one sample, of which the first is split by wave only
     * @return for each table in turn, the keys of the cells whose numbers are left out
     */
    public List<Set<List<String>>> sizes(Connection connection, String release, List<Table> tables) {
        List<Entry> all = new ArrayList<>(ledger.entries());
        if (!tables.stream().allMatch(table -> !of(all, release, table).isEmpty())) {
            ledger.admit(entries -> {
                all.clear();
                all.addAll(entries);
                Sizes sizes = new Sizes(connection, release, thresholds.minCount(), entries);
                List<Entry> leaving = tables.stream()
                        .filter(table -> of(entries, release, table).isEmpty())
                        .map(table -> sizes.decide(table, tables.get(0)))
                        .map(d -> Entry.usual(clock.instant(), release, d.table(), d.shown(), d.held(), List.of()))
                        .toList();
                all.addAll(leaving);
                return leaving;
            });
        }
        return held(all, release, tables);
    }

    /** What {@link #publish} would hold back where nothing leaves, and nothing left before. */
    public static List<Set<List<String>>> decide(
            Connection connection, Thresholds thresholds, List<Table> tables, List<String> spans) {
        return new UsualTables(connection, tables, thresholds, "", List.of())
                .decide(spans).stream().map(table -> keys(table.held())).toList();
    }

    private static boolean isDecided(
            Collection<Entry> entries, String release, List<Table> tables, List<String> spans) {
        return tables.stream().allMatch(table -> {
            List<Entry> of = of(entries, release, table);
            Set<String> decided =
                    of.stream().flatMap(entry -> entry.spans().stream()).collect(Collectors.toSet());
            return !of.isEmpty() && decided.containsAll(spans);
        });
    }

    /** The spans of time that all the tables were decided on for. */
    private static Set<String> decided(Collection<Entry> entries, String release, List<Table> tables) {
        @Nullable Set<String> decided = null;
        for (Table table : tables) {
            Set<String> of = of(entries, release, table).stream()
                    .flatMap(entry -> entry.spans().stream())
                    .collect(Collectors.toSet());
            if (decided == null) {
                decided = new HashSet<>(of);
            } else {
                decided.retainAll(of);
            }
        }
        return decided == null ? Set.of() : decided;
    }

    private static List<Entry> of(Collection<Entry> entries, String release, Table table) {
        return entries.stream()
                .filter(entry -> entry.release().equals(release) && entry.asked() == null && entry.isOf(table))
                .toList();
    }

    private static List<Set<List<String>>> held(Collection<Entry> entries, String release, List<Table> tables) {
        return tables.stream()
                .map(table -> of(entries, release, table).stream()
                        .flatMap(entry -> entry.held().stream())
                        .map(Entry.CellCount::key)
                        .collect(Collectors.toSet()))
                .toList();
    }

    /**
     * Notes the numbers of a usual table as they are printed, once a release.
     *
     * @param name of the metric and its table
     */
    public void note(String release, String name, List<Entry.Printed> figures) {
        if (figures.isEmpty() || isNoted(ledger.entries(), release, name)) {
            return;
        }
        ledger.admit(entries -> isNoted(entries, release, name)
                ? List.of()
                : List.of(new Entry(
                        clock.instant(),
                        release,
                        name,
                        Request.ALL,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        figures)));
    }

    private static boolean isNoted(Collection<Entry> entries, String release, String name) {
        return entries.stream()
                .anyMatch(entry -> !entry.figures().isEmpty()
                        && entry.release().equals(release)
                        && entry.population().equals(name));
    }

    /** A number and the release in which it left last. */
    public record LastPrinted(String release, Entry.Printed figure) {}

    /** The number of a cell that left last of another release, if one did. */
    public Optional<LastPrinted> last(String release, String name, List<String> key, @Nullable String level) {
        @Nullable LastPrinted last = null;
        for (Entry entry : ledger.entries()) {
            if (entry.population().equals(name) && !entry.release().equals(release)) {
                for (Entry.Printed printed : entry.figures()) {
                    if (printed.key().equals(key) && Objects.equals(printed.level(), level)) {
                        last = new LastPrinted(entry.release(), printed);
                    }
                }
            }
        }
        return Optional.ofNullable(last);
    }

    private static Set<List<String>> keys(List<Entry.CellCount> cells) {
        return cells.stream().map(Entry.CellCount::key).collect(Collectors.toSet());
    }
}
