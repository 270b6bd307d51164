package org.wasl.warehouse.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wasl.warehouse.release.TestTables;
import org.wasl.warehouse.survey.Estimate;

/** What is made of figures by year and municipality, some of them held back. */
class DerivedFiguresTest {
    private static final Catalogue CATALOGUE = Catalogue.load(TestTables.programme());

    @Test
    void growthIsTheChangeOverTheYearBefore() {
        assertEquals(
                Arrays.asList(0.5, -0.5, null, null),
                derive(
                        "computers_deployed",
                        Derivation.GROWTH,
                        at(2016, 10.0),
                        at(2017, 15.0),
                        at(2018, 7.5),
                        at(2019, null),
                        at(2020, 3.0)),
                "a figure that is held back takes the growth to it and from it with it");
    }

    @Test
    void growthNeedsPeriods() {
        assertTrue(message("computers_deployed", Derivation.GROWTH, figure(Map.of("municipality", "doha"), 3.0))
                .contains("--each programme, year"));
    }

    @Test
    void aShareIsOfAllGroupsOfItsPeriod() {
        assertEquals(
                List.of(0.25, 0.75, 0.5, 0.5),
                derive(
                        "computers_deployed",
                        Derivation.SHARE,
                        in(2016, "doha", 1.0),
                        in(2016, "al_khor", 3.0),
                        in(2017, "doha", 4.0),
                        in(2017, "al_khor", 4.0)));
        assertEquals(
                Arrays.asList(null, null),
                derive("computers_deployed", Derivation.SHARE, in(2016, "doha", 1.0), in(2016, "al_khor", null)),
                "the whole would tell the group that is held back");
    }

    @Test
    void whatHappenedWithinPeriodsAddsUpToTheFirstThatIsHeldBack() {
        assertEquals(
                Arrays.asList(2.0, 5.0, null, null),
                derive(
                        "training_hours",
                        Derivation.CUMULATIVE,
                        at(2016, 2.0),
                        at(2017, 3.0),
                        at(2018, null),
                        at(2019, 1.0)));
        assertTrue(message("computers_deployed", Derivation.CUMULATIVE, at(2016, 2.0))
                .contains("does not add up over periods"));
    }

    @Test
    void aTrajectoryIsTheLineFromTheStartToTheTarget() {
        // 2017-07-31 to 2021-07-31 are 1,461 days, 518 of them by the end of 2018; the target is 15,000.
        assertEquals(
                List.of(6000 / (15000 * 518 / 1461.0)),
                derive("computers_deployed", Derivation.TRAJECTORY, targeted(at(2018, 6000.0))));
        assertTrue(message("computers_deployed", Derivation.TRAJECTORY, in(2018, "doha", 1.0))
                .contains("ask without --by"));
    }

    @Test
    void perHundredIsByTheSamePlaceAndPeriod() {
        DerivedFigures derived = new DerivedFigures(CATALOGUE.programme(), CATALOGUE.get("computers_deployed"));
        List<Figure> figures = derived.per100(
                List.of(in(2016, "doha", 3.0), in(2016, "al_khor", 3.0)), List.of(in(2016, "doha", 60.0)));
        assertEquals(
                Arrays.asList(5.0, null), figures.stream().map(Figure::value).toList());
    }

    @Test
    void ofASampleNothingIsDerivedWithoutAnError() {
        assertTrue(message("internet_use", Derivation.GROWTH, at(2016, 1.0)).contains("relative(x, wave, 2, 1)"));
    }

    private static List<@Nullable Double> derive(String metric, Derivation derivation, Figure... figures) {
        List<@Nullable Double> values = new ArrayList<>();
        new DerivedFigures(CATALOGUE.programme(), CATALOGUE.get(metric))
                .derive(derivation, List.of(figures))
                .forEach(figure -> values.add(figure.value()));
        return values;
    }

    private static String message(String metric, Derivation derivation, Figure figure) {
        return String.valueOf(assertThrows(CatalogueException.class, () -> derive(metric, derivation, figure))
                .getMessage());
    }

    private static Figure at(int year, @Nullable Double value) {
        return figure(Map.of("year", String.valueOf(year)), value);
    }

    private static Figure in(int year, String municipality, @Nullable Double value) {
        Map<String, String> domain = new LinkedHashMap<>();
        domain.put("year", String.valueOf(year));
        domain.put("municipality", municipality);
        return figure(domain, value);
    }

    private static Figure targeted(Figure figure) {
        return of(figure.estimate(), 15000.0);
    }

    private static Figure figure(Map<String, String> domain, @Nullable Double value) {
        return of(
                new Estimate(
                        "count", "m", null, domain, value, null, null, null, null, null, null, null, null, List.of()),
                null);
    }

    private static Figure of(Estimate estimate, @Nullable Double target) {
        Words words = new Words("computers", "حاسوب");
        return new Figure("m", 1, "d", estimate, words, words, target, null, null, null, null, null);
    }
}
