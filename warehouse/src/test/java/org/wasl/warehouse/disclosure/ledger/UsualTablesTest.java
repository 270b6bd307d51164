package org.wasl.warehouse.disclosure.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.disclosure.Thresholds;

/** The tables of a release that everybody sees, and what they tell together and night after night. */
class UsualTablesTest {
    private static final Thresholds THRESHOLDS = Doors.THRESHOLDS;
    private static final Population WORKERS = Population.of("workers", "worker", "sum(persons)");
    private static final Request WHOLE = new Request("true", List.of());
    private static final Request BY_TOWN = new Request("true", List.of("town"));
    private static final Request BY_ZONE = new Request("true", List.of("zone"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private Ledger ledger;

    @SuppressWarnings("NullAway.Init")
    private Door door;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        ledger = new Ledger(directory.resolve(Ledger.FILE));
        door = Doors.with(ledger);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aSplitDoesNotGiveBackWhatAnotherHides() throws SQLException {
        // By zone alone 3 and 15 would be hidden, and printed towns would give both back: 103 − 100 and 115 − 100.
        given("('a', 'a1', 100), ('a', 'a2', 3), ('b', 'b1', 100), ('b', 'b2', 15)");
        List<Set<List<String>>> held = publish("r1");

        assertTrue(held.get(2).contains(List.of("a2")));
        assertTrue(held.get(1).contains(List.of("a")) || held.get(2).contains(List.of("a1")), "103 less 100 is 3");
        assertEquals(Set.of(), held.get(0), "the whole need not go for it");
    }

    @Test
    void noSmallCellOfRandomSplitsCanBeToldByThemAll() throws SQLException {
        SplittableRandom random = new SplittableRandom(4);
        for (int world = 0; world < 20; world++) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                int zone = random.nextInt(12);
                rows.append(i == 0 ? "" : ", ")
                        .append("('t" + zone / 4 + "', 'z" + zone + "', " + (1 + random.nextInt(6)) + ")");
            }
            given(rows.toString());
            List<Table> tables = tables(WORKERS, WHOLE, BY_TOWN, BY_ZONE);
            Atoms atoms = Atoms.of(connection, tables);
            List<UsualTables.Decision> decided =
                    new UsualTables(connection, tables, THRESHOLDS, "r1", List.of()).decide(List.of());
            Set<BitSet> printed = new HashSet<>();
            for (int table = 0; table < tables.size(); table++) {
                for (Entry.CellCount cell : decided.get(table).shown()) {
                    printed.add(atoms.cells(table).get(cell.key()));
                }
            }
            assertEquals(
                    List.of(), new Overlap(atoms.pieces(), 10, 0.2).told(printed, List.of(), printed), rows.toString());
        }
    }

    @Test
    void aCellThatMovedByAFewSinceItLeftIsHeldBack() throws SQLException {
        given("('a', 'a1', 100), ('a', 'a2', 50), ('b', 'b1', 200), ('b', 'b2', 80)");
        assertEquals(List.of(Set.of(), Set.of(), Set.of()), publish("r1"));

        given("('a', 'a1', 103), ('a', 'a2', 50), ('b', 'b1', 260), ('b', 'b2', 80)");
        List<Set<List<String>>> held = publish("r2");
        assertTrue(held.get(2).contains(List.of("a1")));
        assertTrue(held.get(1).contains(List.of("a")), "153 less 150");
        assertTrue(
                held.get(0).contains(List.of()) || held.get(1).contains(List.of("b")),
                "the whole less the other town would tell: 493 less 340");
        assertFalse(held.get(2).contains(List.of("a2")), "what left and has not changed is no secret");

        given("('a', 'a1', 112), ('a', 'a2', 50), ('b', 'b1', 330), ('b', 'b2', 80)");
        assertEquals(List.of(Set.of(), Set.of(), Set.of()), publish("r3"), "twelve more are enough");
    }

    @Test
    void whatWasHiddenAndHasNotChangedStaysHidden() throws SQLException {
        given("('a', 'a1', 100), ('a', 'a2', 7), ('a', 'a3', 20), ('b', 'b1', 300)");
        assertEquals(Set.of(List.of("a2"), List.of("a3")), publish("r1").get(2));

        // Now a2 is large enough; with a3 it would give back the 7 of before: 127 − 100 − 20.
        given("('a', 'a1', 100), ('a', 'a2', 30), ('a', 'a3', 20), ('b', 'b1', 300)");
        assertTrue(publish("r2").get(2).containsAll(Set.of(List.of("a2"), List.of("a3"))));
    }

    @Test
    void aReleaseIsDecidedOnOnce() throws SQLException {
        given("('a', 'a1', 100), ('a', 'a2', 3), ('b', 'b1', 100), ('b', 'b2', 15)");
        List<Set<List<String>>> held = publish("r1");
        assertEquals(3, ledger.entries().size(), "a line a table");
        assertEquals(held, publish("r1"));
        assertEquals(3, ledger.entries().size());
    }

    @Test
    void aPersonInTwoCellsIsOne() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE TABLE lesson AS SELECT i AS badge, 'en' AS language FROM range(40) AS r (i)"
                            + " UNION ALL SELECT i, 'ne' FROM range(30, 52) AS r (i)");
        }
        Population trained = Population.of("trained", "lesson", "count(DISTINCT badge)");
        Atoms atoms = Atoms.of(connection, tables(trained, WHOLE, new Request("true", List.of("language"))));
        assertEquals(3, atoms.size(), "one language, the other, and both");
        assertEquals(52, persons(atoms, 0, List.of()));
        assertEquals(40, persons(atoms, 1, List.of("en")));
        assertEquals(22, persons(atoms, 1, List.of("ne")));
    }

    private static long persons(Atoms atoms, int table, List<String> key) {
        return atoms.persons(atoms.cells(table).getOrDefault(key, new BitSet()));
    }

    private void given(String rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE TABLE worker AS SELECT * FROM (VALUES " + rows + ") AS w (town, zone, persons)");
        }
    }

    private List<Set<List<String>>> publish(String release) {
        return door.publish(connection, release, tables(WORKERS, WHOLE, BY_TOWN, BY_ZONE), List.of());
    }

    private static List<Table> tables(Population population, Request... requests) {
        return Stream.of(requests)
                .map(request -> new Table(population, request))
                .toList();
    }
}
