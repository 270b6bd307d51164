package org.wasl.warehouse.impact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wasl.warehouse.survey.DataFile;

/** R fixest's feols and R's p.adjust, to 1e-8 of each answer. */
class FixestAgreementTest {

    static List<JsonNode> regressions() throws IOException {
        List<JsonNode> cases = expected("feols");
        assertEquals(18, cases.size());
        return cases;
    }

    static List<JsonNode> adjustments() throws IOException {
        List<JsonNode> cases = expected("p.adjust");
        assertEquals(5, cases.size());
        return cases;
    }

    private static List<JsonNode> expected(String estimator) throws IOException {
        try (InputStream in = FixestAgreementTest.class.getResourceAsStream("/reference/impact/expected.json")) {
            List<JsonNode> cases = new ArrayList<>();
            for (JsonNode node : JsonMapper.builder().build().readTree(Objects.requireNonNull(in))) {
                if (node.path("estimator").asText().equals(estimator)) {
                    cases.add(node);
                }
            }
            return cases;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("regressions")
    void feolsEqualsFixest(JsonNode expected) throws SQLException, URISyntaxException {
        String formula = expected.path("options").path("formula").asText();
        String vcov = expected.path("options").path("vcov").asText();
        List<String> clusters = vcov.equals("hetero")
                ? List.of()
                : Arrays.asList(vcov.substring(vcov.indexOf(' ') + 1).split(", ", -1));
        Path data = Path.of(Objects.requireNonNull(getClass()
                        .getResource(
                                "/reference/impact/" + expected.path("dataset").asText() + ".csv"))
                .toURI());
        List<StudyResult> results;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            StudyData rows = StudyData.read(
                    connection, relation(data), Formula.parse(formula).columns());
            results = FormulaEffects.of(new Specification.FixedEffects("fe", formula, clusters), null, null, rows);
        }
        StudyResult result = results.stream()
                .filter(one -> one.parameter().equals(expected.path("parameter").asText()))
                .findFirst()
                .orElseThrow();
        same(expected, "estimate", Objects.requireNonNull(result.estimate()), 1e-8);
        same(expected, "se", Objects.requireNonNull(result.se()), 1e-8);
        same(expected, "p", Objects.requireNonNull(result.p()), 1e-6);
        assertEquals(expected.path("n").asLong(), result.n());
    }

    /** In the reference's base_stagg, treated means treated by then; the file's column marks the unit. */
    private static String relation(Path data) {
        return data.endsWith("base_stagg.csv")
                ? "(select * replace ((year >= year_treated)::int as treated) from " + DataFile.relation(data) + ")"
                : DataFile.relation(data);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("adjustments")
    void adjustedEqualsR(JsonNode expected) {
        PAdjust method = PAdjust.valueOf(expected.path("parameter").asText().toUpperCase(Locale.ROOT));
        assertArrayEquals(
                numbers(expected.path("p_adjusted")),
                method.adjust(numbers(expected.path("options").path("p"))),
                1e-12);
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asDouble();
        }
        return numbers;
    }

    private static void same(JsonNode expected, String field, double found, double tolerance) {
        double wanted = expected.path(field).asDouble();
        assertEquals(wanted, found, tolerance * Math.abs(wanted), () -> field + " of " + expected);
    }
}
