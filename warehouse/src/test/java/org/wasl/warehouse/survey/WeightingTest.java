package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights made here, replicates made here, imputed columns: on R's school samples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeightingTest {
    private static final double STEP = 1e-5;

    /** The districts of apiclus1. */
    private static final List<Integer> UNITS =
            List.of(61, 135, 178, 197, 255, 406, 413, 437, 448, 510, 568, 637, 716, 778, 815);

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
            for (String name : List.of("apiclus1", "apistrat")) {
                statement.execute("create table " + name + " as select row_number() over () as row, * from "
                        + DataFile.relation(directory.resolve(name + ".csv")));
            }
            statement.execute("alter table apiclus1 add column answered boolean");
            statement.execute("update apiclus1 set answered = row % 4 <> 0 and not (stype = 'M' and row % 3 = 0)");
            for (int m = 1; m <= 3; m++) {
                statement.execute("alter table apistrat add column imp" + m + " double");
                statement.execute("update apistrat set imp" + m + " = case when row % 7 = 0 then api99 + " + 10 * m
                        + " else api00 end");
            }
        }
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void cellsGiveRespondentsTheWeightOfTheirCell() {
        Estimate all = one("apiclus1", "{'weights': 'pw', 'psu': 'dnum'}", "total(stype)", "M");
        Estimate answered = one("apiclus1", cells(""), "total(stype)", "M");
        close(all.estimate(), answered.estimate(), 1e-12);
        // The cells' totals are the sample's, and so is their error.
        close(all.se(), answered.se(), 1e-12);
    }

    @Test
    void theErrorOfAdjustedAndCalibratedWeightsIsWhatTheirUnitsMove() throws SQLException {
        asMoved(propensity(", 'calibrate': {'totals': {'(Intercept)': 6194, 'api99': 3914069}}"));
        asMoved(cells(", 'poststratify': {'sch.wide': {'No': 1072, 'Yes': 5122}}"));
    }

    /** Where iterations stop has nothing to do with the unit of the weights. */
    @ParameterizedTest
    @ValueSource(strings = {"glm(poor ~ meals + ell, binomial)", "glm(api00 ~ meals + ell, poisson)"})
    void aModelIsTheSameUnderWeightsOfAnySize(String model) {
        String data = "(select *, (api00 < 600)::int as poor, pw * 1e-9 as tiny from apiclus1)";
        for (int k = 0; k < 3; k++) {
            Estimate usual =
                    figures(data, "{'weights': 'pw', 'psu': 'dnum'}", model).get(k);
            Estimate tiny =
                    figures(data, "{'weights': 'tiny', 'psu': 'dnum'}", model).get(k);
            close(usual.estimate(), tiny.estimate(), 1e-11);
            close(usual.se(), tiny.se(), 1e-11);
        }
    }

    @Test
    void whoDidNotRespondNeedsNoMargin() {
        String post = ", 'poststratify': {'sch.wide': {'No': 1072, 'Yes': 5122}}";
        String unknown = "(select * replace (case when answered then \"sch.wide\" end as \"sch.wide\") from apiclus1)";
        Estimate known = one("apiclus1", cells(post), "total(enroll)", null);
        Estimate asked = one(unknown, cells(post), "total(enroll)", null);
        close(known.estimate(), asked.estimate(), 1e-14);
        close(known.se(), asked.se(), 1e-14);
    }

    /** R: the cells' factors anew under each of as.svrepdesign(type = "JK1")'s weights. */
    @Test
    void replicatesAreAdjustedOneByOne() {
        Estimate total = one("apiclus1", cells(", 'replicates': {'make': 'JK1'}"), "total(enroll)", null);
        close(3462937.18006782, total.estimate(), 1e-12);
        close(984954.778713749, total.se(), 1e-12);
    }

    @Test
    void trimmingKeepsTheSumOfWeightsWithinTheBounds() {
        String strict = "{'weights': 'pw', 'strata': 'stype', 'trim': {'upper': 40, 'strict': true}}";
        SurveyEstimation survey = new SurveyEstimation(connection, "apistrat", design(strict));
        double people = survey.estimate(List.of(Estimator.parse("total(stype)")), List.of(), null).stream()
                .mapToDouble(figure -> Objects.requireNonNull(figure.estimate()))
                .sum();
        assertEquals(6194, people, 0.01);
        assertEquals(List.of("trimming to 0 to 40: 100 weights drawn in"), survey.told());
    }

    @Test
    void convergenceIsTold() {
        SurveyEstimation survey = new SurveyEstimation(
                connection,
                "apiclus1",
                design("{'weights': 'pw', 'psu': 'dnum', 'rake': {'stype': {'E': 4421, 'H': 755, 'M': 1018},"
                        + " 'sch.wide': {'No': 1072, 'Yes': 5122}}}"));
        survey.estimate(List.of(Estimator.parse("mean(api00)")), List.of(), null);
        assertTrue(
                survey.told()
                        .get(0)
                        .matches(
                                "raking on \\[stype, sch.wide] settled in \\d+ rounds, largest misfit .*, factors .* to .*"),
                survey.told().toString());
    }

    @Test
    void marginsOfDifferentPopulationsAreTold() {
        SurveyEstimation survey = new SurveyEstimation(
                connection,
                "apiclus1",
                design("{'weights': 'pw', 'psu': 'dnum', 'rake': {'stype': {'E': 4421, 'H': 755, 'M': 1018},"
                        + " 'sch.wide': {'No': 1000, 'Yes': 5000}}}"));
        survey.estimate(List.of(Estimator.parse("mean(api00)")), List.of(), null);
        assertTrue(
                survey.told()
                        .get(0)
                        .contains("largest misfit 0.03132 (stype adds up to 6194 but sch.wide to 6000, which is met),"),
                survey.told().toString());
    }

    /** R's mitools::MIcombine of svymean; degrees of freedom by Barnard and Rubin's formula, which mitools simplifies. */
    @Test
    void imputationsAreCombinedByRubinsRules() {
        Estimate mean = one(
                "apistrat",
                "{'weights': 'pw', 'strata': 'stype', 'fpc': 'fpc', 'imputed': {'score': 'imp1..imp3'}}",
                "mean(score)",
                null);
        close(661.0544054840616, mean.estimate(), 1e-12);
        close(9.65035972049491, mean.se(), 1e-12);
        close(183.841295283361, mean.df(), 1e-10);
        assertEquals(List.of("imputed"), mean.flags());
    }

    /** Half the squared differences of neighbours, the last one's neighbour being the first. */
    @Test
    void successiveDifferencesAreThoseOfNeighbours() throws SQLException {
        double expected = 0;
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select sum((y - coalesce(lag, last)) ** 2) / 2 from (select y,"
                        + " lag(y) over (order by dnum) as lag, last_value(y) over (order by dnum rows between unbounded"
                        + " preceding and unbounded following) as last from (select dnum, sum(pw * enroll) as y from"
                        + " apiclus1 group by dnum))")) {
            assertTrue(row.next());
            expected = Math.sqrt(row.getDouble(1));
        }
        Estimate total = one(
                "apiclus1",
                "{'weights': 'pw', 'psu': 'dnum', 'replicates': {'make': 'successive-difference', 'count': 16}}",
                "total(enroll)",
                null);
        close(expected, total.se(), 1e-10);
    }

    /** laeken::gini, r-cran-laeken 0.5.2. */
    @Test
    void giniIsThatOfLaeken() {
        String strata = "{'weights': 'pw', 'strata': 'stype'}";
        close(0.343941842151692, one("apistrat", strata, "gini(api.stu)", null).estimate(), 1e-12);
        close(0.350952402959422, one("apistrat", strata, "gini(meals)", null).estimate(), 1e-12);
    }

    @Test
    void theErrorOfConcentrationIsThatOfItsReplicates() {
        for (String index : List.of("gini(api.stu)", "concentration(enroll, meals)")) {
            String strata = "{'weights': 'pw', 'strata': 'stype'";
            Estimate linearised = one("apistrat", strata + "}", index, null);
            Estimate replicated = one("apistrat", strata + ", 'replicates': {'make': 'JKn'}}", index, null);
            close(linearised.estimate(), replicated.estimate(), 1e-12);
            close(linearised.se(), replicated.se(), 0.02);
        }
    }

    /** R's withReplicates of postStratify(as.svrepdesign(type = "JKn")), the index written out. */
    @Test
    void concentrationIsReplicatedUnderAdjustedWeights() {
        Estimate gini = one(
                "apistrat",
                "{'weights': 'pw', 'strata': 'stype', 'replicates': {'make': 'JKn'},"
                        + " 'poststratify': {'sch.wide': {'No': 1072, 'Yes': 5122}}}",
                "gini(api.stu)",
                null);
        close(0.3441230965194539, gini.estimate(), 1e-12);
        close(0.0156203034551078, gini.se(), 1e-10);
    }

    /**
     * The linearised error against numerical derivatives: every figure anew, weighting and all, with one unit's weights a
     * little larger.
     */
    private void asMoved(String design) throws SQLException {
        List<Estimator> figures = Estimator.parseAll("mean(api00), total(enroll), ratio(api.stu/enroll)");
        List<Estimate> all = figures(figures, design, "apiclus1");
        double[][] moved = new double[figures.size()][UNITS.size()];
        for (int unit = 0; unit < UNITS.size(); unit++) {
            String larger = "(select * replace (case when dnum = " + UNITS.get(unit) + " then pw * " + (1 + STEP)
                    + " else pw end as pw) from apiclus1)";
            List<Estimate> with = figures(figures, design, larger);
            for (int i = 0; i < moved.length; i++) {
                moved[i][unit] = (Objects.requireNonNull(with.get(i).estimate())
                                - Objects.requireNonNull(all.get(i).estimate()))
                        / STEP;
            }
        }
        for (int i = 0; i < moved.length; i++) {
            double mean = Arrays.stream(moved[i]).average().orElseThrow();
            double squares =
                    Arrays.stream(moved[i]).map(z -> (z - mean) * (z - mean)).sum();
            double units = UNITS.size();
            close(Math.sqrt(units / (units - 1) * squares), all.get(i).se(), 1e-3);
        }
    }

    private List<Estimate> figures(List<Estimator> figures, String design, String data) {
        return new SurveyEstimation(connection, data, design(design)).estimate(figures, List.of(), null);
    }

    private static String cells(String more) {
        return "{'weights': 'pw', 'psu': 'dnum', 'nonresponse': {'responded': 'answered', 'cells': ['stype']}" + more
                + "}";
    }

    private static String propensity(String more) {
        return "{'weights': 'pw', 'psu': 'dnum', 'nonresponse': {'responded': 'answered', 'propensity': 'stype + api99'}"
                + more + "}";
    }

    private Estimate one(String data, String design, String figure, @Nullable String level) {
        return figures(data, design, figure).stream()
                .filter(estimate -> level == null || level.equals(estimate.level()))
                .findFirst()
                .orElseThrow();
    }

    private List<Estimate> figures(String data, String design, String figure) {
        return new SurveyEstimation(connection, data, design(design))
                .estimate(List.of(Estimator.parse(figure)), List.of(), null);
    }

    private static Design design(String json) {
        try {
            return Design.of(JsonMapper.builder().build().readTree(json.replace('\'', '"')), "design");
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static void close(@Nullable Double expected, @Nullable Double found, double relative) {
        double wanted = Objects.requireNonNull(expected);
        assertEquals(wanted, Objects.requireNonNull(found), relative * Math.abs(wanted));
    }
}
