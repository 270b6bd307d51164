package org.wasl.warehouse.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.ReleaseId;
import org.wasl.warehouse.release.TestTables;

/** Four sites and a wave of 120 respondents, and what is printed of them when the next release corrects a few. */
class NextReleaseTest {
    private static final String FIRST = "r-0000000000000001";
    private static final String SECOND = "r-0000000000000002";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void aHeadlineThatMovedByAFewIsShownAsItWasPublished() {
        Figure before = only(release(FIRST, 500, 120), "workers_covered", MetricRequest.headline());
        assertEquals(1100, before.value());
        assertNull(before.asPublishedIn());

        Release second = release(SECOND, 503, 120);
        Figure after = only(second, "workers_covered", MetricRequest.headline());
        assertEquals(1100, after.value(), "three more would tell of three");
        assertEquals(4, after.estimate().n());
        assertEquals(FIRST, after.asPublishedIn());
        assertEquals(List.of("as_published:" + FIRST), after.estimate().flags());
        assertEquals(after, only(second, "workers_covered", MetricRequest.headline()), "and again the same");

        List<Figure> places = figures(second, "workers_covered", MetricRequest.by("municipality"));
        assertTrue(places.stream().noneMatch(place -> Double.valueOf(503).equals(place.value())), places::toString);

        assertEquals(
                1130,
                only(release("r-0000000000000003", 530, 120), "workers_covered", MetricRequest.headline())
                        .value(),
                "thirty more are enough");
    }

    @Test
    void theNumberOfAnswersDoesNotTellOfAFewWhoWereAdded() {
        Figure before = only(release(FIRST, 500, 120), "internet_use", MetricRequest.headline());
        assertEquals(120, before.estimate().n());

        Release second = release(SECOND, 500, 123);
        Figure after = only(second, "internet_use", MetricRequest.headline());
        assertNotNull(after.value());
        assertNull(after.estimate().n());
        assertNull(after.estimate().deff());
        assertTrue(after.estimate().flags().contains("n_suppressed"), after::toString);
        List<Figure> sexes = figures(second, "internet_use", MetricRequest.by("sex"));
        assertEquals(
                1,
                sexes.stream().filter(sex -> sex.estimate().n() == null).count(),
                "both would add up to all: " + sexes);

        assertEquals(
                150,
                only(release("r-0000000000000003", 500, 150), "internet_use", MetricRequest.headline())
                        .estimate()
                        .n());
    }

    private Figure only(Release release, String metric, MetricRequest request) {
        List<Figure> figures = figures(release, metric, request);
        assertEquals(1, figures.size(), figures::toString);
        return figures.get(0);
    }

    private List<Figure> figures(Release release, String metric, MetricRequest request) {
        Catalogue catalogue = Catalogue.load(release.programme());
        Door door = Door.of(directory, catalogue.programme().disclosure(), Clock.systemUTC());
        try (Warehouse warehouse = Warehouse.open(release)) {
            return new MetricComputation(catalogue, door).compute(warehouse, catalogue.get(metric), request);
        }
    }

    private Release release(String id, int residents, int respondents) {
        String sites =
                List.of("doha 57 " + residents, "al_rayyan 55 300", "al_khor 74 200", "al_wakrah 90 100").stream()
                        .map(site -> site.split(" ", -1))
                        .map(site -> "('S" + site[1] + "', '" + site[0] + "', " + site[1] + ", 'labour_camp', "
                                + site[2] + ")")
                        .collect(Collectors.joining(", "));
        Release made = TestTables.release(directory.resolve(id), """
                INSERT INTO site BY NAME SELECT * FROM (VALUES %s)
                  AS t (site_id, municipality, zone, accommodation_type, residents);
                INSERT INTO facility BY NAME
                SELECT 'F' || site_id AS facility_id, 'F' AS facility_no, site_id, DATE '2018-01-01' AS opened_on FROM site;
                INSERT INTO survey_response BY NAME
                SELECT 'w' || i AS respondent_id, 1 AS wave, 'a' AS stratum, CAST(i %% 10 AS VARCHAR) AS psu,
                  10.0 AS weight, CASE WHEN i %% 4 = 0 THEN 'female' ELSE 'male' END AS sex, (i // 7) %% 2 AS internet_use
                FROM range(%d) AS r (i);
                """.formatted(sites, respondents));
        return new Release(new ReleaseId(id), made.directory());
    }
}
