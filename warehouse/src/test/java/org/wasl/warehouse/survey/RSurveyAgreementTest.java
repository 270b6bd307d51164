package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer of R survey that the reference holds, to 1e-8 of its size (quantile intervals 1e-6). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RSurveyAgreementTest {
    private static final double TOLERANCE = 1e-8;
    private static final double QUANTILE_INTERVAL = 1e-6;

    /** An error of 1e-8 in t is one of about t² · 1e-8 in its p. */
    private static final double P_VALUE = 1e-8;

    /**
     * A share that is its stratum's has no sampling error; R then prints qbeta(…, Inf, Inf) = 0.5 for both ends of the
     * beta interval. Here the interval is the share itself. Every other case must agree.
     */
    private static final Set<Integer> POINTS = Set.of(82, 87, 92, 714, 719);

    private static final List<ReferenceCase> MORE = ReferenceCase.of("more.json");

    private static final List<ReferenceCase> OTHER = ReferenceCase.of("other.json");

    private static final List<ReferenceCase> FURTHER = ReferenceCase.of("further.json");

    private static final List<ReferenceCase> ADJUSTED = ReferenceCase.of("adjusted.json");

    private static final List<List<ReferenceCase>> FILES = List.of(ReferenceCase.all(), MORE, OTHER, FURTHER, ADJUSTED);

    /** Cases of one sample and split are asked together, as they would be. */
    private static final Map<String, Set<Estimator>> REQUESTS = requests();

    private final Map<String, Future<Map<Estimator, List<Estimate>>>> answers = new HashMap<>();
    private final ExecutorService processors =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Map<ReferenceCase, Double> differences = new HashMap<>();
    private final Connection connection = open();

    private static Connection open() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @BeforeAll
    void load() throws SQLException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(getClass().getResource("/reference/survey"))
                .toURI());
        try (Statement statement = connection.createStatement()) {
            for (String name : List.of(
                    "apistrat",
                    "apiclus1",
                    "apiclus2",
                    "scd",
                    "nhanes",
                    "lonely",
                    "more",
                    "mu284",
                    "panel",
                    "stages",
                    "single",
                    "pairs",
                    "simple")) {
                statement.execute(
                        "create table " + name + " as from " + DataFile.relation(directory.resolve(name + ".csv")));
            }
            statement.execute("create table nhanes_lonely as from nhanes where not (SDMVSTRA = 83 and SDMVPSU = 2)"
                    + " and not (SDMVSTRA = 80 and SDMVPSU = 1)");
            statement.execute(
                    "create table apiclus1_ones as select *, 1 as one, 3e12::double + 1e8::double * api99 as huge from apiclus1");
            statement.execute("create table stages_all as select *, 1 as \"all\" from stages");
            statement.execute("create table apistrat_truths as select *, awards = 'Yes' as ok,"
                    + " case awards when 'Yes' then 'TRUE' else 'FALSE' end as word from apistrat");
            statement.execute("create table nhanes_pairs as from nhanes where SDMVPSU < 3");
        }
        for (List<ReferenceCase> cases : FILES) {
            cases.forEach(expected ->
                    answers.computeIfAbsent(sample(expected), any -> processors.submit(() -> ask(expected))));
        }
    }

    /** Each sample on a connection of its own: asking is mostly planning, which takes one processor. */
    private Map<Estimator, List<Estimate>> ask(ReferenceCase expected) throws SQLException {
        try (Connection own = connection.unwrap(DuckDBConnection.class).duplicate()) {
            return new Estimation(own, expected.dataset(), Design.of(expected.design(), "expected.json"))
                    .answers(
                            List.copyOf(REQUESTS.getOrDefault(sample(expected), Set.of())),
                            List.of(List.copyOf(expected.domain().keySet())),
                            expected.where())
                    .get(0);
        }
    }

    @AfterAll
    void close() throws SQLException {
        processors.shutdownNow();
        connection.close();
    }

    static List<ReferenceCase> cases() {
        return ReferenceCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void equalsR(ReferenceCase expected) {
        List<String> wrong = compare(expected);
        assertTrue(wrong.isEmpty(), () -> expected + " " + wrong);
    }

    /** Answers beyond the reference, by more.R: other designs, variables with gaps, replicates of every kind. */
    @Test
    void equalsRBesideTheReference() {
        assertEquals(List.of(), wrong(MORE));
    }

    /** On data made up for it, by other.R: three stages, lonely units in domains, interactions, rules of quantiles. */
    @Test
    void equalsROnOtherData() {
        assertEquals(List.of(), wrong(OTHER));
    }

    /** What R gives when asked or of a subset, by further.R: degrees of freedom of a domain, models through the origin. */
    @Test
    void equalsROfWhatIsNoDefault() {
        assertEquals(List.of(), wrong(FURTHER));
    }

    /**
     * By adjusted.R: weights raked over unequal ones, within bounds, from ones and on replicates, also of columns; values in the
     * billions; stages of which nothing or all is known; true and false.
     */
    @Test
    void equalsRWithWeightsAdjustedOtherwise() {
        assertEquals(List.of(), wrong(ADJUSTED));
    }

    private List<String> wrong(List<ReferenceCase> cases) {
        List<String> wrong = new ArrayList<>();
        for (ReferenceCase expected : cases) {
            List<String> differences = compare(expected);
            if (!differences.isEmpty()) {
                wrong.add(expected + " " + differences);
            }
        }
        return wrong;
    }

    /** Run with {@code -Dagreement.write=true} to write it anew. */
    @Test
    void theTableInTheDocsIsThatOfTheseCases() throws IOException {
        Path page = Path.of(System.getProperty("wasl.root", "..")).resolve("docs/survey-agreement.md");
        String table = new AgreementTable(FILES, differences).text();
        if (Boolean.getBoolean("agreement.write")) {
            FILES.forEach(cases -> cases.forEach(this::compare));
            Files.writeString(page, new AgreementTable(FILES, differences).text());
        } else {
            // The differences themselves are rounding, and that is another machine's.
            assertEquals(AgreementTable.counts(table), AgreementTable.counts(Files.readString(page)));
        }
        assertEquals(774, ReferenceCase.all().size());
    }

    private List<String> compare(ReferenceCase expected) {
        List<String> wrong = new ArrayList<>();
        Estimate found;
        try {
            found = answer(expected);
        } catch (SurveyException refused) {
            return List.of("refused: " + refused.getMessage());
        }
        if (found == null) {
            return List.of("no answer");
        }
        double size = Math.abs(expected.json().path("estimate").asDouble());
        boolean quantile = expected.estimator().equals("quantile");
        check(wrong, expected, "estimate", found.estimate(), TOLERANCE, size);
        check(wrong, expected, "se", found.se(), quantile ? QUANTILE_INTERVAL : TOLERANCE, size);
        if (POINTS.contains(expected.number())) {
            assertEquals(0.5, expected.json().path("ci_low").asDouble(), "R's answer");
            assertEquals(Objects.requireNonNull(found.estimate()), found.ciLow());
            assertEquals(Objects.requireNonNull(found.estimate()), found.ciHigh());
            return wrong;
        }
        check(wrong, expected, "ci_low", found.ciLow(), quantile ? QUANTILE_INTERVAL : TOLERANCE, size);
        check(wrong, expected, "ci_high", found.ciHigh(), quantile ? QUANTILE_INTERVAL : TOLERANCE, size);
        check(wrong, expected, "deff", found.deff(), TOLERANCE, 1);
        check(wrong, expected, "df", found.df(), TOLERANCE, 1);
        check(wrong, expected, "p", found.p(), P_VALUE, 0);
        return wrong;
    }

    private @Nullable Estimate answer(ReferenceCase expected) {
        Estimator request = expected.request();
        if (request == null) {
            return null;
        }
        Map<Estimator, List<Estimate>> all;
        try {
            all = Objects.requireNonNull(answers.get(sample(expected))).get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof SurveyException refused ? refused : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return all.getOrDefault(request, List.of()).stream()
                .filter(estimate -> estimate.domain().equals(expected.domain()))
                .filter(estimate -> !expected.estimator().equals("glm")
                        || expected.variable().equals(estimate.variable()))
                .filter(estimate -> expected.level() == null || expected.level().equals(estimate.level()))
                .findFirst()
                .orElse(null);
    }

    private static String sample(ReferenceCase expected) {
        return expected.dataset() + expected.design() + expected.domain().keySet() + expected.where();
    }

    private static Map<String, Set<Estimator>> requests() {
        Map<String, Set<Estimator>> requests = new HashMap<>();
        for (List<ReferenceCase> cases : FILES) {
            for (ReferenceCase expected : cases) {
                Estimator request = expected.request();
                if (request != null) {
                    requests.computeIfAbsent(sample(expected), any -> new LinkedHashSet<>())
                            .add(request);
                }
            }
        }
        return requests;
    }

    /** Differences below 1e-12 of the estimate are rounding in R's own answer: an error of zero is printed as 1e-16. */
    private void check(
            List<String> wrong,
            ReferenceCase expected,
            String field,
            @Nullable Double found,
            double tolerance,
            double size) {
        JsonNode wanted = expected.json().path(field);
        while (wanted.isArray()) {
            wanted = wanted.get(0);
        }
        if (!wanted.isNumber()) {
            return;
        }
        double difference = found == null ? Double.POSITIVE_INFINITY : Math.abs(found - wanted.asDouble());
        if (difference > tolerance * Math.abs(wanted.asDouble()) + 1e-12 * size) {
            wrong.add(field + " " + found + " for " + wanted);
        }
        if (difference > 1e-12 * size) {
            differences.merge(expected, difference / Math.abs(wanted.asDouble()), Math::max);
        }
    }
}
