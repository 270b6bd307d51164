package org.wasl.warehouse.disclosure.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.disclosure.ProtectionException;

/** Somebody who has everything that leaves by the door and subtracts: metrics, months, releases and requests. */
class DifferencingTest {
    private static final int MINIMUM = Doors.MINIMUM;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private Door door;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        door = door(Ledger.FILE);
    }

    private Door door(String ledger) {
        return Doors.with(directory.resolve(ledger));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Of 12 towns some have very few men: all persons less the women are the men. */
    @Test
    void aMetricOfAllAndOneOfSomeDoNotTellOfTheRest() throws SQLException {
        run(
                "CREATE TABLE worker AS SELECT 'w' || i AS badge, 't' || hash(i) % 12 AS town,"
                        + " hash(3 * i) % 100 < CASE WHEN hash(i) % 12 < 6 THEN 4 ELSE 50 END AS man FROM range(1200) AS r (i)");
        Population all = Population.of("trained", "worker", "count(DISTINCT badge)");
        Population women =
                Population.of("women_trained", "(SELECT * FROM worker WHERE NOT man)", "count(DISTINCT badge)");
        assertEquals(all.universe(), women.universe());
        List<Table> tables = List.of(whole(all), by(all, "town"), whole(women), by(women, "town"));

        List<Set<List<String>>> held = door.publish(connection, "r1", tables, List.of());

        int told = 0;
        for (int town = 0; town < 12; town++) {
            long men = number("SELECT count(*) FROM worker WHERE man AND town = 't" + town + "'");
            List<String> key = List.of("t" + town);
            boolean both = !held.get(1).contains(key) && !held.get(3).contains(key);
            told += both && men > 0 && men < MINIMUM ? 1 : 0;
        }
        assertEquals(0, told);
        assertTrue(held.get(1).size() + held.get(3).size() < 20, "most of it is still printed: " + held);
    }

    /** The persons of one metric, asked for by way of another that has them too. */
    @Test
    void whatOneMetricRefusesAnotherDoesNotGive() throws SQLException {
        people();
        Population one = Population.of("one", "person", "count(DISTINCT id)");
        Population other = Population.of("other", "(SELECT * FROM person WHERE age > 0)", "count(DISTINCT \"id\")");
        pass(one, "age < 40");
        assertThrows(ProtectionException.class, () -> pass(other, "age < 40 AND NOT (place = 'p1' AND age = 30)"));
    }

    /**
     * Few begin in a month: what is shown of the months, the quarters and the whole is subtracted from each other, for every
     * town, and for the towns together that are not shown.
     */
    @Test
    void noMonthTellsOfTheFewWhoBeganInIt() throws SQLException {
        SplittableRandom random = new SplittableRandom(11);
        for (int world = 0; world < 15; world++) {
            trained(random);
            String release = "r" + world;
            door = door(release);
            Series months = series(release, LocalDate.of(2020, 1, 31), 18, 1);
            Series quarters = series(release, LocalDate.of(2020, 3, 31), 6, 3);
            Series whole = series(release, LocalDate.of(2021, 6, 30), 1, 1);
            Map<String, Map<String, Long>> shown = new HashMap<>();
            for (Series series : List.of(months, quarters, whole)) {
                series.shown()
                        .forEach((town, byDay) -> shown.computeIfAbsent(town, any -> new TreeMap<>())
                                .putAll(byDay));
            }
            shown.forEach((town, byDay) -> byDay.forEach((early, few) -> byDay.forEach((late, many) -> {
                long began = many - few;
                assertTrue(
                        began <= 0 || began >= MINIMUM, town + " from " + early + " to " + late + " tells of " + began);
            })));
            assertTrue(months.shown().getOrDefault("", Map.of()).size() > 3, "some months are shown: " + months);
            assertNoTownsTogether(months);
            run("DROP TABLE training");
        }
    }

    /** All less the towns shown are the towns not shown: their sum moves by none or by many. */
    private void assertNoTownsTogether(Series months) {
        for (int i = 1; i < months.days().size(); i++) {
            String before = months.days().get(i - 1);
            String day = months.days().get(i);
            Set<String> hidden = months.hidden(day);
            Set<String> hiddenBefore = months.hidden(before);
            boolean known = months.isShown("", day) && months.isShown("", before);
            if (known && (hidden.containsAll(hiddenBefore) || disjoint(hidden, hiddenBefore))) {
                long moved = months.sum(hidden, day) - months.sum(hidden, before);
                assertTrue(moved == 0 || moved >= MINIMUM, hidden + " on " + day + " moved by " + moved);
            }
        }
    }

    private static boolean disjoint(Set<String> some, Set<String> others) {
        return some.stream().noneMatch(others::contains);
    }

    /** Sessions of a month add up to those of the quarter, and quarters to the year, whichever is printed first. */
    @Test
    void aMonthDoesNotFollowFromTheQuarterAndTheOtherMonths() {
        List<Entry.CellCount> shown = new ArrayList<>(List.of(
                new Entry.CellCount(List.of("2020-01-01/2020-01-31", "t1"), 40),
                new Entry.CellCount(List.of("2020-02-01/2020-02-29", "t1"), 35),
                new Entry.CellCount(List.of("2020-04-01/2020-04-30", "t1"), 20)));
        List<Entry.CellCount> held =
                new ArrayList<>(List.of(new Entry.CellCount(List.of("2020-03-01/2020-03-31", "t1"), 4)));
        new Parts(MINIMUM).protect(shown, held);
        assertEquals(
                List.of(40L, 20L), shown.stream().map(Entry.CellCount::persons).toList());
    }

    /** A person whose place and age are known: whether a question is refused must not tell the language. */
    @Test
    void aRefusalIsTheSameWhateverIsTrueOfThePerson() throws SQLException {
        people();
        run("INSERT INTO person VALUES (9001, 'p1', 77, 'l1')");
        List<String> answers = new ArrayList<>();
        for (String language : List.of("l0", "l1", "l2")) {
            answers.add(answer("NOT (place = 'p1' AND age = 77 AND language = '" + language + "')"));
            answers.add(answer("place = 'p1' AND age = 77 AND language = '" + language + "'"));
            answers.add(answer(
                    "CASE WHEN age = 77 AND language = '" + language + "' THEN CAST('x' AS INTEGER) ELSE 1 END = 1"));
        }
        assertEquals(1, Set.copyOf(answers).size(), answers.toString());
        assertFalse(answers.get(0).matches(".*\\b1 person.*"), answers.get(0));
    }

    @Test
    void splittingAFewTellsNotWhereTheyAre() throws SQLException {
        people();
        run("INSERT INTO person VALUES (9001, 'p1', 77, 'l1')");
        Population all = Population.of("persons", "person", "count(DISTINCT id)");
        assertThrows(
                ProtectionException.class,
                () -> door.pass(
                        connection,
                        "r1",
                        List.of(whole(all)),
                        new Table(all, new Request("age = 77", List.of("language")))));
    }

    /** Sixty questions of random shape, then linear algebra over all that was answered. */
    @Test
    void aDriverThatAsksAndAsksFindsNobody() throws SQLException {
        run("CREATE TABLE person AS SELECT i AS id, 'p' || (i % 4) AS place,"
                + " CAST(18 + 5 * ((i // 4) % 10) AS INTEGER) AS age, 'l' || (i // 7) % 4 AS language"
                + " FROM range(1300) AS r (i)");
        Population all = Population.of("persons", "person", "count(DISTINCT id)");
        SplittableRandom random = new SplittableRandom(3);
        List<Table> answered = new ArrayList<>(List.of(whole(all)));
        List<Set<List<String>>> shown = new ArrayList<>(List.of(Set.of(List.of())));
        for (int i = 0; i < 60; i++) {
            int from = 18 + 5 * random.nextInt(9);
            String filter = switch (random.nextInt(5)) {
                case 0 -> "age BETWEEN " + from + " AND " + (from + 5 * random.nextInt(5));
                case 1 -> "place <> 'p" + random.nextInt(4) + "'";
                case 2 -> "language = 'l" + random.nextInt(4) + "' AND age >= " + from;
                case 3 -> "NOT (place = 'p" + random.nextInt(4) + "' AND age = " + from + ")";
                default -> "place = 'p" + random.nextInt(4) + "' OR age > " + from;
            };
            List<String> by = random.nextInt(3) > 0 ? List.of() : List.of(random.nextBoolean() ? "place" : "language");
            Table table = new Table(all, new Request(filter, by));
            try {
                Set<List<String>> cells = door.pass(connection, "r1", List.of(whole(all)), table);
                answered.add(table);
                shown.add(cells);
            } catch (ProtectionException refused) {
                // Then it tells the asker nothing.
            }
        }
        assertTrue(answered.size() > 10, "some may be asked: " + answered.size());

        Atoms atoms = Atoms.of(connection, answered);
        List<BitSet> sums = new ArrayList<>();
        for (int t = 0; t < answered.size(); t++) {
            for (List<String> key : shown.get(t)) {
                sums.add(atoms.cells(t).getOrDefault(key, new BitSet()));
            }
        }
        Determined attacker = new Determined(atoms.size(), sums);
        for (BitSet one : sums) {
            for (BitSet other : sums) {
                assertNotTold(atoms, attacker, Overlap.less(one, other));
                BitSet both = (BitSet) one.clone();
                both.and(other);
                assertNotTold(atoms, attacker, both);
            }
        }
        for (int atom = 0; atom < atoms.size(); atom++) {
            BitSet piece = new BitSet();
            piece.set(atom);
            assertNotTold(atoms, attacker, piece);
        }
    }

    /** Cubes of which everybody has the splits by one column; somebody asks for the others in some order. */
    @Test
    void aCubeAndItsMarginsTellOfNoSmallCellOfAny() throws SQLException {
        SplittableRandom random = new SplittableRandom(20);
        Population all = Population.of("persons", "person", "count(DISTINCT id)");
        List<Table> usual = List.of(whole(all), by(all, "a"), by(all, "b"), by(all, "c"));
        int answers = 0;
        for (int world = 0; world < 8; world++) {
            cube(random);
            door = door("cube" + world);
            Map<Table, Set<List<String>>> shown = new LinkedHashMap<>();
            List<Set<List<String>>> held = door.publish(connection, "r1", usual, List.of());
            Atoms atoms = Atoms.of(connection, usual);
            for (int t = 0; t < usual.size(); t++) {
                Set<List<String>> printed = new HashSet<>(atoms.cells(t).keySet());
                printed.removeAll(held.get(t));
                shown.put(usual.get(t), printed);
            }
            List<List<String>> splits = new ArrayList<>(
                    List.of(List.of("a", "b"), List.of("a", "c"), List.of("b", "c"), List.of("a", "b", "c")));
            while (!splits.isEmpty()) {
                Table table = new Table(all, new Request("true", splits.remove(random.nextInt(splits.size()))));
                try {
                    shown.put(table, door.pass(connection, "r1", usual, table));
                    answers++;
                } catch (ProtectionException refused) {
                    shown.put(table, Set.of());
                }
            }
            assertNoCellFollows(List.copyOf(shown.keySet()), shown);
        }
        assertTrue(answers > 8, "many are answered: " + answers);
    }

    /** Every table's cells, printed or not: those that are small must not be told. */
    private void assertNoCellFollows(List<Table> tables, Map<Table, Set<List<String>>> shown) {
        Atoms atoms = Atoms.of(connection, tables);
        List<BitSet> sums = new ArrayList<>();
        for (int t = 0; t < tables.size(); t++) {
            Map<List<String>, BitSet> cells = atoms.cells(t);
            shown.getOrDefault(tables.get(t), Set.of()).forEach(key -> sums.add(cells.getOrDefault(key, new BitSet())));
        }
        Determined attacker = new Determined(atoms.size(), sums);
        for (int t = 0; t < tables.size(); t++) {
            atoms.cells(t).values().forEach(cell -> assertNotTold(atoms, attacker, cell));
        }
    }

    private void cube(SplittableRandom random) throws SQLException {
        StringBuilder rows = new StringBuilder();
        int id = 0;
        for (int cell = 0; cell < 18; cell++) {
            int persons = random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 12 : 40);
            for (int i = 0; i < persons; i++) {
                rows.append(rows.isEmpty() ? "" : ", ")
                        .append("(" + id++ + ", 'a" + cell % 3 + "', 'b" + cell / 3 % 3 + "', 'c" + cell / 9 + "')");
            }
        }
        run("CREATE OR REPLACE TABLE person AS SELECT * FROM (VALUES " + rows + ") AS r (id, a, b, c)");
    }

    private static void assertNotTold(Atoms atoms, Determined attacker, BitSet set) {
        long persons = atoms.persons(set);
        assertFalse(persons > 0 && persons < MINIMUM && attacker.tells(set), () -> persons + " persons are told");
    }

    private void people() throws SQLException {
        run(
                "CREATE OR REPLACE TABLE person AS SELECT i AS id, 'p' || (i % 6) AS place,"
                        + " CAST(18 + (i // 6) % 50 AS INTEGER) AS age, 'l' || (i // 7) % 5 AS language FROM range(2000) AS r (i)");
    }

    private String answer(String filter) {
        try {
            pass(Population.of("persons", "person", "count(DISTINCT id)"), filter);
            return "answered";
        } catch (ProtectionException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private Set<List<String>> pass(Population population, String filter) {
        return door.pass(
                connection, "r1", List.of(whole(population)), new Table(population, new Request(filter, List.of())));
    }

    /** Persons by the month in which they began, in four towns, of which two have few. */
    private void trained(SplittableRandom random) throws SQLException {
        run("CREATE TABLE training (badge VARCHAR, town VARCHAR, begun DATE)");
        StringBuilder rows = new StringBuilder();
        int badge = 0;
        for (int month = 0; month < 18; month++) {
            for (int town = 0; town < 4; town++) {
                int begun = random.nextInt(new int[] {4, 9, 30, 60}[town]);
                for (int i = 0; i < begun; i++) {
                    rows.append(rows.isEmpty() ? "" : ", ")
                            .append("('b" + badge++ + "', 't" + town + "', DATE '"
                                    + LocalDate.of(2020, 1, 15).plusMonths(month) + "')");
                }
            }
        }
        run("INSERT INTO training VALUES " + rows);
    }

    private Series series(String release, LocalDate first, int count, int months) {
        List<String> days = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate day = first.withDayOfMonth(1).plusMonths((long) i * months);
            days.add(day.withDayOfMonth(day.lengthOfMonth()).toString());
        }
        String values =
                String.join(", ", days.stream().map(d -> "(DATE '" + d + "')").toList());
        String relation = "(SELECT t.*, CAST(d.day AS VARCHAR) AS span FROM training AS t JOIN (VALUES " + values
                + ") AS d (day) ON t.begun <= d.day)";
        Population population =
                Population.of("trained", relation, "count(DISTINCT badge)", null, "span", days.size() == 1);
        List<Table> tables = List.of(
                new Table(population, new Request("true", List.of("span"))),
                new Table(population, new Request("true", List.of("span", "town"))));
        List<Set<List<String>>> held = door.publish(connection, release, tables, days);
        Map<String, Map<String, Long>> all = new TreeMap<>();
        Map<String, Map<String, Long>> shown = new TreeMap<>();
        Atoms atoms = Atoms.of(connection, tables);
        for (int t = 0; t < 2; t++) {
            Set<List<String>> hidden = held.get(t);
            atoms.cells(t).forEach((key, pieces) -> {
                String town = key.size() > 1 ? key.get(1) : "";
                all.computeIfAbsent(town, any -> new TreeMap<>()).put(key.get(0), atoms.persons(pieces));
                if (!hidden.contains(key)) {
                    shown.computeIfAbsent(town, any -> new TreeMap<>()).put(key.get(0), atoms.persons(pieces));
                }
            });
        }
        return new Series(days, all, shown);
    }

    /** Persons up to each day by town, and of all towns under the empty name. */
    private record Series(List<String> days, Map<String, Map<String, Long>> all, Map<String, Map<String, Long>> shown) {
        boolean isShown(String town, String day) {
            return shown.getOrDefault(town, Map.of()).containsKey(day);
        }

        Set<String> hidden(String day) {
            Set<String> hidden = new java.util.TreeSet<>();
            all.forEach((town, byDay) -> {
                if (!town.isEmpty() && byDay.containsKey(day) && !isShown(town, day)) {
                    hidden.add(town);
                }
            });
            return hidden;
        }

        long sum(Set<String> towns, String day) {
            return towns.stream()
                    .mapToLong(town -> all.getOrDefault(town, Map.of()).getOrDefault(day, 0L))
                    .sum();
        }
    }

    private static Table whole(Population population) {
        return new Table(population, new Request("true", List.of()));
    }

    private static Table by(Population population, String column) {
        return new Table(population, new Request("true", List.of(column)));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
