package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.warehouse.disclosure.ledger.Entry;
import org.wasl.warehouse.disclosure.ledger.Ledger;

/** The catalogue and its figures. */
class MetricsCommandTest extends PublishedHome {
    @Test
    void metricsAreListedAndShown() throws IOException {
        List<String> ids = json("metrics", "list", "--json").findValuesAsText("id");
        assertTrue(ids.containsAll(List.of("internet_use", "facilities_established")), ids::toString);
        String table = Command.on(home, "metrics", "list").out();
        assertEquals(ids.size() + 1, table.lines().count());

        String shown =
                Command.on(home, "metrics", "show", "facilities_established").out();
        assertTrue(shown.startsWith("facilities_established: Facilities established\n"), shown);
        assertTrue(shown.contains("target      1,500 (UN SDG Action 43775"), shown);
        assertTrue(shown.contains("SELECT"), shown);
        fails(1, "there is no metric \"internet_us\"; nearest: internet_use", "metrics", "show", "internet_us");
    }

    @Test
    void aMetricIsComputedInEveryFormat() throws IOException {
        JsonNode figure = json("metrics", "compute", "internet_use", "--json").get(0);
        assertTrue(
                keys(figure)
                        .containsAll(List.of(
                                "metric",
                                "version",
                                "definition",
                                "estimator",
                                "variable",
                                "level",
                                "domain",
                                "estimate",
                                "se",
                                "ci_low",
                                "ci_high",
                                "n",
                                "n_effective",
                                "deff",
                                "df",
                                "flags")),
                figure::toString);
        assertEquals("1", figure.path("domain").path("wave").asText());

        List<String> csv = Command.on(home, "metrics", "compute", "internet_use", "--format", "csv")
                .out()
                .lines()
                .toList();
        assertEquals("metric,level,wave,unit,estimate,se,ci_low,ci_high,n,deff,flags,definition,df,p", csv.get(0));
        assertTrue(
                csv.get(1)
                        .startsWith("internet_use,,1,share,"
                                + figure.path("estimate").asText() + ","),
                csv::toString);
        String table = Command.on(home, "metrics", "compute", "facilities_established", "--by", "municipality")
                .out();
        assertTrue(table.startsWith("Facilities established (facilities), release " + release + "\n"), table);
    }

    @Test
    void theRowsBehindAMetricAreAQueryInTheRestrictedZone() {
        String select = Command.on(home, "metrics", "rows", "facilities_established", "--select")
                .out();
        String rows = Command.on(home, "query", select, "--zone", "restricted", "--format", "csv")
                .out();
        assertTrue(rows.lines().count() > 1, rows);
        assertTrue(rows.contains("municipality"), rows);
        String byYear = Command.on(home, "metrics", "rows", "facilities_established", "--each", "year", "--select")
                .out();
        assertTrue(byYear.contains("('2016', DATE '2016-01-01', DATE '2016-12-31')"), byYear);
    }

    @Test
    void theRowsBehindAMetricAreWrittenForTheOwnerOnlyAndNotPrinted() throws IOException {
        List<String> said = Command.on(
                        home,
                        "metrics",
                        "rows",
                        "computers_in_service",
                        "--per-100",
                        "workers_covered",
                        "--format",
                        "csv")
                .out()
                .lines()
                .toList();
        assertEquals(2, said.size());
        for (String line : said) {
            Path file = Path.of(line);
            assertEquals(home.directory().resolve("restricted/rows"), file.getParent());
            assertTrue(Files.readAllLines(file).size() > 1, line);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void figuresAreDerivedFromWhatMayBePrinted() throws IOException {
        String[] compute = {"metrics", "compute", "computers_deployed", "--each", "year"};
        JsonNode growth = json(with(compute, "--derive", "GROWTH", "--json")).get(0);
        assertEquals("growth", growth.path("estimator").asText());
        String[] share = {"metrics", "compute", "computers_deployed", "--derive", "share", "--by", "donor"};
        double whole = 0;
        for (JsonNode figure : json(with(share, "--json"))) {
            whole += figure.path("estimate").asDouble();
        }
        assertEquals(1, whole, 1e-9);
        String table = Command.on(
                        home, "metrics", "compute", "computers_deployed", "--derive", "share", "--by", "donor")
                .out();
        assertTrue(table.startsWith("Computers deployed (share), release " + release + "\n"), table);
        fails(1, "ask with --by", "metrics", "compute", "computers_deployed", "--derive", "share");
        fails(1, "only growth is derived from", with(share, "--per-100", "facilities_open"));
        fails(1, "ask `wasl survey` for relative", "metrics", "compute", "internet_use", "--derive", "GROWTH");
    }

    @Test
    void theMetricReferenceIsPrintedAndNothingMovesBetweenOneRelease() {
        assertTrue(Command.on(home, "metrics", "docs").out().startsWith("# Metric reference\n"));
        assertEquals(
                "no figure moved\n",
                Command.on(home, "metrics", "diff", release, release).out());
    }

    @Test
    void aMetricThatCannotBeComputedSaysWhatCan() {
        String[] compute = {"metrics", "compute", "internet_use"};
        fails(1, "internet_use cannot be split by \"sx\"", with(compute, "--by", "sx"));
        fails(1, "nearest: sex,", with(compute, "--by", "sx"));
        fails(1, "\"wage\" is not a dimension of the metric; nearest: wage_band", with(compute, "--where", "wage > 3"));
        String[] gap = {"metrics", "compute", "internet_use_gap"};
        fails(1, "internet_use_gap cannot be split by \"sex\": it has no dimensions", with(gap, "--by", "sex"));
        fails(1, "\"sex\" is not a dimension of the metric; it has none", with(gap, "--where", "sex = 'female'"));
        fails(1, "is not one condition", with(compute, "--where", "sex = 'female"));
        fails(1, "there is no grain 'yeer'; known: programme, year,", with(compute, "--each", "yeer"));
        fails(1, "no release is called \"r-zzz\"", with(compute, "--as-of", "r-zzz"));
        fails(2, "'2020-13-01' is no day; write it as 2020-12-31", with(compute, "--on", "2020-13-01"));
    }

    @Test
    void whatTheReportPrintsIsInTheLedger() {
        List<Entry> noted = new Ledger(home.restricted().resolve(Ledger.FILE)).entries();
        assertTrue(noted.stream()
                .anyMatch(entry -> entry.release().equals(release)
                        && entry.population().equals("workers_covered")
                        && entry.by().equals(List.of("span_", "municipality"))));
    }

    @Test
    void rowsThatCannotBeWrittenLeaveNothingBehind() throws IOException {
        Path rows = home.restricted().resolve("rows");
        assertEquals(
                1,
                on("metrics", "rows", "facilities_established", "--where", "municipality / 0 = 'x'")
                        .exitCode());
        try (Stream<Path> files = Files.exists(rows) ? Files.list(rows) : Stream.<Path>empty()) {
            assertEquals(
                    List.of(),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("."))
                            .toList());
        }
    }
}
