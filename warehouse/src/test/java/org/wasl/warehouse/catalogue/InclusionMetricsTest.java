package org.wasl.warehouse.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.TestTables;

/**
 * The index and the equity measures over four accommodations of twenty workers, two in each of two strata, all of weight
 * ten. In wave 1 all, half, half and none of an accommodation use the Internet, each user every day for five activities;
 * everybody has a phone, no computer, three of nine skills, daily contact, and spends 50 of 1,000. In wave 2, of ten women
 * 7, 5, 6 and 4 use the Internet and of ten men 8, 6, 7 and 9; all, half, half and none earn 3,000, the others 1,000.
 */
class InclusionMetricsTest {
    private static final String SURVEY = """
            INSERT INTO survey_response BY NAME
            SELECT *, CASE WHEN internet_use = 1 THEN 'daily' END AS internet_frequency,
              CASE WHEN internet_use = 1 THEN 1 END AS act_call, CASE WHEN internet_use = 1 THEN 1 END AS act_social,
              CASE WHEN internet_use = 1 THEN 1 END AS act_government, CASE WHEN internet_use = 1 THEN 1 END AS act_health,
              CASE WHEN internet_use = 1 THEN 1 END AS act_banking, CASE WHEN internet_use = 1 THEN 0 END AS act_learning,
              CASE WHEN internet_use = 1 THEN 0 END AS act_jobs, CASE WHEN internet_use = 1 THEN 0 END AS act_remit
            FROM (SELECT 'w' || i AS respondent_id, w AS wave, CASE WHEN i < 40 THEN 'a' ELSE 'b' END AS stratum,
                CAST(i // 20 AS VARCHAR) AS psu, 10.0 AS weight, CASE WHEN i % 2 = 1 THEN 'female' ELSE 'male' END AS sex,
                CASE w WHEN 1 THEN CAST(i % 20 < [20, 10, 10, 0][1 + i // 20] AS BIGINT)
                  ELSE CAST((i % 20) // 2 < (CASE WHEN i % 2 = 1 THEN [7, 5, 6, 4] ELSE [8, 6, 7, 9] END)[1 + i // 20] AS BIGINT)
                  END AS internet_use,
                CASE WHEN w = 1 OR i % 20 >= [20, 10, 10, 0][1 + i // 20] THEN 1000.0 ELSE 3000.0 END AS wage,
                CASE WHEN i % 20 < [20, 10, 10, 0][1 + i // 20] THEN 'rich' ELSE 'poor' END AS nationality,
                i % 2 AS egov_use, 0 AS computer_use, 1 AS mobile_ownership, 50.0 AS connectivity_spend,
                7 AS family_contact_days, CASE WHEN w = 1 THEN 1 END AS skill_copy_file, 1 AS skill_copy_paste,
                1 AS skill_email, 0 AS skill_spreadsheet, 0 AS skill_connect, 0 AS skill_install, 0 AS skill_presentation,
                0 AS skill_transfer, 0 AS skill_program
              FROM range(80) AS r (i), (VALUES (1), (2)) AS waves (w));
            """;

    // 97.5 % point of Student's t with the two degrees of freedom of four units in two strata.
    private static final double T = 4.302652729696142;

    private static final Map<String, List<Figure>> COMPUTED = new HashMap<>();
    private static Warehouse warehouse;
    private static Catalogue catalogue;

    @BeforeAll
    static void open(@TempDir Path directory) {
        var release = TestTables.release(directory, SURVEY);
        warehouse = Warehouse.open(release);
        catalogue = Catalogue.load(release.programme());
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void everyDimensionHasItsScore() {
        assertEquals(50, index("access"), 1e-9, "twice 50, then 50, 100 and 0, over five");
        assertEquals(75, index("affordability"), 1e-9, "5 % of the wage is halfway from 10 to 0; all within 5 %");
        assertEquals(200 / 3.0, index("ability"), 1e-9, "three skills of nine, everybody with one");
        assertEquals(200 / 3.0, index("participation"), 1e-9, "50, 50 and 100");
    }

    @Test
    void theIndexIsTheirGeometricMean() {
        assertEquals(ofUse(0.5), index("overall"), 1e-9);
    }

    @Test
    void itsErrorIsThatOfTheWholeIndexComputedWithoutEachAccommodation() {
        Figure overall = find("inclusion_index", "overall");
        // Without one accommodation the share of users is 3/8, 5/8, 3/8, 5/8; each counts by half its square.
        double se = (ofUse(0.625) - ofUse(0.375)) / Math.sqrt(2);
        assertEquals(se, Objects.requireNonNull(overall.estimate().se()), 1e-9);
        assertEquals(
                index("overall") - T * se,
                Objects.requireNonNull(overall.estimate().ciLow()),
                1e-6);
        assertEquals(80, overall.estimate().n());
        assertTrue(overall.estimate().flags().contains("no_fpc"));
    }

    @Test
    void sensitivityIsToTheMeanTheWeightsTheGoalpostsAndEachIndicator() {
        assertEquals((50 + 75 + 400 / 3.0) / 4, index("overall:arithmetic"), 1e-9);
        assertEquals(
                geometric(50, 75, 200 / 3.0, 200 / 3.0),
                index("overall:equal_weights"),
                1e-9,
                "50, 50, 100 and 0 have the same mean as with the first counted twice");
        assertEquals(geometric(62.5, 75, 200 / 3.0, 200 / 3.0), index("overall:without_computer_use"), 1e-9);
        // Goalposts a tenth further apart each way: 0, 0.5, 1 score 1/12, 1/2, 11/12.
        double full = 1100 / 12.0;
        assertEquals(
                geometric(50, (50 + full) / 2, (100 * (3 + 0.9) / 10.8 + full) / 2, (50 + 50 + full) / 3),
                index("overall:wide_goalposts"),
                1e-9);
        assertEquals(
                11,
                levels("inclusion_index").stream()
                        .filter(l -> l.contains("without"))
                        .count());
    }

    @Test
    void aFigureSaysHowManyGaveNoAnswerToAQuestionThatItRestsOn(@TempDir Path directory) {
        // Nine of eighty: 11.25 per cent, five of whom did not know.
        var release = TestTables.release(directory, SURVEY + """
                UPDATE survey_response SET wage = NULL
                  WHERE wave = 1 AND respondent_id IN (SELECT 'w' || i FROM range(9) AS r (i));
                INSERT INTO survey_answer BY NAME SELECT respondent_id, wave, 'Q' AS question, 'wage' AS variable,
                  CASE WHEN wage IS NOT NULL THEN 'valid' WHEN respondent_id < 'w5' THEN 'dk' ELSE 'refused' END AS status
                  FROM survey_response WHERE wave = 1;
                """);
        try (Warehouse asked = Warehouse.open(release)) {
            MetricComputation computation = new MetricComputation(Catalogue.load(release.programme()));
            Map<String, Figure> told = new HashMap<>();
            for (String metric : List.of("wage_inequality", "inclusion_concentration", "inclusion_index")) {
                for (Figure figure :
                        computation.compute(asked, computation.catalogue().get(metric), MetricRequest.headline())) {
                    if ("1".equals(figure.estimate().domain().get("wave"))) {
                        told.put(String.valueOf(figure.estimate().level()), figure);
                    }
                }
            }
            for (String level : List.of("gini", "theil", "lorenz 0.1", "egov_use", "affordability", "overall")) {
                Figure figure = Objects.requireNonNull(told.get(level), level);
                assertTrue(figure.estimate().flags().contains("item_nonresponse"), level);
                assertEquals(5 / 80.0, figure.dontKnow(), level);
                assertEquals(4 / 80.0, figure.refused(), level);
                assertEquals(9 / 80.0, figure.itemNonresponse(), level);
            }
            Figure access = Objects.requireNonNull(told.get("access"));
            assertFalse(access.estimate().flags().contains("item_nonresponse"), "nobody was asked for a wage");
        }
    }

    @Test
    void aWaveThatAskedLessHasNoIndex() {
        assertTrue(compute("inclusion_index", MetricRequest.headline()).stream()
                .allMatch(f -> "1".equals(f.estimate().domain().get("wave"))));
    }

    @Test
    void theIndexIsSplitWithItsScoresAndWithoutItsSensitivity() {
        List<Figure> split = compute("inclusion_index", MetricRequest.by("sex"));
        assertEquals(10, split.size(), "the index and four scores, for women and men");
        for (Figure figure : split) {
            assertEquals(40, figure.estimate().n());
        }
    }

    @Test
    void aGapIsTheGroupLessAndOverTheReferenceWithTheirCovariance() {
        Map<String, String> women = Map.of("wave", "2", "sex", "female");
        Figure difference = find("internet_use_gap", "difference", "difference", women);
        assertEquals(0.55 - 0.75, Objects.requireNonNull(difference.value()), 1e-12);
        // Without each accommodation: .5 − .7, .6 − .8, .5 − .8, .6 − .7.
        assertEquals(0.1, Objects.requireNonNull(difference.estimate().se()), 1e-12);
        Figure ratio = find("internet_use_gap", "relative", "ratio", women);
        assertEquals(0.55 / 0.75, Objects.requireNonNull(ratio.value()), 1e-12);
        double[] logs = {Math.log(.5 / .7), Math.log(.6 / .8), Math.log(.5 / .8), Math.log(.6 / .7)};
        double mean = (logs[0] + logs[1] + logs[2] + logs[3]) / 4;
        double variance = 0;
        for (double log : logs) {
            variance += (log - mean) * (log - mean) / 2;
        }
        assertEquals(
                0.55 / 0.75 * Math.exp(T * Math.sqrt(variance)),
                Objects.requireNonNull(ratio.estimate().ciHigh()),
                1e-6);
    }

    @Test
    void aGapOfAGroupThatMayNotBePrintedIsHeldBack() {
        Figure gap = find("internet_use_gap", "difference", "difference", Map.of("wave", "1", "sex", "female"));
        assertTrue(gap.heldBack(), "half of them use it, with a relative error of 35 %");
        assertEquals(List.of("withheld:group"), gap.estimate().flags().subList(0, 1));
    }

    @Test
    void inequalityOfTwoEqualHalvesOfWhichOneEarnsThreeTimesAsMuch() {
        Map<String, String> second = Map.of("wave", "2");
        assertEquals(0.25, value("wage_inequality", "gini", "gini", second), 1e-12);
        double theil = (0.5 * Math.log(0.5) + 1.5 * Math.log(1.5)) / 2;
        assertEquals(theil, value("wage_inequality", "theil", "theil", second), 1e-12);
        assertEquals(theil, value("wage_inequality", "theil", "theil between nationality", second), 1e-12);
        assertEquals(0, value("wage_inequality", "theil", "theil within nationality", second), 1e-12);
        assertEquals(0, value("wage_inequality", "theil", "theil between occupation", second), 1e-12, "one group");
        assertEquals(theil, value("wage_inequality", "theil", "theil within occupation", second), 1e-12);
    }

    @Test
    void theErrorOfTheilIsThatOfEachReplicatesTheil() {
        // Without one accommodation the rich are 3/8, 5/8, 3/8, 5/8.
        double se = Math.abs(theil(0.625) - theil(0.375)) / Math.sqrt(2);
        Figure total = find("wage_inequality", "theil", "theil", Map.of("wave", "2"));
        assertEquals(se, Objects.requireNonNull(total.estimate().se()), 1e-12);
    }

    @Test
    void theLorenzCurveRunsAlongTheTwoHalvesWithTheErrorOfTheMeanWage() {
        Map<String, String> second = Map.of("wave", "2");
        assertEquals(0.05, value("wage_inequality", "lorenz", "lorenz 0.1", second), 1e-12);
        assertEquals(0.25, value("wage_inequality", "lorenz", "lorenz 0.5", second), 1e-12);
        assertEquals(0.85, value("wage_inequality", "lorenz", "lorenz 0.9", second), 1e-12);
        // Among the poor L(p) = 1000 p / mean; the share of the rich has the error sqrt(1/32), the mean 2,000 of it.
        double se = 0.3 * 1000 / 2000 / 2000 * 2000 * Math.sqrt(1 / 32.0);
        Figure third = find("wage_inequality", "lorenz", "lorenz 0.3", second);
        assertEquals(se, Objects.requireNonNull(third.estimate().se()), 1e-12);
    }

    @Test
    void useThatOnlyTheBetterPaidHaveIsConcentratedAmongThem() {
        // In wave 1 all earn the same: no order, no concentration, a straight curve.
        assertEquals(0, value("inclusion_concentration", "concentration", "internet_use", Map.of("wave", "1")), 1e-12);
        assertEquals(
                0.3,
                value("inclusion_concentration", "concentration_curve", "internet_use 0.3", Map.of("wave", "1")),
                1e-12);

        double poor = value("inclusion_concentration", "concentration_curve", "internet_use 0.5", Map.of("wave", "2"));
        double index = value("inclusion_concentration", "concentration", "internet_use", Map.of("wave", "2"));
        assertEquals(0.5 - poor, index, 1e-12, "one corner: twice the triangle between it and the diagonal");
    }

    private static double theil(double rich) {
        double mean = 1000 + 2000 * rich;
        return ((1 - rich) * 1000 * Math.log(1000 / mean) + rich * 3000 * Math.log(3000 / mean)) / mean;
    }

    /** By the share of users, of which access and participation are made. */
    private static double ofUse(double share) {
        return geometric(60 * share + 20, 75, 200 / 3.0, (150 + 100 * share) / 3);
    }

    private static double geometric(double a, double b, double c, double d) {
        return Math.pow(a * b * c * d, 0.25);
    }

    private static double index(String level) {
        return Objects.requireNonNull(find("inclusion_index", level).value());
    }

    private static List<String> levels(String metric) {
        return compute(metric, MetricRequest.headline()).stream()
                .map(f -> String.valueOf(f.estimate().level()))
                .toList();
    }

    private static double value(String metric, String estimator, String level, Map<String, String> domain) {
        return Objects.requireNonNull(find(metric, estimator, level, domain).value());
    }

    private static Figure find(String metric, String level) {
        return compute(metric, MetricRequest.headline()).stream()
                .filter(f -> level.equals(f.estimate().level()))
                .findFirst()
                .orElseThrow();
    }

    private static Figure find(String metric, String estimator, String level, Map<String, String> domain) {
        return compute(metric, MetricRequest.headline()).stream()
                .filter(f -> is(f, estimator, level, domain))
                .findFirst()
                .orElseThrow();
    }

    private static boolean is(Figure figure, String estimator, String level, Map<String, String> domain) {
        return figure.estimate().estimator().equals(estimator)
                && Objects.equals(figure.estimate().level(), level)
                && figure.estimate().domain().equals(domain);
    }

    private static List<Figure> compute(String metric, MetricRequest request) {
        return COMPUTED.computeIfAbsent(
                metric + request,
                any -> new MetricComputation(catalogue).compute(warehouse, catalogue.get(metric), request));
    }
}
