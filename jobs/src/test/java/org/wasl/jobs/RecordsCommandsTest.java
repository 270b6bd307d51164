package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way from a release to its rows, and from a row to the lines of files behind it. */
class RecordsCommandsTest extends PublishedHome {
    @Test
    void rejectsSayWhereAndWhy() throws IOException {
        JsonNode rows = json("rejects", "--feed", "facility", "--format", "json");
        for (JsonNode row : rows) {
            assertEquals("facility", row.path("feed").asText());
            assertTrue(row.path("source_line").asLong() > 1, row::toString);
            assertFalse(row.path("message").asText().isEmpty(), row::toString);
            assertFalse(row.path("raw_record").asText().isEmpty(), row::toString);
        }
        Command csv = Command.on(home, "rejects", "--feed", "facility", "--format", "csv");
        assertEquals(rows.size(), csv.out().lines().count() - 1, "these rejects are records of one line");
        fails(
                1,
                "no delivery of a feed 'fasility' was landed; did you mean 'facility'?",
                "rejects",
                "--feed",
                "fasility");
        fails(1, "no delivery's id begins with 'zzz': `wasl rejects` lists them", "rejects", "--delivery", "zzz");
    }

    @Test
    void traceLeadsToTheLinesOfTheFiles() throws IOException {
        String id =
                query("SELECT facility_id FROM facility ORDER BY ALL LIMIT 1").get(1);

        JsonNode trace = json("trace", "facility", id, "--json");

        assertEquals(id, trace.path("entity_id").asText());
        JsonNode line = trace.path("lines").get(0);
        assertTrue(line.path("source_file").asText().startsWith("facility_20"), line::toString);
        String text = Command.on(home, "trace", "facility", id).out();
        assertTrue(
                text.contains(line.path("source_file").asText() + ":"
                        + line.path("source_line").asText()),
                text);
        fails(1, "no facility is called fac_none in " + release, "trace", "facility", "fac_none");
        fails(1, "there is no entity \"facilty\"; entities are device, employer, facility,", "trace", "facilty", id);
    }

    @Test
    void aReleaseDoesNotDifferFromItself() throws IOException {
        for (JsonNode table : json("diff", release, "current", "--json")) {
            assertEquals(
                    0,
                    table.path("added").asLong()
                            + table.path("removed").asLong()
                            + table.path("changed").asLong(),
                    table::toString);
        }
        fails(1, "nothing was published on or before 1999-01-01", "diff", "1999-01-01");
    }

    @Test
    void queryWritesEveryFormat() throws IOException {
        String sql = "SELECT 1 AS n, 'a, b' AS t";
        assertEquals(List.of("n,t", "1,\"a, b\""), query(sql));
        assertEquals(
                "[{\"n\":1,\"t\":\"a, b\"}]",
                json("query", sql, "--format", "json").toString());
        assertTrue(Command.on(home, "query", sql).out().startsWith("n  t\n"));
        assertEquals("PAR1", beginning("parquet", sql, 4));
        assertEquals("PK", beginning("xlsx", sql, 2));
    }

    private String beginning(String format, String sql, int length) throws IOException {
        Path file = folder.resolve("result." + format);
        Command query = Command.on(home, "query", sql, "--format", format, "--out", file.toString());
        assertEquals(0, query.exitCode(), query.err());
        assertEquals("", query.out());
        return new String(Arrays.copyOf(Files.readAllBytes(file), length), java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void queryReadsTheReleaseAndNothingElse() {
        fails(1, "only one SELECT can be run on a release", "query", "DROP TABLE facility");
        fails(1, "one SELECT at a time, not 2", "query", "SELECT 1; SELECT 2");
        fails(1, "Permission Error: Cannot access file", "query", "SELECT * FROM read_csv('/etc/hosts')");
        fails(
                1,
                "Table with name facilty does not exist! Did you mean \"facility\"?",
                "query",
                "SELECT * FROM facilty");
        fails(
                1,
                "there is no directory " + folder.resolve("none") + ": make it first",
                "query",
                "SELECT 1",
                "--out",
                folder.resolve("none/x.csv").toString());
        fails(2, "expected one of [TABLE, CSV, JSON, PARQUET, XLSX]", "query", "SELECT 1", "--format", "yaml");
    }

    @Test
    void stackTracesAreShownWhenAskedForOnly() {
        Command quiet = Command.on(home, "query", "SELECT nothing");
        assertEquals(1, quiet.err().lines().count(), quiet.err());

        Command verbose = Command.on(home, "query", "SELECT nothing", "--verbose");
        assertEquals(1, verbose.exitCode());
        assertTrue(verbose.err().contains("\n\tat org.wasl."), verbose.err());
        assertEquals("", verbose.out());
    }
}
