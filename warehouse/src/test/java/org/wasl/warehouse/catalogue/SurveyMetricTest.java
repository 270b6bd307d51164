package org.wasl.warehouse.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
 * Survey metrics over a wave of four accommodations with twenty workers each, all of weight ten. In wave 1, every second
 * one uses the Internet; wave 2 did not ask.
 */
class SurveyMetricTest {
    private static final String SURVEY = """
            INSERT INTO survey_response BY NAME
            SELECT 'w' || i AS respondent_id, w AS wave, 'doha' AS municipality,
              CASE WHEN i < 40 THEN 'a' ELSE 'b' END AS stratum, CAST(i // 20 AS VARCHAR) AS psu, 10.0 AS weight,
              50.0 AS fpc_psu, CASE WHEN i % 4 = 3 THEN 'female' ELSE 'male' END AS sex,
              CASE WHEN w = 1 AND i >= 10 THEN i % 2 END AS internet_use,
              CASE WHEN i % 2 = 1 AND i >= 10 THEN CASE WHEN i % 20 < 5 THEN 'daily' ELSE 'weekly' END END
                AS internet_frequency,
              CASE WHEN w = 1 THEN 1000.0 END AS wage, CASE WHEN w = 1 THEN 20.0 + i END AS connectivity_spend
            FROM range(80) AS r (i), (VALUES (1), (2)) AS waves (w);
            INSERT INTO survey_answer BY NAME
            SELECT 'w' || i AS respondent_id, w AS wave, 'q' AS question, 'internet_use' AS variable,
              CASE WHEN w = 2 THEN 'not_asked' WHEN i < 4 THEN 'dk' WHEN i < 10 THEN 'refused' ELSE 'valid' END AS status
            FROM range(80) AS r (i), (VALUES (1), (2)) AS waves (w);
            INSERT INTO code BY NAME SELECT 'internet_frequency' AS code_list, 'daily' AS code, 'Daily' AS label_en,
              'يوميا' AS label_ar, 1 AS position;
            """;

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
    void estimatesAmongThoseWhoAnswered() {
        List<Figure> figures = compute("internet_use", MetricRequest.headline());
        assertEquals(1, figures.size(), "wave 2 did not ask");
        Figure figure = figures.get(0);
        assertEquals(Map.of("wave", "1"), figure.estimate().domain());
        assertEquals(0.5, Objects.requireNonNull(figure.value()), 1e-12);
        assertEquals(70, figure.estimate().n());
        assertEquals(2.0, figure.estimate().df(), "four units less two strata");
        assertEquals(4 / 80.0, Objects.requireNonNull(figure.dontKnow()), 1e-12);
        assertEquals(6 / 80.0, Objects.requireNonNull(figure.refused()), 1e-12);
        assertEquals(10 / 80.0, Objects.requireNonNull(figure.itemNonresponse()), 1e-12);
        assertTrue(figure.estimate().flags().contains("item_nonresponse"));
    }

    @Test
    void withholdsGroupsOfFewAnswersWithTheirCounts() {
        for (Figure figure : compute("internet_use", MetricRequest.by("sex"))) {
            boolean few = "female".equals(figure.estimate().domain().get("sex"));
            assertEquals(few, figure.heldBack());
            assertEquals(few, figure.estimate().n() == null);
            assertEquals(few, figure.refused() == null);
        }
    }

    @Test
    void aConditionIsADomain() {
        Figure figure = compute("internet_use", MetricRequest.headline().where("sex = 'male'"))
                .get(0);
        assertEquals(52, figure.estimate().n());
        assertEquals(17 / 52.0, Objects.requireNonNull(figure.value()), 1e-12);
    }

    @Test
    void sharesOfACategoryCarryItsLabels() {
        Figure daily = compute("internet_frequency", MetricRequest.headline()).stream()
                .filter(f -> "daily".equals(f.estimate().level()))
                .findFirst()
                .orElseThrow();
        assertEquals(new Words("Daily", "يوميا"), daily.title());
    }

    @Test
    void affordabilityIsARatioOfTotals() {
        Figure figure = compute("affordability", MetricRequest.headline()).get(0);
        assertEquals(59.5 / 1000, Objects.requireNonNull(figure.value()), 1e-12);
        assertNull(figure.itemNonresponse(), "no answers are kept for these questions here");
    }

    @Test
    void unknownPopulationCountsAreSaidAndDoNotStopTheEstimate(@TempDir Path directory) {
        var release = TestTables.release(directory, SURVEY.replace("50.0 AS fpc_psu", "NULL AS fpc_psu"));
        try (Warehouse other = Warehouse.open(release)) {
            Figure figure = new MetricComputation(catalogue)
                    .compute(other, catalogue.get("internet_use"), MetricRequest.headline())
                    .get(0);
            assertTrue(figure.estimate().flags().contains("no_fpc"));
        }
    }

    private static List<Figure> compute(String metric, MetricRequest request) {
        return new MetricComputation(catalogue).compute(warehouse, catalogue.get(metric), request);
    }
}
