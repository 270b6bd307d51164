package org.wasl.warehouse.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.TestTables;

/** Every administrative metric over the programme of {@code world.sql}, with answers counted by hand. */
class RecordMetricTest {
    private static Warehouse warehouse;
    private static Catalogue catalogue;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        Release release = world(directory);
        warehouse = Warehouse.open(release);
        catalogue = Catalogue.load(release.programme());
    }

    private static Release world(Path directory) throws IOException {
        try (var script = RecordMetricTest.class.getResourceAsStream("world.sql")) {
            return TestTables.release(
                    directory, new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void countsWhatAHandCounts(Answer answer) {
        Figure figure = answer.among(compute(answer.metric(), answer.request()));
        if (answer.value().equals("suppressed")) {
            assertNull(figure.value());
            assertNull(figure.estimate().n());
            assertTrue(figure.estimate().flags().contains("suppressed"), answer.because());
        } else {
            Double value = figure.value();
            assertEquals(
                    Double.parseDouble(answer.value()),
                    Objects.requireNonNull(value, "held back"),
                    1e-12,
                    answer.because());
        }
    }

    @Test
    void everyAdministrativeMetricHasAHandCount() throws IOException {
        Set<String> counted = new TreeSet<>();
        answers().forEach(a -> counted.add(a.metric()));
        Set<String> declared = new TreeSet<>();
        catalogue.metrics().stream()
                .filter(m -> !m.isSurvey() && m.kind() != Metric.Kind.SURVIVAL)
                .forEach(m -> declared.add(m.id()));
        assertEquals(declared, counted);
    }

    @Test
    void everyDeclaredDimensionAndGrainComputes() {
        for (Metric metric : catalogue.metrics()) {
            for (String dimension : metric.dimensions()) {
                compute(metric.id(), MetricRequest.by(dimension));
                // Of persons, the door decides on all splits of a span together, so one dimension asks for them all.
                boolean once = "persons".equals(metric.counts())
                        && !dimension.equals(metric.dimensions().get(0));
                for (Grain grain : once ? List.<Grain>of() : metric.grains()) {
                    // A day is one more span of the calendar; thousands of them for a dimension would tell no more.
                    if (grain != Grain.DAY) {
                        compute(metric.id(), new MetricRequest(List.of(dimension), null, grain, null));
                    }
                }
            }
        }
    }

    @Test
    void theLastDayOfAMonthHasTheMonthsFigure() {
        Map<String, Double> byDay = byPeriod("facilities_established", Grain.DAY);
        Map<String, Double> byMonth = byPeriod("facilities_established", Grain.MONTH);
        assertEquals(byMonth.get("2019-06"), byDay.get("2019-06-30"));
        assertEquals(byMonth.get("2018-01"), byDay.get("2018-01-31"));
    }

    private static Map<String, Double> byPeriod(String metric, Grain grain) {
        Map<String, Double> values = new HashMap<>();
        for (Figure figure : compute(metric, MetricRequest.headline().each(grain))) {
            values.put(
                    Objects.requireNonNull(figure.estimate().domain().get(grain.label())),
                    Objects.requireNonNull(figure.value()));
        }
        return values;
    }

    @Test
    void comparesTheHeadlineWithItsTarget() {
        Figure headline =
                compute("facilities_established", MetricRequest.headline()).get(0);
        assertEquals(1500, headline.target());
        assertEquals(5 / 1500.0, Objects.requireNonNull(headline.ofTarget()), 1e-12);
        assertNull(compute("facilities_established", MetricRequest.by("municipality"))
                .get(0)
                .target());
    }

    @Test
    void saysHowManyUnitsHaveNoRecordedValue() {
        assertEquals(
                List.of("unknown:1"),
                compute("workers_covered", MetricRequest.headline())
                        .get(0)
                        .estimate()
                        .flags());
    }

    @Test
    void namesTheNearestOfWhatIsNotKnown() {
        assertTrue(message(() -> catalogue.get("facilities_establishd")).contains("nearest: facilities_established"));
        assertTrue(message(() -> compute("workers_trained", MetricRequest.by("municipalty")))
                .contains("nearest: municipality"));
        assertTrue(message(() -> compute("workers_trained", MetricRequest.by("donor")))
                .contains("workers_trained cannot be split by \"donor\""));
        assertTrue(message(() ->
                        compute("workers_trained", MetricRequest.headline().each(Grain.WAVE)))
                .contains("it is by programme, year, quarter, month"));
    }

    @Test
    void ofADayBeyondTheRecordsNothingIsSaid() {
        LocalDate after = LocalDate.parse("2020-07-01");
        for (String metric : List.of("computers_in_service", "computer_survival")) {
            assertEquals(
                    "the records end on 2020-06-30, so nothing is known of 2020-07-01: ask for a day up to then.",
                    message(() -> compute(metric, new MetricRequest(List.of(), null, null, after))));
        }
    }

    @Test
    void beforeTheProgrammeThereIsNoYear() {
        LocalDate before = LocalDate.parse("2012-05-05");
        assertEquals(
                0,
                compute("facilities_established", new MetricRequest(List.of(), null, null, before))
                        .get(0)
                        .value());
        assertTrue(message(
                        () -> compute("facilities_established", new MetricRequest(List.of(), null, Grain.YEAR, before)))
                .contains("there is no year up to 2012-05-05: the programme begins on 2013-01-01"));
    }

    @Test
    void theSpansOfAProgrammeThatBeginsInMidMonthAddUpToTheWhole(@TempDir Path directory) throws IOException {
        var release = world(directory);
        Path facts = release.programme().resolve(Programme.FILE);
        String begun = Files.readString(facts).replaceAll("from: \\d{4}-\\d{2}-\\d{2}", "from: 2020-05-15");
        Files.writeString(facts, begun);
        try (Warehouse young = Warehouse.open(release)) {
            Catalogue own = Catalogue.load(release.programme());
            // May and June; of D1 and D2 one works. F1 was connected in May, the first of seven facility months.
            for (Grain grain : List.of(Grain.PROGRAMME, Grain.YEAR)) {
                MetricRequest request = MetricRequest.headline().each(grain);
                assertEquals(0.5, value(own, young, "computer_uptime", request));
                assertEquals(1 / 7.0, value(own, young, "connected_share", request));
                assertEquals(2 / 4.0, value(own, young, "visits_per_facility", request), "F1 in June");
            }
        }
    }

    private static @Nullable Double value(Catalogue of, Warehouse at, String metric, MetricRequest request) {
        return new MetricComputation(of)
                .compute(at, of.get(metric), request)
                .get(0)
                .value();
    }

    @Test
    void aDaySaysNothingOfAWave() {
        assertTrue(message(() -> compute(
                        "internet_use", new MetricRequest(List.of(), null, null, LocalDate.parse("2020-06-30"))))
                .contains("internet_use is given by wave, and a wave has no last day"));
    }

    private static String message(org.junit.jupiter.api.function.Executable asked) {
        return String.valueOf(assertThrows(CatalogueException.class, asked).getMessage());
    }

    private static List<Figure> compute(String metric, MetricRequest request) {
        return new MetricComputation(catalogue).compute(warehouse, catalogue.get(metric), request);
    }

    static Stream<Answer> answers() throws IOException {
        try (var in = Objects.requireNonNull(RecordMetricTest.class.getResourceAsStream("answers.csv"));
                var parser = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parser.getRecords().stream().map(Answer::of);
        }
    }

    /** One line of answers.csv. */
    record Answer(
            String metric,
            MetricRequest request,
            Map<String, String> domain,
            @Nullable String level,
            String value,
            String because) {
        static Answer of(CSVRecord line) {
            Map<String, String> domain = new LinkedHashMap<>();
            list(line.get("domain")).forEach(pair -> domain.put(pair.split("=", 2)[0], pair.split("=", 2)[1]));
            return new Answer(
                    line.get("metric"),
                    new MetricRequest(
                            list(line.get("by")),
                            orNull(line.get("where")),
                            Grain.of(line.get("grain")).orElse(null),
                            line.get("on").isEmpty() ? null : LocalDate.parse(line.get("on"))),
                    domain,
                    orNull(line.get("level")),
                    line.get("value"),
                    line.get("because"));
        }

        Figure among(List<Figure> figures) {
            return figures.stream()
                    .filter(f -> f.estimate().domain().equals(domain)
                            && Objects.equals(f.estimate().level(), level))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(domain + " is not among "
                            + figures.stream().map(Figure::estimate).toList()));
        }

        private static List<String> list(String text) {
            return text.isEmpty() ? List.of() : Arrays.asList(text.split("&", -1));
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }

        @Override
        public String toString() {
            return String.join(
                    " ",
                    metric,
                    String.join(",", request.by()),
                    domain.toString(),
                    level == null ? "" : level,
                    "=",
                    value);
        }
    }
}
