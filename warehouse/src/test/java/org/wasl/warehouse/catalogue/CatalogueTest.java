package org.wasl.warehouse.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.warehouse.query.Format;
import org.wasl.warehouse.release.Limits;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.ReleaseInputs;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.release.TestTables;
import org.wasl.warehouse.survey.Estimate;

/** The catalogue as shipped, and as a user may get it wrong. */
class CatalogueTest {
    private final Path home;

    CatalogueTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void theShippedReferenceNamesEveryMetricOnceWithItsDefinition() {
        Catalogue catalogue = Catalogue.load(TestTables.programme());
        String page = CatalogueDocs.metrics(catalogue);
        for (Metric metric : catalogue.metrics()) {
            assertEquals(1, page.split("\n## " + metric.id() + "\n", -1).length - 1, metric.id());
        }
        assertTrue(page.contains("| Target | 1,500; reported 1,927 (UN SDG Action 43775"));
    }

    @Test
    void everyProblemOfACatalogueIsNamedAtOnceWithItsFileAndLine() throws IOException {
        Path metrics = Files.createDirectories(home.resolve("metrics"));
        Files.copy(TestTables.programme().resolve("programme.yaml"), home.resolve("programme.yaml"));
        Files.copy(TestTables.programme().resolve("metrics/dimensions.yaml"), metrics.resolve("dimensions.yaml"));
        change(metrics, "workers_trained", "question:", "queston:");
        change(metrics, "computer_uptime", "donor", "doner");
        change(metrics, "time_to_open", "id: time_to_open", "id: time_to_close");
        String message = String.valueOf(assertThrows(CatalogueException.class, () -> Catalogue.load(home))
                .getMessage());
        assertTrue(
                message.contains("workers_trained/metric.yaml:5:1: unknown key \"queston\"; nearest: question"),
                message);
        assertTrue(message.contains("dimensions: \"doner\" is not in metrics/dimensions.yaml; nearest: donor"));
        assertTrue(message.contains("id is \"time_to_close\", but the folder is called time_to_open"));
    }

    @ParameterizedTest
    @CsvSource({"min_count: 10, min_count: 1", "min_n: 30, min_n: 0", "max_rse: 0.30, max_rse: 9"})
    void thresholdsOfSmallCellsAreNotTurnedOffWhereNumbersLeave(String as, String off) throws IOException {
        Path file = home.resolve("programme.yaml");
        Files.writeString(
                file,
                Files.readString(TestTables.programme().resolve("programme.yaml"))
                        .replace(as, off));
        String message = String.valueOf(assertThrows(CatalogueException.class, () -> Programme.load(home))
                .getMessage());
        assertTrue(message.startsWith(file + ":"), message);
        assertTrue(message.contains("disclosure: " + off.replace(": ", " is ")), message);
        assertTrue(message.contains("for the restricted zone"), message);
    }

    @Test
    void aTargetOrADimensionAddedToAFileNeedsNoCode() {
        Catalogue catalogue = Catalogue.load(TestTables.programme());
        for (Programme.Target target : catalogue.programme().targets()) {
            assertEquals(target.metric(), catalogue.get(target.metric()).id());
        }
    }

    @Test
    void figuresAreWrittenAsTheDocumentedJsonAndCsv() {
        Figure figure = new Figure(
                "internet_use",
                1,
                "0123456789ab",
                new Estimate(
                        "mean",
                        "internet_use",
                        null,
                        Map.of("wave", "4"),
                        0.5,
                        0.01,
                        0.48,
                        0.52,
                        400L,
                        320.0,
                        1.25,
                        30.0,
                        null,
                        List.of("rse")),
                new Words("Internet use", "استخدام الإنترنت"),
                new Words("share", "نسبة"),
                null,
                null,
                0.01,
                0.0,
                0.02,
                null);
        String json = written(figure, Format.JSON);
        for (String key : List.of(
                "\"metric\" : \"internet_use\"",
                "\"estimator\" : \"mean\"",
                "\"ci_low\" : 0.48",
                "\"n_effective\" : 320.0",
                "\"wave\" : \"4\"",
                "\"item_nonresponse\" : 0.02",
                "\"flags\" : [ \"rse\" ]")) {
            assertTrue(json.contains(key), key + " in " + json);
        }
        assertEquals("""
                metric,wave,level,estimate,se,ci_low,ci_high,n,unit,target,item_nonresponse,flags
                internet_use,4,,0.5,0.01,0.48,0.52,400,share,,0.02,rse
                """, written(figure, Format.CSV));
    }

    @Test
    void aMovedFigureSaysWhetherRecordsOrDefinitionMovedIt() throws IOException {
        String two = "INSERT INTO facility BY NAME SELECT 'F1' AS facility_id, DATE '2018-01-01' AS opened_on;";
        Path changed = Files.createDirectories(home.resolve("changed"));
        copy(TestTables.programme(), changed);
        change(changed.resolve("metrics"), "facilities_established", "version: 1", "version: 2");
        Release before = publish("d1", "SELECT 1", TestTables.programme(), "a");
        Release data = publish("d2", two, TestTables.programme(), "a");
        Release definition = publish("d2", "SELECT 1", changed, "b");
        MetricMove moved = move(before, data);
        assertEquals(0.0, moved.before());
        assertEquals(1.0, moved.after());
        assertEquals(MetricMove.Cause.DATA, moved.because());
        assertEquals(MetricMove.Cause.DEFINITION, move(data, definition).because());
        assertEquals(List.of(), new MetricMoves(Limits.defaults(), MetricComputation::new).between(data, data));
    }

    @Test
    void aFigureMovedByDataAndDefinitionSaysHowMuchByEach() throws IOException {
        String two = "INSERT INTO facility BY NAME SELECT 'F1' AS facility_id, DATE '2018-01-01' AS opened_on"
                + " UNION ALL BY NAME SELECT 'F2' AS facility_id, DATE '2018-01-01' AS opened_on;";
        Path changed = Files.createDirectories(home.resolve("tripled"));
        copy(TestTables.programme(), changed);
        change(
                changed.resolve("metrics"),
                "facilities_established",
                "value: 'count(DISTINCT facility_id)'",
                "value: '3 * count(DISTINCT facility_id)'");
        MetricMove moved =
                move(publish("e1", "SELECT 1", TestTables.programme(), "a"), publish("e2", two, changed, "c"));
        assertEquals(List.of(MetricMove.Cause.DEFINITION, MetricMove.Cause.DATA), moved.changed());
        assertEquals(2.0, moved.byTheRest());
        assertEquals(4.0, moved.byDefinition());
        assertEquals(6.0, moved.after());
        assertEquals(MetricMove.Cause.DEFINITION, moved.because());
    }

    private static MetricMove move(Release before, Release after) {
        return new MetricMoves(Limits.defaults(), MetricComputation::new)
                .between(before, after).stream()
                        .filter(m -> m.metric().equals("facilities_established"))
                        .findFirst()
                        .orElseThrow();
    }

    private Release publish(String delivery, String script, Path programme, String config) {
        return new Releases(home.resolve("home"))
                .publish(
                        TestTables.write(home.resolve("staged"), script),
                        new ReleaseInputs(
                                List.of(new ReleaseInputs.Delivery("facility", delivery, "c")), config, "code", ""),
                        programme)
                .release();
    }

    private static String written(Figure figure, Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FigureTable(List.of(figure)).write(format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void change(Path metrics, String metric, String from, String to) throws IOException {
        Path folder = Files.createDirectories(metrics.resolve(metric));
        Path shipped = TestTables.programme().resolve("metrics").resolve(metric);
        Files.writeString(
                folder.resolve("metric.yaml"),
                Files.readString(shipped.resolve("metric.yaml")).replace(from, to));
        Files.writeString(folder.resolve("metric.sql"), Files.readString(shipped.resolve("metric.sql")));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
