package org.wasl.warehouse.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.TestTables;

/** Four computers installed on New Year 2016; one retired after half a year, one stolen after a year and a half. */
class SurvivalMetricTest {
    private static final String FOUR = """
            INSERT INTO device BY NAME
            SELECT *, 'computer' AS kind, 'BC' AS asset_tag, DATE '2016-01-01' AS first_installed_on FROM (VALUES
              ('D1', DATE '2016-07-01', 'retired'), ('D2', DATE '2017-07-01', 'stolen'),
              ('D3', NULL, 'in_service'), ('D4', NULL, 'fault')) AS t (device_id, ended_on, state)
            """;

    @Test
    void theStolenOneLeavesObservationTheRetiredOneEnds(@TempDir Path directory) {
        var release = TestTables.release(directory, FOUR);
        List<Figure> figures = computed(release);
        assertEquals(0.75, value(figures, "survival", "12"), 1e-12);
        assertEquals(0.75, value(figures, "survival", "24"), 1e-12);
        assertNull(find(figures, "survival", "36").value(), "nobody was followed for three years");
        // 182 days for all, then three quarters of the rest of 24 months.
        assertEquals(182 / 30.4375 + 0.75 * (24 - 182 / 30.4375), value(figures, "rmst", "24"), 1e-9);
    }

    @Test
    void theStolenOneHasLeftThoughItWasFoundAndRecycled(@TempDir Path directory) {
        var release = TestTables.release(directory, FOUR + """
                ; UPDATE device SET state = 'recycled' WHERE device_id = 'D2';
                INSERT INTO device_event BY NAME
                SELECT 'D2' AS device_id, *, CAST(occurred_on AS TIMESTAMP) AS occurred_at FROM (VALUES
                  (1, DATE '2017-07-01', 'stolen'), (2, DATE '2017-09-01', 'recycled'))
                  AS t (event_no, occurred_on, event_type)
                """);
        assertEquals(0.75, value(computed(release), "survival", "24"), 1e-12, "D1 alone has ended");
    }

    @Test
    void aSplitSaysWhetherItsGroupsLastEquallyLong(@TempDir Path directory) {
        var release = TestTables.release(
                directory,
                FOUR + "; UPDATE device SET donor = CASE WHEN device_id IN ('D1', 'D2')"
                        + " THEN 'bank' ELSE 'school' END");
        Figure test = find(computed(release, "donor"), "logrank", "logrank");
        // One event, to a group of two of the four at risk: (1 - 1/2)² over 1/2 · 1/2.
        assertEquals(1, Objects.requireNonNull(test.value()), 1e-12);
        assertEquals(1, test.estimate().df());
        assertEquals(0.317310507862914, Objects.requireNonNull(test.estimate().p()), 1e-12);
        assertEquals(4, test.estimate().n());
    }

    @Test
    void aComputerThatEntersLateIsNotAtRiskBefore(@TempDir Path directory) throws IOException {
        var release = TestTables.release(directory, FOUR);
        change(release, "metric.yaml", "{time: months", "{entry: entered, time: months");
        change(release, "metric.sql", "  d.donor,", "  d.donor, CASE d.device_id WHEN 'D3' THEN 10.0 END AS entered,");
        List<Figure> figures = computed(release);
        // D1 ends after six months, when D3 is not known of: one of three.
        assertEquals(2 / 3.0, value(figures, "survival", "12"), 1e-12);
        assertEquals(4, find(figures, "survival", "12").estimate().n());
    }

    @Test
    void aSplitMayBeComparedWithinStrataAndTheMedianAskedFor(@TempDir Path directory) throws IOException {
        var release = TestTables.release(
                directory,
                FOUR + "; UPDATE device SET donor = CASE WHEN device_id IN ('D1', 'D3') THEN 'bank' ELSE 'school' END");
        change(release, "metric.yaml", "rmst: 24}", "rmst: 24, rho: 1, strata: batch, median: true}");
        change(
                release,
                "metric.sql",
                "  d.donor,",
                "  d.donor, CASE WHEN d.device_id IN ('D1', 'D2') THEN 'a' ELSE 'b' END AS batch,");
        List<Figure> figures = computed(release, "donor");
        // One event, to one of two at risk in the first batch: (1 - 1/2)² over 1/2 · 1/2.
        assertEquals(1, value(figures, "logrank", "logrank"), 1e-12);
        Figure bank = find(figures, "median", "0.5");
        // One of two ends after 182 days, and nobody later: half way to the end of the follow-up.
        assertEquals((182 + 911) / 2.0 / 30.4375, Objects.requireNonNull(bank.value()), 1e-9);
        assertNull(bank.estimate().ciHigh(), "the interval ends beyond the follow-up");
    }

    @Test
    void ofPersonsThereIsNone(@TempDir Path directory) throws IOException {
        var release = TestTables.release(directory, FOUR);
        change(release, "metric.yaml", "counts: devices", "counts: persons");
        String told = String.valueOf(assertThrows(CatalogueException.class, () -> Catalogue.load(release.programme()))
                .getMessage());
        assertTrue(told.contains("a survival metric is of things"), told);
    }

    private static List<Figure> computed(Release release, String... by) {
        Catalogue catalogue = Catalogue.load(release.programme());
        try (Warehouse warehouse = Warehouse.open(release)) {
            return new MetricComputation(catalogue)
                    .compute(
                            warehouse,
                            catalogue.get("computer_survival"),
                            new MetricRequest(List.of(by), null, null, LocalDate.parse("2018-06-30")));
        }
    }

    private static void change(Release release, String file, String from, String to) throws IOException {
        Path definition =
                release.programme().resolve("metrics/computer_survival").resolve(file);
        String before = Files.readString(definition);
        assertTrue(before.contains(from), before);
        Files.writeString(definition, before.replace(from, to));
    }

    private static double value(List<Figure> figures, String estimator, String level) {
        return Objects.requireNonNull(find(figures, estimator, level).value());
    }

    private static Figure find(List<Figure> figures, String estimator, String level) {
        return figures.stream()
                .filter(f -> f.estimate().estimator().equals(estimator)
                        && level.equals(f.estimate().level()))
                .findFirst()
                .orElseThrow();
    }
}
