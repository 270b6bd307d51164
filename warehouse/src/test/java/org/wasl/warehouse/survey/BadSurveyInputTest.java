package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be estimated is refused in one sentence that names the row, the stratum or the column. */
class BadSurveyInputTest {
    private static final Design DESIGN = Design.clustered("st", "psu", "w");

    private Connection connection = open();

    private static Connection open() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @BeforeEach
    void sample() throws SQLException {
        connection = open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table s as select * from (values
                      ('a', 1, 2.0, 1.0, 'x', 'g'), ('a', 1, 2.0, 3.0, 'y', 'g'), ('a', 2, 1.0, 2.0, 'x', 'g'),
                      ('b', 3, 1.0, 5.0, 'y', 'g'), ('b', 4, 3.0, 4.0, 'y', 'h'), ('b', 4, 3.0, null, null, 'g')
                    ) t(st, psu, w, y, c, grp)
                    """);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aZeroWeight() throws SQLException {
        change("update s set w = 0 where y = 2");
        refused("mean(y)", DESIGN, "Row 3: \"w\" is 0.0; a weight or population count is a positive, finite number.");
    }

    @Test
    void aNegativeWeight() throws SQLException {
        change("update s set w = -2 where y = 5");
        refused("mean(y)", DESIGN, "Row 4: \"w\" is -2.0; a weight or population count is a positive, finite number.");
    }

    @Test
    void aReplicateWeightBelowZero() throws SQLException {
        change("alter table s add column rep1 double default 1");
        change("alter table s add column rep2 double default 1");
        change("update s set rep2 = -1 where y = 4");
        refused(
                "mean(y)",
                design("{'weights': 'w', 'replicates': {'given': 'rep*', 'type': 'BRR'}}"),
                "Row 5: the replicate weight \"rep2\" is -1.0; it must be a finite number, zero or more.");
    }

    @Test
    void aCellWhereNobodyResponded() {
        refused(
                "mean(y)",
                design("{'weights': 'w', 'nonresponse': {'responded': 'y < 4', 'cells': ['st']}}"),
                "Nobody responded in the cell st = b: join it with another.");
    }

    @Test
    void aLevelThatThereIsNot() {
        refused("prop(c=z)", DESIGN, "\"c\" has no value \"z\"; it has x, y.");
    }

    @Test
    void aGroupWithoutAnAnswer() {
        refused("difference(y, grp, g, k)", DESIGN, "difference(y): no row has an answer in {grp=k}.");
    }

    @Test
    void imputationsOfDifferentNumber() {
        refused(
                "mean(y)",
                design("{'weights': 'w', 'imputed': {'score': 'w'}}"),
                "imputed: score has 1 columns; each imputed variable needs the same number, at least two.");
    }

    @Test
    void boundsThatLeaveNoCalibration() {
        String message = message(
                "mean(y)",
                design("{'weights': 'w', 'calibrate': {'totals': {'(Intercept)': 100}, 'bounds': [0.9, 1.1]}}"));
        assertTrue(message.contains("bounds"), message);
    }

    @Test
    void anInfiniteValue() throws SQLException {
        change("alter table s alter y type double");
        change("update s set y = 'infinity'::double where y = 5");
        refused("mean(y)", DESIGN, "Row 4: \"y\" is inf, not a finite number.");
    }

    @Test
    void oneUnitInAStratum() throws SQLException {
        change("delete from s where psu = 2");
        refused(
                "mean(y)",
                DESIGN,
                "Stratum \"a\" has only one unit at stage 1, so its variance is unknown; choose lonely_psu: remove,"
                        + " adjust, average or certainty, or merge it with another stratum.");
    }

    @Test
    void anUnknownColumn() {
        refused("mean(yy)", DESIGN, "There is no column \"yy\" in the data; nearest: \"y\".");
        refused(
                "mean(y)",
                Design.clustered("stratum", "psu", "w"),
                "There is no column \"stratum\" in the data; nearest: \"st\".");
    }

    @Test
    void aColumnBesideOneOfANumberedName() throws SQLException {
        change("alter table s rename column y to score_1");
        refused("mean(score)", DESIGN, "There is no column \"score\" in the data; nearest: \"score_1\".");
    }

    @Test
    void textWhereANumberIsNeeded() {
        refused("mean(c)", DESIGN, "Row 1: \"c\" is x, not a number; for shares of its values ask prop(c).");
    }

    @Test
    void everythingMissing() throws SQLException {
        change("update s set y = null");
        refused("mean(y)", DESIGN, "Every value of \"y\" is missing.");
    }

    @Test
    void anEmptyDesignCell() throws SQLException {
        change("update s set psu = null where y = 2");
        refused("mean(y)", DESIGN, "Row 3: the design column \"psu\" is empty.");
    }

    @Test
    void unitsThatRepeatBetweenStrataUnlessNested() throws SQLException {
        change("update s set psu = 1 where psu = 3");
        Design flat = new Design(List.of("psu"), List.of("st"), "w", List.of(), false, LonelyPsu.FAIL, null, null);
        String message = message("mean(y)", flat);
        assertTrue(message.startsWith("PSU \"1\" stands in the strata \""), message);
        assertTrue(message.endsWith("say nest: true."), message);
    }

    @Test
    void anUnknownEstimator() {
        assertEquals(
                "\"meen(y)\": unknown estimator \"meen\"; nearest: mean.",
                assertThrows(SurveyException.class, () -> Estimator.parse("meen(y)"))
                        .getMessage());
    }

    @Test
    void aGroupWithOneRowHasAnEstimateAndNoError() {
        Estimate lone = new SurveyEstimation(connection, "s", DESIGN)
                .estimate(List.of(Estimator.parse("mean(y)")), List.of("grp"), null).stream()
                        .filter(estimate -> "h".equals(estimate.domain().get("grp")))
                        .findFirst()
                        .orElseThrow();
        assertEquals(4.0, lone.estimate());
        assertNull(lone.se());
        assertEquals(List.of("one_row"), lone.flags());
    }

    @Test
    void aVariableThatSaysNothingBesideThoseBeforeIt() throws SQLException {
        change("alter table s add column twice double");
        change("update s set twice = 2 * w");
        List<Estimate> model = new SurveyEstimation(connection, "s", DESIGN)
                .estimate(List.of(Estimator.parse("glm(y ~ w + twice)")), List.of(), null);
        assertEquals(
                List.of("(Intercept)", "w", "twice"),
                model.stream().map(Estimate::variable).toList());
        assertEquals(List.of(), model.get(1).flags());
        assertNull(model.get(2).estimate());
        assertEquals(List.of("collinear"), model.get(2).flags());
    }

    /** As R names the coefficients of {@code y ~ psu + st + w:psu} and {@code y ~ st + w:st}. */
    @Test
    void interactionsAreNamedInTheOrderInWhichTheFormulaNamesVariables() {
        assertEquals(List.of("(Intercept)", "psu", "psu:w"), coefficients("glm(y ~ psu + w:psu)"));
        assertEquals(List.of("(Intercept)", "stb", "sta:w", "stb:w"), coefficients("glm(y ~ st + w:st)"));
        assertEquals(List.of("(Intercept)"), coefficients("glm(y ~ 1)"));
    }

    private List<String> coefficients(String model) {
        return new SurveyEstimation(connection, "s", DESIGN)
                .estimate(List.of(Estimator.parse(model)), List.of(), null).stream()
                        .map(Estimate::variable)
                        .toList();
    }

    @Test
    void aSingularCalibration() {
        Design twice = Design.of(
                json("{\"weights\": \"w\", \"calibrate\": {\"totals\": {\"(Intercept)\": 12, \"cx\": 5, \"cy\": 7}}}"),
                "design");
        String message = message("mean(y)", twice, "(select * from s where c is not null)");
        assertTrue(message.contains("linearly dependent"), message);
    }

    /** The parser stands at the token before a problem; what it marks is the place. */
    @Test
    void whatIsNoYamlIsToldWithItsLineAndColumn(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("design.yaml");
        Map<String, String> places = Map.of(
                "psu: psu\n\n\tweights: w\n",
                ":3:1: not YAML: found character",
                "psu: psu\nstrata: [st\nweights: w\n",
                ":3:8: not YAML: expected ',' or ']', but got :, while parsing a"
                        + " flow sequence from line 2, column 9",
                "psu: psu\nweights: \"w\n",
                ":3:1: not YAML: found unexpected end of stream, while scanning a quoted"
                        + " scalar from line 2, column 10",
                "psu: psu\nweights: w\npsu: other\n",
                ":3:");
        places.forEach((text, place) -> {
            try {
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String message = String.valueOf(
                    assertThrows(SurveyException.class, () -> Design.read(file)).getMessage());
            assertTrue(message.startsWith(file + place), message);
        });
    }

    @Test
    void everyProblemOfADesignIsToldAtOnceWithItsLine(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("design.yaml"), "psu: psu\nstratum: st\nlonely_psu: ignore\nweight: w\n");
        String message = String.valueOf(
                assertThrows(SurveyException.class, () -> Design.read(file)).getMessage());
        assertTrue(message.contains("design.yaml:2:1: unknown key \"stratum\"; nearest: strata."), message);
        assertTrue(message.contains("design.yaml:3:1: \"ignore\" is none of fail, remove"), message);
        assertTrue(message.contains("design.yaml:4:1: unknown key \"weight\"; nearest: weights."), message);
        assertTrue(message.contains("neither weights nor fpc"), message);
    }

    /** What another kind of value would say, and what was read as if it were not there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'nest': 'ture'                             | nest must be true or false, found "ture".
                    'replicates': 'JKn'                        | write it as {make: JKn} or {given: "rep*", type: BRR}, not as "JKn".
                    'replicates': {'make': 'BRR', 'count': 'x'} | a number is expected, not "x".
                    'replicates': {'make': 'JKn', 'count': 1}  | count must be a whole number, at least 2.
                    'replicates': {'make': 'Fay', 'rho': 1}    | rho must be at least 0 and less than 1, not 1.
                    'nonresponse': true                        | write it as {responded: "answered = 1", cells: region}, not as true.
                    'trim': 3                                  | write it as {upper: 40}, not as 3.
                    'trim': {'upper': '3'}                     | a number is expected, not "3".
                    'trim': {'upper': 3, 'strict': 'maybe'}    | strict must be true or false, found "maybe".
                    'calibrate': 5                             | write it as {totals: {(Intercept): 6194}, method: linear}, not as 5.
                    'calibrate': {'totals': {'w': 9}, 'bounds': ['a', 2]} | bounds must be two numbers with 1 between them.
                    'calibrate': {'totals': {'w': 9}, 'bounds': 0.2} | bounds must be two numbers with 1 between them.
                    'calibrate': {'totals': {'(Intercept)': -5}} | the population must be more than 0.
                    'poststratify': {'c': {'x': 5, 'y': 0}}    | "y" has the population count 0; it must be more than 0.
                    'rake': {'c': {'x': -5, 'y': 6}}           | "x" has the population count -5; it must be more than 0.
                    'imputed': 4                               | write it as {income: "income_1..income_5"}, not as 4.
                    'strata': {'a': 'b'}                       | a name or a list of names is expected, not {"a":"b"}.
                    """)
    void aDesignThatSaysSomethingElse(String section, String problem) {
        String message =
                String.valueOf(assertThrows(SurveyException.class, () -> design("{'weights': 'w', " + section + "}"))
                        .getMessage());
        assertTrue(message.endsWith(": " + problem), message);
    }

    @Test
    void twoColumnsOfWeights() {
        String message = String.valueOf(assertThrows(SurveyException.class, () -> design("{'weights': ['w', 'y']}"))
                .getMessage());
        assertTrue(message.endsWith("one column is expected, not [w, y]."), message);
    }

    @Test
    void anOutcomeThatIsNoneOfItsFamily() throws SQLException {
        refused(
                "glm(y ~ w, binomial)",
                DESIGN,
                "Row 2: the outcome is 3.0; a binomial model is of numbers from 0 to 1; of a category write"
                        + " I(column == \"level\").");
        change("update s set y = -1 where y = 2");
        refused(
                "glm(y ~ w, poisson)",
                DESIGN,
                "Row 3: the outcome is -1.0; a poisson model is of numbers that are not negative.");
    }

    @Test
    void aConditionThatClosesOtherBracketsThanItsOwn() {
        String message = assertThrows(
                        SurveyException.class,
                        () -> new SurveyEstimation(connection, "s", DESIGN)
                                .estimate(List.of(Estimator.parse("mean(y)")), List.of(), "true) or (true"))
                .getMessage();
        assertTrue(String.valueOf(message).startsWith("The condition \"true) or (true\" cannot be used: "), message);
    }

    @Test
    void moreThanAnEstimatorTakes() {
        for (String text : List.of(
                "corr(y, w, psu)",
                "prop(c, beta, wilson)",
                "difference(y, grp, g, h, k)",
                "contrast(y, grp, g: 1, g: 2)")) {
            assertThrows(SurveyException.class, () -> Estimator.parse(text), text);
        }
    }

    @Test
    void replicatesHaveNoThirdMoment() {
        refused(
                "mean(y)",
                design("{'psu': 'psu', 'strata': 'st', 'weights': 'w', 'nest': true, 'intervals': 'hall',"
                        + " 'replicates': {'make': 'JKn'}}"),
                "intervals: hall needs errors by linearisation; the design has replicates.");
    }

    @Test
    void oneGroupOfASplitDoesNotStopTheOthers() throws SQLException {
        change("update s set y = null where grp = 'h'");
        assertEquals(List.of(List.of(), List.of("no_variation")), flags("ttest(y ~ c)", "st"));
        assertEquals(List.of(List.of("no_variation"), List.of("no_variation")), flags("chisq(c*grp)", "st"));
        assertEquals(List.of(List.of(), List.of("no_valid_answers")), flags("ttest(y)", "grp"));
        assertEquals(List.of("no_valid_answers"), flags("glm(y ~ psu)", "grp").get(2));
    }

    private List<List<String>> flags(String estimate, String by) {
        return new SurveyEstimation(connection, "s", DESIGN)
                .estimate(List.of(Estimator.parse(estimate)), List.of(by), null).stream()
                        .map(Estimate::flags)
                        .toList();
    }

    private static Design design(String text) {
        return Design.of(json(text.replace('\'', '"')), "design");
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private void change(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void refused(String estimate, Design design, String sentence) {
        assertEquals(sentence, message(estimate, design));
    }

    private String message(String estimate, Design design) {
        return message(estimate, design, "s");
    }

    private String message(String estimate, Design design, String relation) {
        return String.valueOf(assertThrows(
                        SurveyException.class,
                        () -> new SurveyEstimation(connection, relation, design)
                                .estimate(List.of(Estimator.parse(estimate)), List.of(), null))
                .getMessage());
    }
}
