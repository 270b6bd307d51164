package org.wasl.warehouse.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wasl.warehouse.survival.SurvivalCurve.Subject;

/** Follow-ups that other.R made up (ties, losses at events, nobody with an event, late entries) and weighted ones of weights.R, to 1e-8 as R survival has it. */
class MadeUpFollowUpTest {

    static List<JsonNode> followUps() throws IOException {
        return Stream.of(cases("other.json"), cases("weights.json"))
                .flatMap(List::stream)
                .toList();
    }

    /** By tests.R: G-rho and strata, of real data too. */
    static List<JsonNode> tests() throws IOException {
        return cases("tests.json");
    }

    private static List<JsonNode> cases(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(MadeUpFollowUpTest.class.getResourceAsStream("/reference/survival/" + file))) {
            List<JsonNode> cases = new ArrayList<>();
            JsonMapper.builder().build().readTree(in).forEach(cases::add);
            return cases;
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("followUps")
    void equalsR(JsonNode expected) {
        Map<Integer, List<Subject>> groups = groups(expected);
        SurvivalCurve curve =
                SurvivalCurve.of(groups.values().stream().flatMap(List::stream).toList());
        for (JsonNode at : expected.path("at")) {
            SurvivalCurve.Point point = curve.at(at.path("time").asDouble());
            same(at, "survival", point.survival());
            same(at, "se", point.se());
            same(at, "low", point.ciLow());
            same(at, "high", point.ciHigh());
            if (at.hasNonNull("at_risk")) {
                assertEquals(at.path("at_risk").asDouble(), point.atRisk(), at::toString);
            }
        }
        same(expected, "median", curve.median());
        if (expected.hasNonNull("median_interval")) {
            same(expected.path("median_interval"), "low", curve.medianInterval().low());
            same(
                    expected.path("median_interval"),
                    "high",
                    curve.medianInterval().high());
        }
        SurvivalCurve.RestrictedMean mean =
                curve.restrictedMean(expected.path("tau").asDouble());
        same(expected, "rmst", mean.mean());
        if (!expected.has("weight") || expected.has("rmst_se")) {
            same(expected, "rmst_se", mean.se());
        }
        JsonNode test = expected.path("log_rank");
        if (test.hasNonNull("chi_square")) {
            LogRank found = LogRank.of(List.copyOf(groups.values()));
            same(test, "chi_square", found.chiSquare());
            assertEquals(test.path("df").asInt(), found.df());
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("tests")
    void testsAsR(JsonNode expected) {
        Map<Integer, Map<Integer, List<Subject>>> strata = new TreeMap<>();
        Set<Integer> groups = new TreeSet<>();
        for (int i = 0; i < expected.path("time").size(); i++) {
            int group = expected.path("group").path(i).asInt();
            groups.add(group);
            strata.computeIfAbsent(expected.path("stratum").path(i).asInt(), any -> new TreeMap<>())
                    .computeIfAbsent(group, any -> new ArrayList<>())
                    .add(new Subject(
                            expected.path("time").path(i).asDouble(),
                            expected.path("event").path(i).asInt() == 1));
        }
        LogRank found = LogRank.of(
                strata.values().stream()
                        .map(stratum -> groups.stream()
                                .map(group -> stratum.getOrDefault(group, List.of()))
                                .toList())
                        .toList(),
                expected.path("rho").asDouble());
        same(expected, "chi_square", found.chiSquare());
        assertEquals(expected.path("df").asInt(), found.df());
    }

    private static Map<Integer, List<Subject>> groups(JsonNode expected) {
        Map<Integer, List<Subject>> groups = new TreeMap<>();
        for (int i = 0; i < expected.path("time").size(); i++) {
            double time = expected.path("time").path(i).asDouble();
            double entry = expected.path("entry").path(i).asDouble(Double.NEGATIVE_INFINITY);
            boolean event = expected.path("event").path(i).asInt() == 1;
            groups.computeIfAbsent(expected.path("group").path(i).asInt(), any -> new ArrayList<>())
                    .add(new Subject(
                            entry, time, event, expected.path("weight").path(i).asDouble(1)));
        }
        return groups;
    }

    /** R: survfit(Surv(c(1, 2, 3), c(1, 1, 1)) ~ 1, weights = c(.1, .2, .3)); tenths have no exact sum. */
    @Test
    void aCurveEndsWithTheLastHoweverWeightsAreRounded() {
        SurvivalCurve curve = SurvivalCurve.of(
                List.of(new Subject(0, 1, true, 0.1), new Subject(0, 2, true, 0.2), new Subject(0, 3, true, 0.3)));
        assertEquals(new SurvivalCurve.Point(3, 0, 0.0, null, null, 0.3), curve.at(3));
        assertEquals(new SurvivalCurve.Point(4, 0, 0.0, null, null, 0), curve.at(4));
        assertEquals(new SurvivalCurve.MedianInterval(1.0, null), curve.medianInterval());
    }

    @Test
    void aTestCountsWholeSubjects() {
        List<Subject> one = List.of(new Subject(0, 2, true, 1.5), new Subject(0, 3, false, 1));
        assertEquals(
                "A log-rank test counts subjects, and 1.5 is no whole number of them.",
                assertThrows(SurvivalException.class, () -> LogRank.of(List.of(one, one)))
                        .getMessage());
    }

    private static void same(JsonNode expected, String field, @Nullable Double found) {
        if (!expected.hasNonNull(field)) {
            assertNull(found, () -> field + " of " + expected);
            return;
        }
        double wanted = expected.path(field).asDouble();
        assertEquals(
                wanted,
                Objects.requireNonNull(found, () -> field + " of " + expected),
                1e-8 * Math.max(1e-4, Math.abs(wanted)),
                () -> field + " of " + expected);
    }
}
