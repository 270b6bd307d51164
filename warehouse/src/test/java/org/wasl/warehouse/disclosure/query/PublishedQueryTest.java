package org.wasl.warehouse.disclosure.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.Thresholds;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.disclosure.ledger.Ledger;
import org.wasl.warehouse.query.Format;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.TestTables;

/** Eighty respondents, four of them in one place: every way round the door that we could think of. */
class PublishedQueryTest {
    private static final String SURVEY = """
            INSERT INTO survey_response BY NAME
            SELECT 'w' || i AS respondent_id, 1 AS wave, DATE '2018-03-05' AS interviewed_on,
              CASE WHEN i < 4 THEN 'doha' WHEN i < 40 THEN 'wakra' ELSE 'khor' END AS municipality,
              'a' AS stratum, CAST(i // 20 AS VARCHAR) AS psu, 10.0 AS weight, i % 2 AS internet_use,
              CAST(i IN (41, 43) AS BIGINT) AS skill_program, CASE WHEN i < 3 THEN 1 END AS skill_email, i + 1 AS age
            FROM range(80) AS r (i);
            """;

    private static Warehouse warehouse;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeAll
    static void open(@TempDir Path directory) {
        warehouse = Warehouse.open(TestTables.release(directory, SURVEY));
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void aSmallCellIsLeftOutAndAnotherWithIt() {
        assertEquals(
                "municipality,n\nkhor,40\n",
                answer("SELECT municipality, count(*) AS n FROM survey_response GROUP BY municipality")
                        .replace("\r\n", "\n")
                        .replace("\"\"", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM survey_response",
                "SELECT respondent_id FROM survey_response",
                "SELECT municipality, min(weight) AS m FROM survey_response GROUP BY municipality",
                "SELECT list(respondent_id) AS l FROM survey_response",
                "SELECT string_agg(respondent_id, ',') AS l FROM survey_response",
                "SELECT count(*) FILTER (WHERE municipality = 'doha') AS n FROM survey_response",
                "SELECT sum(CASE WHEN municipality = 'doha' THEN 1 ELSE 0 END) AS n FROM survey_response",
                "SELECT count(*) + 0 AS n FROM survey_response WHERE municipality = 'doha'",
                "SELECT municipality, count(*) AS n FROM survey_response GROUP BY municipality HAVING count(*) < 10",
                "SELECT municipality, count(*) AS n FROM survey_response GROUP BY municipality ORDER BY n LIMIT 1",
                "SELECT count(*) AS n FROM (SELECT * FROM survey_response LIMIT 1)",
                "SELECT count(*) AS n FROM survey_response, code",
                "SELECT decided_by, count(*) AS n FROM link_decision GROUP BY decided_by",
                "WITH x AS (SELECT * FROM survey_response) SELECT count(*) AS n FROM x",
                "SELECT count(*) AS n FROM survey_response UNION SELECT 1",
                "SELECT count(*) AS n FROM survey_response WHERE respondent_id IN (SELECT respondent_id FROM respondent)",
                "SELECT municipality, count(*) AS n FROM survey_response GROUP BY ROLLUP (municipality)",
                "SELECT count(*) OVER () AS n FROM survey_response",
                "SELECT count(*) AS n FROM survey_response GROUP BY municipality",
                "SELECT municipality AS n, count(*) AS m FROM survey_response GROUP BY municipality",
                "SELECT sum(age) AS s FROM survey_response TABLESAMPLE 1 ROWS",
                "SELECT count(*) AS n FROM survey_response AS t (municipality) WHERE municipality < 'w2'",
                "SELECT sum(DISTINCT age) AS s FROM survey_response",
                "SELECT count(*) AS n FROM survey_response WHERE random() < 0.9",
                "SELECT count(*) AS n FROM survey_response WHERE interviewed_on < today() - 7",
                "SELECT sum(skill_program) AS s FROM survey_response",
                "SELECT count(*) AS n, avg(skill_program) AS m FROM survey_response",
                "SELECT count(*) AS n, count(skill_email) AS c FROM survey_response",
            })
    void nothingButCountsSumsAndMeansLeaves(String sql) {
        assertThrows(RuntimeException.class, () -> answer(sql));
    }

    @Test
    void aSumOfNoughtsAndOnesIsACount() {
        String by = " FROM survey_response GROUP BY psu";
        // Two of the twenty of psu 2 can program, nobody of the others.
        assertEquals("psu,n\n0,20\n1,20\n2,20\n3,20\n", answer("SELECT psu, count(*) AS n" + by));
        assertThrows(ProtectionException.class, () -> answer("SELECT psu, sum(skill_program) AS s" + by));
        assertEquals("psu,s\n0,10\n1,10\n2,10\n3,10\n", answer("SELECT psu, sum(internet_use) AS s" + by));
        assertEquals("s\n3240\n", answer("SELECT sum(age) AS s FROM survey_response"));
    }

    @Test
    void aConditionForAFewOrForNobodyIsRefusedAlike() {
        List<String> said = Stream.of("= 'doha'", "= 'nowhere'", "<> 'doha'")
                .map(condition -> String.valueOf(assertThrows(
                                ProtectionException.class,
                                () -> answer("SELECT count(*) AS n, avg(internet_use) AS m FROM survey_response"
                                        + " WHERE municipality " + condition))
                        .getMessage()))
                .distinct()
                .toList();
        assertEquals(1, said.size(), said.toString());
    }

    private String answer(String sql) {
        Door door = new Door(
                new Ledger(directory.resolve(Ledger.FILE)), new Thresholds(10, 30, 0.3, 0.15, 0.1), Clock.systemUTC());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PublishedQuery(warehouse, door, universe -> List.of()).answer(sql, Format.CSV, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
