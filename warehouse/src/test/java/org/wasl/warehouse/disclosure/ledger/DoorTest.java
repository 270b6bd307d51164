package org.wasl.warehouse.disclosure.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.disclosure.ProtectionException;

/** Two thousand persons by place, age and language, and somebody who asks and asks. */
class DoorTest {
    private static final Population EVERYBODY = Population.of("persons", "person", "count(*)");
    private static final List<Table> KNOWN = List.of(new Table(EVERYBODY, new Request("true", List.of())));
    private static final int MINIMUM = Doors.MINIMUM;

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
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE person AS SELECT i AS id, 'p' || (i % 6) AS place,"
                    + " CAST(18 + (i // 6) % 50 AS INTEGER) AS age, 'l' || (i // 7) % 5 AS language"
                    + " FROM range(2000) AS r (i)");
        }
        ledger = new Ledger(directory.resolve("restricted").resolve(Ledger.FILE));
        door = Doors.with(ledger);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aConditionThatLeavesOutAFewTellsOfThem() {
        ProtectionException refused =
                assertThrows(ProtectionException.class, () -> pass("r1", "NOT (place = 'p1' AND age = 30)"));
        assertTrue(String.valueOf(refused.getMessage())
                .startsWith("refused: the figures would be of nobody, or tell of fewer than 10"));
        assertEquals(List.of(), ledger.entries());
    }

    @Test
    void twoConditionsMayEachPassButNotBoth() {
        pass("r1", "age < 40");
        assertThrows(ProtectionException.class, () -> pass("r1", "age < 40 AND NOT (place = 'p1' AND age = 30)"));
        pass("r1", "age < 60");
        assertEquals(2, ledger.entries().size());
    }

    @Test
    void theSameQuestionMayBeAskedAgain() {
        assertEquals(pass("r1", "place = 'p1'"), pass("r1", "place = 'p1'"));
    }

    @Test
    void aReleaseThatDiffersByAFewTellsOfThem() throws SQLException {
        pass("r1", "place = 'p1'");
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO person SELECT 9000 + i, 'p1', 30, 'l1' FROM range(3) AS r (i)");
        }
        assertThrows(ProtectionException.class, () -> pass("r2", "place = 'p1'"));
    }

    @Test
    void fiftyConditionsTellOfNobody() throws SQLException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> passed = new ArrayList<>();
        passed.add("true");
        for (int i = 0; i < 50; i++) {
            int from = 20 + 10 * random.nextInt(4);
            String filter = switch (random.nextInt(4)) {
                case 0 -> "age BETWEEN " + from + " AND " + (from + 9 + 10 * random.nextInt(2));
                case 1 -> "place <> 'p" + random.nextInt(6) + "'";
                case 2 -> "language = 'l" + random.nextInt(5) + "' AND age >= " + from;
                default -> "place = 'p" + random.nextInt(6) + "' OR age > " + from;
            };
            try {
                pass("r1", filter);
                passed.add(filter);
            } catch (ProtectionException refused) {
                // Then it tells the asker nothing.
            }
        }
        assertTrue(passed.size() > 5, "some may be asked: " + passed.size());
        // The asker now subtracts every count from every other, where one condition implies the other.
        for (String wide : passed) {
            for (String narrow : passed) {
                if (count("(" + narrow + ") AND NOT (" + wide + ")") == 0) {
                    long difference = count(wide) - count(narrow);
                    assertTrue(difference == 0 || difference >= MINIMUM, wide + " less " + narrow + ": " + difference);
                }
            }
        }
    }

    @Test
    void aLineTornByACrashIsPassedOverAndWrittenOver() throws IOException {
        pass("r1", "place = 'p1'");
        Path file = directory.resolve("restricted").resolve(Ledger.FILE);
        Files.writeString(file, "{\"at\":\"2026-01", StandardOpenOption.APPEND);
        pass("r1", "place = 'p2'");
        assertEquals(
                List.of("place = 'p1'", "place = 'p2'"),
                ledger.entries().stream().map(Entry::filter).toList());
    }

    private Set<List<String>> pass(String release, String filter) {
        return door.pass(connection, release, KNOWN, new Table(EVERYBODY, new Request(filter, List.of())));
    }

    private long count(String filter) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM person WHERE " + filter)) {
            result.next();
            return result.getLong(1);
        }
    }
}
