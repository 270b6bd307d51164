package org.wasl.warehouse.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
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
    void growthIsOverTheYearBeforeAndOverNoOther() {
        assertEquals(
                List.of(1.0),
                derive("computers_deployed", Derivation.GROWTH, at(2016, 10.0), at(2018, 40.0), at(2019, 80.0)),
                "nothing is known of 2017");
        assertEquals("2018-Q4", Periods.before(Grain.QUARTER, "2019-Q1"));
        assertEquals("2019-02", Periods.before(Grain.MONTH, "2019-03"));
        assertEquals("2020-02-29", Periods.before(Grain.DAY, "2020-03-01"));
    }

    @Test
    void growthNeedsPeriods() {
        assertTrue(message("computers_deployed", Derivation.GROWTH, figure(Map.of("municipality", "doha"), 3.0))
                .contains("ask with --each year, quarter, month, day."));
    }

    @Test
    void aShareIsOfTheWholeOfItsPeriod() {
        // In 2016 three of the four trained in Hindi came in Nepali too: six groups' members, four people.
        assertEquals(
                List.of(0.5, 1.0, 0.5),
                shares(
                        List.of(at(2016, 4.0), at(2017, 8.0)),
                        in(2016, "ne", 2.0),
                        in(2016, "hi", 4.0),
                        in(2017, "hi", 4.0)));
        assertEquals(
                Arrays.asList(0.25, null),
                shares(List.of(at(2016, 4.0)), in(2016, "doha", 1.0), in(2016, "al_khor", null)),
                "what is held back has no share; the whole and the others left before");
        assertEquals(
                Arrays.asList((@Nullable Double) null),
                shares(List.of(at(2016, null)), in(2016, "doha", 1.0)),
                "of a whole that is held back nothing has a share");
    }

    @Test
    void aShareNeedsGroups() {
        assertTrue(
                message("computers_deployed", Derivation.SHARE, at(2016, 3.0)).contains("ask with --by municipality"));
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
    void aSumOverPeriodsIsNotMadeWhereSomeMayBeLeftOut() {
        assertTrue(String.valueOf(assertThrows(
                                CatalogueException.class,
                                () -> of(
                                                "training_hours",
                                                MetricRequest.headline().where("language = 'hi'"))
                                        .derive(Derivation.CUMULATIVE, List.of(at(2016, 2.0)), List::of))
                        .getMessage())
                .contains("a sum would pass over them"));
    }

    @Test
    void aTrajectoryIsTheLineFromTheStartToTheTarget() {
        // 2017-07-31 to 2021-07-31 are 1,461 days, 518 of them by the end of 2018; the target is 15,000.
        assertEquals(
                List.of(6000 / (15000 * 518 / 1461.0)),
                derive("computers_deployed", Derivation.TRAJECTORY, targeted(at(2018, 6000.0))));
        assertEquals(
                List.of(12000 / 15000.0),
                derive("computers_deployed", Derivation.TRAJECTORY, targeted(figure(Map.of(), 12000.0))));
        assertTrue(message("computers_deployed", Derivation.TRAJECTORY, in(2018, "doha", 1.0))
                .contains("ask without --by"));
    }

    @Test
    void aTrajectoryIsHeldAgainstTheDayUpToWhichRecordsCount() {
        // 731 of 1,461 days by 1 August 2019: a year that is not over is not measured by its end.
        LocalDate half = LocalDate.parse("2019-08-01");
        for (Figure one : List.of(figure(Map.of(), 6000.0), at(2019, 6000.0))) {
            assertEquals(
                    6000 / (15000 * 731 / 1461.0),
                    new DerivedFigures(
                                    CATALOGUE.programme(),
                                    CATALOGUE.get("computers_deployed"),
                                    new MetricRequest(List.of(), null, null, half),
                                    half)
                            .derive(Derivation.TRAJECTORY, List.of(targeted(one)), List::of)
                            .get(0)
                            .value());
        }
    }

    @Test
    void perHundredIsByTheSamePlaceAndPeriod() {
        List<Figure> figures = of("computers_deployed", MetricRequest.by("municipality"))
                .per100(
                        List.of(in(2016, "doha", 3.0), in(2016, "al_khor", 3.0)),
                        CATALOGUE.get("facilities_established"),
                        List.of(in(2016, "doha", 60.0)));
        assertEquals(
                Arrays.asList(5.0, null), figures.stream().map(Figure::value).toList());
    }

    @Test
    void onlyCountsAreGivenPerHundredOfAnother() {
        assertTrue(per100Message("computers_deployed", "internet_use")
                .contains("internet_use is estimated from a sample"));
        assertTrue(per100Message("computer_survival", "workers_covered").contains("computer_survival is no count"));
        assertTrue(per100Message("workers_trained", "training_hours")
                .contains("training_hours has several figures (taught, received)"));
    }

    private static String per100Message(String metric, String other) {
        return String.valueOf(assertThrows(
                        CatalogueException.class,
                        () -> of(metric, MetricRequest.headline())
                                .per100(List.of(at(2016, 1.0)), CATALOGUE.get(other), List.of(at(2016, 1.0))))
                .getMessage());
    }

    @Test
    void ofASampleNothingIsDerivedWithoutAnError() {
        assertTrue(message("internet_use", Derivation.GROWTH, at(2016, 1.0)).contains("relative(x, wave, 2, 1)"));
    }

    private static List<@Nullable Double> derive(String metric, Derivation derivation, Figure... figures) {
        return values(of(metric, MetricRequest.headline()).derive(derivation, List.of(figures), List::of));
    }

    private static List<@Nullable Double> shares(List<Figure> wholes, Figure... figures) {
        return values(of("computers_deployed", MetricRequest.by("municipality"))
                .derive(Derivation.SHARE, List.of(figures), () -> wholes));
    }

    private static List<@Nullable Double> values(List<Figure> figures) {
        List<@Nullable Double> values = new ArrayList<>();
        figures.forEach(figure -> values.add(figure.value()));
        return values;
    }

    private static DerivedFigures of(String metric, MetricRequest request) {
        Programme programme = CATALOGUE.programme();
        return new DerivedFigures(programme, CATALOGUE.get(metric), request, programme.end());
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
