package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wave of the sample survey made a file for researchers, and somebody who has the truth about everybody. */
class MicrodataOfTheSampleTest {
    private static final Path SAMPLES = Path.of(System.getProperty("wasl.root"), "data-samples");

    @Test
    void nobodyOfTheSampleIsRecognised(@TempDir Path directory) throws IOException, SQLException {
        Path respondents = directory.resolve("respondents.csv");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            // Line 1 is the heading, so that a record's line is its number and one.
            statement.execute("COPY (SELECT t.entity_id AS person, s.stratum, s.sex, s.age, s.nationality,"
                    + " s.loneliness_1 FROM (SELECT *, row_number() OVER () + 1 AS line FROM read_csv('"
                    + SAMPLES.resolve("better-connections/survey/wave-1_2018-06-15.csv")
                    + "', all_varchar = true, header = true)) AS s JOIN read_csv('"
                    + SAMPLES.resolve("better-connections-truth/records/survey.csv")
                    + "') AS t ON t.file = 'wave-1_2018-06-15.csv' AND t.line = s.line WHERE try_cast(s.age AS DOUBLE) > 0)"
                    + " TO '" + respondents + "' (HEADER)");
        }
        Path rules = Files.writeString(directory.resolve("rules.yaml"), """
                id: person
                keys:
                  stratum: {}
                  sex: {}
                  age: {bands: [[25, 30, 35, 40, 45, 50], [30, 40, 50], [40]]}
                  nationality: {}
                sensitive: [loneliness_1]
                k: 5
                l: 2
                population: 1500000
                """);
        Path out = directory.resolve("out.csv");

        Command protectedFile = Command.wasl(
                "protect",
                "microdata",
                respondents.toString(),
                "--rules",
                rules.toString(),
                "--out",
                out.toString(),
                "--truth",
                respondents.toString(),
                "--json");

        assertEquals(0, protectedFile.exitCode(), protectedFile.err());
        JsonNode report = JsonMapper.builder().build().readTree(protectedFile.out());
        assertTrue(report.path("before").path("sample_uniques").asLong() > 100, "most could be recognised before");
        JsonNode attack = report.path("attack");
        assertEquals(report.path("records").asLong(), attack.path("persons").asLong(), "everybody was looked up");
        assertTrue(attack.path("fewest").asLong() >= 5, attack.toString());
        assertEquals(0, attack.path("right").asLong(), "recognised");
        assertEquals(0, attack.path("learnt").asLong(), "told of somebody who was not even recognised");
        assertTrue(report.path("loss").asDouble() < 1, "something is left");
    }
}
