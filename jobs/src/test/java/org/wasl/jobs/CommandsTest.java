package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.disclosure.ledger.Entry;
import org.wasl.warehouse.disclosure.ledger.Ledger;

/** What each command that reads a home prints, and how it ends when it is asked for what is not there. */
class CommandsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @SuppressWarnings("NullAway")
    private static Home home;

    @SuppressWarnings("NullAway")
    private static String release;

    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @BeforeAll
    static void aPublishedHome() throws Exception {
        home = SmallProgramme.published();
        release = SmallProgramme.current(home);
    }

    @Test
    void statusShowsTheReleaseAndWhatEachFeedDeliveredLast() throws IOException {
        Command table = Command.on(home, "status");
        assertEquals(0, table.exitCode());
        assertTrue(table.out().contains("release  " + release + ", published "), table.out());

        JsonNode status = json("status", "--json");
        assertEquals(release, status.path("release").asText());
        assertTrue(status.path("in_use_by").isNull());
        assertEquals(
                List.of("device", "device_event", "employer", "facility", "survey", "training"),
                status.path("last").findValuesAsText("feed"));
    }

    @Test
    void historyAndVerifyNameTheRelease() throws IOException {
        JsonNode history = json("history", "--json");
        assertEquals(List.of(release), history.findValuesAsText("release"));
        assertTrue(history.get(0).path("rows").asLong() > 0);
        assertTrue(Command.on(home, "history").out().contains(release));

        JsonNode verified = json("verify", "--json");
        assertEquals(release, verified.get(0).path("release").asText());
        assertTrue(verified.get(0).path("sound").asBoolean());
        fails(1, "no release is called \"r-none\"; `wasl history` lists them.", "verify", "r-none");
    }

    @Test
    void aNightWithNothingNewSaysSo() throws Exception {
        Home copy = SmallProgramme.copy(home, folder.resolve("home"));

        Command run = Command.on(copy, "run", "--json");

        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        JsonNode night = JSON.readTree(run.out());
        assertEquals(release, night.path("release").asText());
        assertTrue(night.path("unchanged").asBoolean());
        assertEquals(0, night.path("seconds").size());
        assertTrue(Files.exists(Path.of(night.path("report").asText())));
        assertEquals(
                List.of("feed", "delivery", "file", "rows_read", "rows_landed", "rows_rejected", "status", "message"),
                keys(night.path("deliveries").get(0)));
    }

    /** The small programme's inbox is the generator's: it says so, and whoever reads the report learns it. */
    @Test
    void aReportOfMadeUpRecordsSaysSo() throws IOException {
        Path reports = home.reports().resolve(release);
        assertTrue(text(reports.resolve("report-en.html")).contains("of this release are synthetic"));
        assertTrue(text(reports.resolve("report-ar.html")).contains("سجلات هذا الإصدار مصطنعة"));

        // It stays so when the inbox is another by then: the deliveries carry it.
        Home copy = SmallProgramme.copy(home, folder.resolve("later"));
        Files.delete(copy.inbox().resolve("SYNTHETIC.txt"));
        Files.move(copy.reports().resolve(release), copy.reports().resolve("r-aside"));
        assertEquals(0, Command.on(copy, "report").exitCode());
        assertTrue(text(copy.reports().resolve(release).resolve("report-en.html"))
                .contains("of this release are synthetic"));
    }

    private static String text(Path page) throws IOException {
        return Files.readString(page).replaceAll("\\s+", " ");
    }

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
        assertEquals("metric,level,wave,unit,estimate,se,ci_low,ci_high,n,deff,flags,definition", csv.get(0));
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
        fails(1, "is not one condition", with(compute, "--where", "sex = 'female"));
        fails(1, "there is no grain 'yeer'; known: programme, year,", with(compute, "--each", "yeer"));
        fails(1, "no release is called \"r-zzz\"", with(compute, "--as-of", "r-zzz"));
        fails(2, "'2020-13-01' is no day; write it as 2020-12-31", with(compute, "--on", "2020-13-01"));
    }

    @Test
    void aSurveyIsEstimatedFromAReleaseAndFromAFile() throws IOException {
        String[] survey = {"survey", "--table", "survey_response", "--estimate"};
        JsonNode estimate = json(with(survey, "mean(internet_use)", "--by", "wave", "--json"))
                .get(0);
        assertTrue(
                keys(estimate)
                        .containsAll(List.of(
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
                estimate::toString);

        Path data = Files.writeString(folder.resolve("data.csv"), "w,y\n1,0\n1,1\n2,1\n");
        Path design = Files.writeString(folder.resolve("design.yaml"), "weights: w\n");
        JsonNode mean =
                json("survey", data.toString(), "--design", design.toString(), "--estimate", "mean(y)", "--json");
        assertEquals(0.75, mean.get(0).path("estimate").asDouble(), 1e-12);

        fails(
                1,
                "There is no column \"internet_us\" in the data; nearest: \"internet_use\"",
                with(survey, "mean(internet_us)"));
        fails(1, "unknown estimator \"men\"; nearest: mean", with(survey, "men(age)"));
        fails(
                1,
                "there is no table 'survey_respons' in " + release + "; did you mean 'survey_response'?",
                "survey",
                "--table",
                "survey_respons",
                "--estimate",
                "mean(age)");
        fails(1, "a file needs --design FILE", "survey", data.toString(), "--estimate", "mean(y)");
        fails(1, "give a FILE or --table, one of the two", "survey", "--estimate", "mean(y)");
        fails(2, "Missing required option: '--estimate=E'", "survey", data.toString());
    }

    @Test
    void aStudyLeavesItsResultsAndItsPage() throws IOException {
        List<String> panel = new ArrayList<>(List.of("unit,year,first,y"));
        IntStream.range(0, 40)
                .forEach(unit -> IntStream.rangeClosed(2015, 2018).forEach(year -> {
                    int first = unit % 2 == 0 ? 2017 : 0;
                    int y = unit + year + (unit * year) % 7 + (first > 0 && year >= first ? 5 : 0);
                    panel.add(unit + "," + year + "," + first + "," + y);
                }));
        Files.write(folder.resolve("panel.csv"), panel);
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                question: Does it help?
                file: panel.csv
                unit: unit
                time: year
                treatment: first
                outcomes: [y]
                estimators: [{name: did, type: twogroup}]
                """);
        Path out = folder.resolve("results");

        JsonNode results = json("study", study.toString(), "--out", out.toString(), "--json");

        assertEquals(JSON.readTree(out.resolve("results.json").toFile()), results);
        assertTrue(Files.readString(out.resolve("study.html")).contains("Does it help?"));
        assertTrue(
                keys(results.get(0))
                        .containsAll(List.of(
                                "specification",
                                "outcome",
                                "estimator",
                                "parameter",
                                "group",
                                "time",
                                "event_time",
                                "subgroup",
                                "estimate",
                                "se",
                                "ci_low",
                                "ci_high",
                                "band_low",
                                "band_high",
                                "n",
                                "clusters",
                                "p",
                                "p_adjusted")),
                () -> results.get(0).toString());

        fails(
                1,
                "cannot read the study " + folder.resolve("none.yaml"),
                "study",
                folder.resolve("none.yaml").toString());
        Path prose = Files.writeString(folder.resolve("prose.yaml"), "*not* a study\n");
        fails(1, prose + ":1:", "study", prose.toString());
        Path typing = Files.writeString(
                folder.resolve("typing.yaml"), Files.readString(study).replace("[y]", "[z]"));
        fails(1, "There is no column \"z\" in the data", "study", typing.toString(), "--out", out.toString());
    }

    @Test
    void anExportGoesWhereItIsSent() throws IOException {
        Path file = folder.resolve("codebook.xml");

        Command export = Command.on(home, "export", "ddi", "--out", file.toString());

        assertEquals(0, export.exitCode(), export.err());
        assertTrue(export.out().startsWith("wrote the codebook of "), export.out());
        assertTrue(Files.readString(file).contains("<IDNo agency=\"wasl\">" + release + "</IDNo>"));
        fails(
                2,
                "there is no format 'pdf'; known: datapackage, sdmx-csv, ddi, xlsx",
                "export",
                "pdf",
                "--out",
                file.toString());
        fails(
                1,
                "there is no directory " + folder.resolve("none") + ": make it first",
                "export",
                "xlsx",
                "--out",
                folder.resolve("none/x.xlsx").toString());
        fails(2, "Missing required option: '--out=PATH'", "export", "xlsx");
    }

    @Test
    void whatTheReportPrintsIsInTheLedger() {
        List<Entry> noted = new Ledger(home.restricted().resolve(Ledger.FILE)).entries();
        assertTrue(noted.stream()
                .anyMatch(entry -> entry.release().equals(release)
                        && entry.population().equals("workers_covered each programme")
                        && entry.by().equals(List.of("municipality"))));
    }

    @Test
    void initMakesAHomeOnceAndKeepsItsSettings() throws IOException {
        Path directory = folder.resolve("new home");
        Command init = Command.wasl("init", directory.toString());
        assertEquals(0, init.exitCode(), init.err());
        assertTrue(init.out().contains("then `wasl run --home " + directory + "`"), init.out());
        Path settings = directory.resolve("wasl.yaml");
        Files.writeString(settings, Files.readString(settings) + "# mine\n");

        assertEquals(0, Command.wasl("init", directory.toString()).exitCode());

        assertTrue(Files.readString(settings).endsWith("# mine\n"));
        Files.writeString(settings, "sheduel: x\n");
        Command run = Command.wasl("run", "--home", directory.toString());
        assertEquals(1, run.exitCode());
        assertEquals("wasl: " + settings + ":1: unknown key 'sheduel'; did you mean 'schedule'?\n", run.err());
        Files.writeString(settings, "inbox: inbox\n\n\tschedule: x\n");
        Command tab = Command.wasl("run", "--home", directory.toString());
        assertTrue(tab.err().startsWith("wasl: " + settings + ":3:1: not YAML: found character"), tab.err());
    }

    @Test
    void aHomeThatIsNoneSaysHowToMakeOne() throws IOException {
        Path none = folder.resolve("none");
        for (String command : List.of(
                "status",
                "history",
                "rejects",
                "verify",
                "diff current",
                "query x",
                "trace facility x",
                "export ddi --out x",
                "metrics compute internet_use")) {
            Command there = Command.wasl((command + " --home " + none).split(" "));
            assertEquals(1, there.exitCode(), command);
            assertEquals("", there.out(), command);
            assertEquals(
                    "wasl: no home at " + none + ": make one with `wasl init " + none + "` or `wasl run --home " + none
                            + "`, or name another with --home\n",
                    there.err(),
                    command);
        }
        Command empty =
                Command.wasl("status", "--home", Files.createDirectory(none).toString());
        assertTrue(
                empty.err().startsWith("wasl: " + none + " is not a wasl home (it has no wasl.yaml): "), empty.err());
    }

    @Test
    void wrongUsageNamesWhatWasMeant() {
        assertEquals(2, Command.wasl().exitCode());
        fails(2, "Unmatched argument at index 0: 'staus'; did you mean 'status'?", "staus");
        fails(2, "Unknown option: '--jsn'; did you mean '--json'?", "status", "--jsn");
        fails(2, "Missing required parameter: 'SQL'", "query");
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

    /** One message that holds this, nothing on standard output, this exit code. */
    private static void fails(int exitCode, String message, String... words) {
        Command command = words[0].equals("staus") ? Command.wasl(words) : on(words);
        assertEquals(exitCode, command.exitCode(), command.out() + command.err());
        assertEquals("", command.out());
        assertEquals(1, command.err().lines().count(), command.err());
        assertTrue(command.err().startsWith("wasl: ") && command.err().contains(message), command.err());
    }

    private static Command on(String... words) {
        return Command.on(home, words[0], Arrays.copyOfRange(words, 1, words.length));
    }

    /** Standard output as the one JSON document that it must be. */
    private static JsonNode json(String... words) throws IOException {
        Command command = on(words);
        assertEquals(0, command.exitCode(), command.err());
        assertEquals("", command.err());
        return JSON.readTree(command.out());
    }

    private static List<String> query(String sql) {
        Command query = Command.on(home, "query", sql, "--format", "csv");
        assertEquals(0, query.exitCode(), query.err());
        return query.out().lines().toList();
    }

    private static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
