package org.wasl.warehouse.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All 45 answers of R survival, to 1e-8 of their size. */
class RSurvivalAgreementTest {

    static List<JsonNode> cases() throws IOException {
        try (InputStream in = open("expected.json")) {
            List<JsonNode> cases = new ArrayList<>();
            JsonMapper.builder().build().readTree(in).forEach(cases::add);
            assertEquals(45, cases.size());
            return cases;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void equalsR(JsonNode expected) throws IOException {
        Map<String, List<SurvivalCurve.Subject>> groups =
                groups(expected.path("dataset").asText(), expected.path("by").asText());
        String stratum = expected.path("stratum").asText();
        double time = expected.path("time").asDouble();
        switch (expected.path("estimator").asText()) {
            case "kaplan_meier" -> {
                SurvivalCurve.Point point = curve(groups, stratum).at(time);
                same(expected, "estimate", point.survival());
                same(expected, "se", point.se());
                same(expected, "ci_low", point.ciLow());
                same(expected, "ci_high", point.ciHigh());
                assertEquals(expected.path("at_risk").asDouble(), point.atRisk());
            }
            case "rmst" -> {
                SurvivalCurve.RestrictedMean mean = curve(groups, stratum).restrictedMean(time);
                same(expected, "estimate", mean.mean());
                same(expected, "se", mean.se());
            }
            case "median" -> same(expected, "estimate", curve(groups, stratum).median());
            case "logrank" -> {
                LogRank test = LogRank.of(List.copyOf(groups.values()));
                same(expected, "estimate", test.chiSquare());
                assertEquals(expected.path("df").asInt(), test.df());
            }
            default -> throw new AssertionError("no such estimator here: " + expected);
        }
    }

    @Test
    void anEmptyGroupIsRefused() {
        assertThrows(SurvivalException.class, () -> SurvivalCurve.of(List.of()));
    }

    private static SurvivalCurve curve(Map<String, List<SurvivalCurve.Subject>> groups, String stratum) {
        return SurvivalCurve.of(Objects.requireNonNull(groups.get(stratum), stratum));
    }

    private static void same(JsonNode expected, String field, @Nullable Double found) {
        double wanted = expected.path(field).asDouble();
        assertEquals(wanted, Objects.requireNonNull(found), 1e-8 * Math.abs(wanted), () -> field + " of " + expected);
    }

    private static Map<String, List<SurvivalCurve.Subject>> groups(String dataset, String by) throws IOException {
        String eventStatus = dataset.equals("lung") ? "2" : "1";
        Map<String, List<SurvivalCurve.Subject>> groups = new LinkedHashMap<>();
        try (InputStreamReader in = new InputStreamReader(open(dataset + ".csv"), StandardCharsets.UTF_8)) {
            for (CSVRecord record : CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(in)) {
                groups.computeIfAbsent(by.equals("1") ? "all" : record.get(by), any -> new ArrayList<>())
                        .add(new SurvivalCurve.Subject(
                                Double.parseDouble(record.get("time")),
                                record.get("status").equals(eventStatus)));
            }
        }
        return groups;
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(RSurvivalAgreementTest.class.getResourceAsStream("/reference/survival/" + name));
    }
}
