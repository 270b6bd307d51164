package org.wasl.warehouse.impact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.disclosure.Thresholds;

class StudyRunTest {
    private final Path directory;

    StudyRunTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aKnownEffectIsFound() throws IOException {
        StudyRun.Outcome outcome = StudyRun.run(study(panel(2.0), "[y]"), directory.resolve("out"));

        StudyResult effect = only(outcome.results(), "twfe");
        assertEquals(2.0, Objects.requireNonNull(effect.estimate()), 0.2);
        assertEquals(40, effect.clusters());
        assertEquals(160, effect.n());
        assertEquals(effect.p(), effect.pAdjusted(), "one outcome is no family");
        double pretest =
                Objects.requireNonNull(only(outcome.results(), "pretest").p());
        assertTrue(pretest > 0.01, () -> "parallel by construction, but p = " + pretest);
    }

    @Test
    void theReferencePeriodIsZeroWithoutError() throws IOException {
        StudyRun.Outcome outcome = StudyRun.run(study(panel(2.0), "[y]"), directory.resolve("out"));

        StudyResult reference = outcome.results().stream()
                .filter(result -> Objects.equals(result.eventTime(), -1))
                .findFirst()
                .orElseThrow();
        assertEquals(0.0, reference.estimate());
        assertNull(reference.se());
        assertEquals(
                List.of(-2, -1, 0, 1),
                outcome.results().stream()
                        .filter(result -> result.parameter().equals("dynamic"))
                        .map(StudyResult::eventTime)
                        .toList());
    }

    @Test
    void runningAgainWritesTheSameBytes() throws IOException {
        Study study = study(panel(1.0), "[y]");
        List<Path> first = StudyRun.run(study, directory.resolve("first")).files();
        List<Path> second = StudyRun.run(study, directory.resolve("second")).files();

        assertEquals(7, first.size(), first::toString);
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(Files.readAllBytes(first.get(i)), Files.readAllBytes(second.get(i)));
        }
        JsonNode results = JsonMapper.builder()
                .build()
                .readTree(directory.resolve("first/results.json").toFile());
        assertEquals("did", results.get(0).path("specification").asText());
        assertTrue(results.get(0).has("p_adjusted"));
        String svg = Files.readString(directory.resolve("first/event-study.svg"));
        assertTrue(svg.startsWith("<svg"), svg.substring(0, 40));
    }

    @Test
    void thePageIsWholeInItself() throws IOException {
        StudyRun.run(study(panel(2.0), "[y]"), directory.resolve("out"));
        Document page = Jsoup.parse(Files.readString(directory.resolve("out/study.html")));

        assertEquals("does it work", page.select("h1").text());
        assertEquals(2, page.select("svg.chart").size(), "one plot, for wide and narrow");
        assertEquals(0, page.select("script, link, img").size());
        assertTrue(page.select("#effects + .scroll tbody tr").size() >= 2);
    }

    @Test
    void thePageSpeaksOfWhatColumnsMeanInBothLanguages() throws IOException {
        Path file = Files.writeString(
                directory.resolve("study.yaml"), """
                question: {en: 'Does it work?', ar: 'هل ينجح؟'}
                labels:
                  y: {en: Hours online, ar: ساعات الاتصال}
                  t: {en: years, ar: السنوات}
                  g: first year with a facility
                file: %s
                unit: id
                time: t
                treatment: g
                outcomes: [y]
                estimators:
                  - {name: did, type: twogroup}
                """.formatted(panel(2.0).getFileName()));
        StudyRun.run(Study.read(file), directory.resolve("out"));

        Document english = Jsoup.parse(Files.readString(directory.resolve("out/study.html")));
        assertEquals("Does it work?", english.select("h1").text());
        assertEquals(
                "Hours online",
                english.select("#effects + .scroll tbody th").eachText().get(0));
        assertTrue(english.select("#effects + .scroll").text().contains("Average after the start"));
        assertTrue(english.select(".facts").text().contains("first year with a facility"));
        assertEquals("study-ar.html", english.select("a[hreflang=ar]").attr("href"));

        Document arabic = Jsoup.parse(Files.readString(directory.resolve("out/study-ar.html")));
        assertEquals("rtl", arabic.select("html").attr("dir"));
        assertEquals("هل ينجح؟", arabic.select("h1").text());
        assertTrue(arabic.select("svg.chart").text().contains("ساعات الاتصال"));
        assertEquals(
                english.select("tbody tr").size(), arabic.select("tbody tr").size());
        assertEquals("study.html", arabic.select("a[hreflang=en]").attr("href"));
    }

    @Test
    void aReleaseShowsNothingThatRestsOnFew() throws IOException {
        Study study = study(panel(2.0), "[y]");
        List<StudyResult> results =
                StudyRun.run(study, directory.resolve("all")).results();
        StudyData data;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            data = StudyData.read(
                    connection, "read_csv('" + directory.resolve("panel.csv") + "')", List.of("id", "t", "g", "y"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // 20 treated units: 20 observations at each distance, 80 in the group, 160 in all.
        List<StudyResult> shown = new SmallSamples(study, data, few(30)).withheld(results);

        assertFalse(only(shown, "twfe").isWithheld());
        assertFalse(only(shown, "group").isWithheld());
        List<StudyResult> distances = shown.stream()
                .filter(result -> result.eventTime() != null && result.eventTime() != -1)
                .toList();
        assertEquals(3, distances.size());
        for (StudyResult result : distances) {
            assertTrue(result.isWithheld());
            assertNull(result.estimate());
            assertNull(result.ciLow());
            assertEquals(0, result.n(), "not even how few");
        }
        assertTrue(new SmallSamples(study, data, few(161))
                .withheld(results).stream().allMatch(StudyResult::isWithheld));
    }

    @Test
    void aSmallSubgroupIsNotToldByTheOthers() throws IOException, SQLException {
        // Of the 40 units of the panel four are of one kind: 16 observations, which those of the others would tell.
        String panel = Files.readString(panel(2.0));
        StringBuilder kinds = new StringBuilder();
        panel.lines().forEach(line -> {
            String id = line.substring(0, line.indexOf(','));
            kinds.append(line)
                    .append(',')
                    .append(
                            id.equals("id")
                                    ? "kind"
                                    : Integer.parseInt(id) % 10 == 0
                                            ? "few"
                                            : Integer.parseInt(id) % 10 < 5 ? "some" : "many")
                    .append('\n');
        });
        Study study = study(Files.writeString(directory.resolve("panel.csv"), kinds), "[y]");
        StudyData data;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            data = StudyData.read(
                    connection,
                    "read_csv('" + directory.resolve("panel.csv") + "')",
                    List.of("id", "t", "g", "y", "kind"));
        }
        List<StudyResult> results =
                List.of(of(null, 160), of("kind=few", 16), of("kind=some", 64), of("kind=many", 80));

        assertEquals(
                List.of(false, true, true, false),
                new SmallSamples(study, data, few(10))
                        .withheld(results).stream().map(StudyResult::isWithheld).toList());
    }

    private static StudyResult of(@Nullable String subgroup, long n) {
        return new StudyResult(
                "one",
                "y",
                "twogroup",
                "twfe",
                null,
                null,
                null,
                subgroup,
                1.0,
                0.1,
                0.8,
                1.2,
                null,
                null,
                n,
                10,
                0.01,
                null);
    }

    private static Thresholds few(int answers) {
        return new Thresholds(10, answers, 0.3, 0.15, 0.1);
    }

    @Test
    void everyProblemOfAStudyIsToldAtOnceWithItsLine() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.yaml"), """
                file: panel.csv
                units: id
                time: t
                treatment: g
                outcomes: [y]
                adjust: sidak
                estimators:
                  - {name: cs, type: twogrup}
                """);

        String message = String.valueOf(
                assertThrows(StudyException.class, () -> Study.read(file)).getMessage());

        assertTrue(message.contains(":2:1: unknown key \"units\"; nearest: unit"), message);
        assertTrue(message.contains("unit is missing"), message);
        assertTrue(message.contains(":6:1: adjust: \"sidak\""), message);
        assertTrue(message.contains(":8:16: estimator type \"twogrup\""), message);
    }

    @Test
    void anUnknownColumnIsNamedWithTheNearest() throws IOException {
        Study study = study(panel(1.0), "[yy]");

        assertEquals(
                "There is no column \"yy\" in the data; nearest: \"y\".",
                assertThrows(StudyException.class, () -> StudyRun.run(study, directory.resolve("out")))
                        .getMessage());
    }

    @Test
    void withoutControlsThereIsNothingToCompare() throws IOException {
        Path data = Files.writeString(directory.resolve("panel.csv"), "id,t,g,y\n1,1,2,1\n1,2,2,2\n2,1,2,1\n2,2,2,3\n");
        Study study = study(data, "[y]");

        String message = assertThrows(StudyException.class, () -> StudyRun.run(study, directory.resolve("out")))
                .getMessage();
        assertTrue(assertNotNullMessage(message).contains("no never-treated unit"), message);
    }

    private static String assertNotNullMessage(@Nullable String message) {
        assertNotNull(message);
        return message == null ? "" : message;
    }

    private static StudyResult only(List<StudyResult> results, String parameter) {
        return results.stream()
                .filter(result -> result.parameter().equals(parameter))
                .findFirst()
                .orElseThrow();
    }

    private Study study(Path data, String outcomes) throws IOException {
        return Study.read(
                Files.writeString(directory.resolve("study.yaml"), """
                question: does it work
                file: %s
                unit: id
                time: t
                treatment: g
                outcomes: %s
                estimators:
                  - {name: did, type: twogroup}
                """.formatted(data.getFileName(), outcomes)));
    }

    /** 40 units, 4 periods, half treated from the third; unit and period effects, small fixed disturbances. */
    private Path panel(double effect) throws IOException {
        StringBuilder csv = new StringBuilder("id,t,g,y\n");
        for (int id = 1; id <= 40; id++) {
            for (int t = 1; t <= 4; t++) {
                boolean ever = id % 2 == 0;
                double disturbance = 0.3 * Math.sin(id * 12.9898 + t * 78.233);
                double y = id * 0.1 + t * t + (ever && t >= 3 ? effect : 0) + disturbance;
                csv.append(id)
                        .append(',')
                        .append(t)
                        .append(',')
                        .append(ever ? 3 : 0)
                        .append(',')
                        .append(y)
                        .append('\n');
            }
        }
        return Files.writeString(directory.resolve("panel.csv"), csv);
    }
}
