package org.wasl.warehouse.disclosure.microdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.warehouse.disclosure.ProtectionException;

/** Four hundred persons, many alone with their place, age and sex. */
class MicrodataTest {
    private static final String RULES = """
            id: badge
            drop: [name]
            keys:
              place: {tree: {east: [e1, e2, e3], west: [w1, w2, w3]}}
              age: {bands: [[20, 30, 40, 50], [40]]}
              sex: {}
            sensitive: [illness]
            k: 5
            l: 2
            suppress: 5
            population: 4000
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void everybodyIsOneOfFiveAndNobodyIsRecognised() throws IOException {
        Path file = persons();
        Path out = directory.resolve("out.csv");
        MicrodataReport report = new MicrodataProtection(MicrodataRules.read(rules(RULES))).protect(file, out, file);
        MicrodataReport.Attack attack = report.attack();
        assertTrue(report.before().below() > 100, "there was something to protect");
        assertTrue(report.smallest() >= 5, "k");
        assertEquals(0, report.after().below());
        assertTrue(report.loss() < 1, "something is left");
        assertTrue(report.after().reidentifications() < report.before().reidentifications());
        assertNotNull(attack);
        assertTrue(attack.fewest() >= 5);
        assertEquals(0, attack.alone());
        assertEquals(0, attack.learnt());
        String header = Files.readAllLines(out).get(0);
        assertFalse(header.contains("badge") || header.contains("name"), header);
        assertEquals(
                report.records() - report.leftOut(), Files.readAllLines(out).size() - 1L);
    }

    @Test
    void aFileInWhichNobodyIsAloneIsLeftAsItIs() throws IOException {
        Path file = persons();
        String loose = "id: badge\nkeys: {sex: {}}\nk: 2\n";
        MicrodataReport report = new MicrodataProtection(MicrodataRules.read(rules(loose)))
                .protect(file, directory.resolve("o.csv"), file);
        assertEquals(0, report.loss(), 1e-12);
    }

    @Test
    void theModelOfIndependentKeysIsThatOfTheBook() {
        // Two by two, 6 records, half of the population: expected 4·3/6 … where one record is alone.
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        counts.put(List.of("a", "x"), 3L);
        counts.put(List.of("a", "y"), 1L);
        counts.put(List.of("b", "x"), 1L);
        counts.put(List.of("b", "y"), 1L);
        PopulationRisk risk = PopulationRisk.of(counts, 0.5);
        double ay = 4 * 2 / 6.0;
        double bx = 2 * 4 / 6.0;
        double by = 2 * 2 / 6.0;
        assertEquals(3, risk.sampleUniques());
        assertEquals(Math.exp(-ay) + Math.exp(-bx) + Math.exp(-by), risk.populationUniques(), 1e-12);
        assertEquals(
                (1 - Math.exp(-ay)) / ay + (1 - Math.exp(-bx)) / bx + (1 - Math.exp(-by)) / by,
                risk.reidentifications(),
                1e-12);
    }

    /**
     * R 4.2.2 on apistrat.csv, the table of the keys with all its empty cells, f = 200 / 6194: {@code m <- fitted(glm(Freq ~
     * (a + b + …)^2, poisson))} and, alike to 12 digits, {@code loglin(table, pairs, fit = TRUE)}; with
     * {@code l <- m[Freq == 1] * (1 - f) / f}, {@code sum(exp(-l))} and {@code sum((1 - exp(-l)) / l)}.
     */
    @Test
    void theModelOfAllPairsIsThatOfR() throws IOException {
        PopulationRisk three = PopulationRisk.of(schools(List.of("stype", "meals", "enroll")), 200 / 6194.0);
        assertEquals(46, three.sampleUniques());
        assertEquals(0.0197097380496, three.populationUniques(), 1e-8);
        assertEquals(2.9480867443, three.reidentifications(), 1e-6);
        PopulationRisk four = PopulationRisk.of(schools(List.of("stype", "awards", "meals", "enroll")), 200 / 6194.0);
        assertEquals(84, four.sampleUniques());
        assertEquals(0.597301418481, four.populationUniques(), 1e-6);
        assertEquals(7.33133815598, four.reidentifications(), 1e-5);
    }

    /** Schools by keys; meals and enrolment in the bands of R's cut, closed to the right. */
    private static Map<List<String>, Long> schools(List<String> keys) throws IOException {
        Map<String, List<Integer>> bands = Map.of(
                "meals", List.of(-1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100),
                "enroll", List.of(0, 200, 300, 400, 500, 700, 1000, 1500, 5000));
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        try (var stream = MicrodataTest.class.getResourceAsStream("/reference/survey/apistrat.csv");
                var reader = new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8)) {
            CSVFormat format = CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get();
            for (CSVRecord school : format.parse(reader)) {
                counts.merge(
                        keys.stream()
                                .map(key -> bands.containsKey(key)
                                        ? "band "
                                                + bands.get(key).stream()
                                                        .filter(end -> Double.parseDouble(school.get(key)) > end)
                                                        .count()
                                        : school.get(key))
                                .toList(),
                        1L,
                        Long::sum);
            }
        }
        return counts;
    }

    @Test
    void anUnknownColumnIsNamedWithTheNearest() throws IOException {
        MicrodataProtection protection = new MicrodataProtection(MicrodataRules.read(rules("keys: [plaec]\n")));
        Path file = persons();
        ProtectionException refused = assertThrows(
                ProtectionException.class, () -> protection.protect(file, directory.resolve("o.csv"), null));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("there is no column \"plaec\"; nearest: place"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k: 5 | k: many | k must be a whole number from 2, found \"many\"",
                "k: 5 | k: 2.5 | k must be a whole number from 2, found 2.5",
                "suppress: 5 | suppress: lots | suppress must be a number from 0 to 100",
                "population: 4000 | population: -4 | population must be a number from 1",
                "[[20, 30, 40, 50], [40]] | [20, 40] | bands must be a list of ever wider ones",
                "[[20, 30, 40, 50], [40]] | [[forty]] | bands must be a list of ever wider ones",
                "drop: [name] | drop: [sex] | \"sex\" is to be dropped, and is a key or sensitive too",
                "id: badge | id: sex | \"sex\" is to be dropped, and is a key or sensitive too",
                "west: [w1, w2, w3] | west: [w1, e1] | \"e1\" stands below \"east\" and below \"west\"",
                "west: [w1, w2, w3] | w1: [w2], w2: [w1] | \"w1\" stands below itself",
            })
    void aMistakeIsOneSentence(String right, String wrong, String sentence) throws IOException {
        Path rules = rules(RULES.replace(right, wrong));
        ProtectionException refused = assertThrows(ProtectionException.class, () -> MicrodataRules.read(rules));
        assertTrue(String.valueOf(refused.getMessage()).contains(sentence), refused::getMessage);
    }

    @Test
    void aMissingIllnessHidesNoOther() throws IOException {
        // Eight alike: whoever knows one of them to be ill knows by what.
        String sick = "place,illness\n" + "e1,flu\n".repeat(4) + "e1,\n".repeat(4);
        assertEquals(
                8, protect(sick, "keys: [place]\nsensitive: [illness]\nk: 2\n").records());
        ProtectionException refused = assertThrows(
                ProtectionException.class, () -> protect(sick, "keys: [place]\nsensitive: [illness]\nk: 2\nl: 2\n"));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith("no recoding makes the file safe: of all its 8 records"),
                refused::getMessage);
    }

    @Test
    void twoRecordsOfOnePersonAreNotTwoPersons() throws IOException {
        String rules = "id: badge\nkeys: [place]\nk: 2\nsuppress: 0\n";
        MicrodataReport two = protect("badge,place\nB1,e1\nB2,e1\nB3,w1\nB4,w1\n", rules);
        assertEquals(Map.of("place", 0), two.recoding());
        MicrodataReport one = protect("badge,place\nB1,e1\nB2,e1\nB3,w1\nB3,w1\n", rules);
        assertEquals(Map.of("place", 1), one.recoding());
    }

    private MicrodataReport protect(String csv, String rules) throws IOException {
        Path file = Files.writeString(directory.resolve("few.csv"), csv);
        return new MicrodataProtection(MicrodataRules.read(rules(rules)))
                .protect(file, directory.resolve("o.csv"), null);
    }

    private Path rules(String text) throws IOException {
        return Files.writeString(directory.resolve("rules.yaml"), text);
    }

    private Path persons() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder csv = new StringBuilder("badge,name,place,age,sex,illness\n");
        for (int i = 0; i < 400; i++) {
            csv.append("B")
                    .append(i)
                    .append(",N")
                    .append(i)
                    .append(',')
                    .append(random.nextBoolean() ? "e" : "w")
                    .append(1 + random.nextInt(3))
                    .append(',')
                    .append(18 + random.nextInt(45))
                    .append(',')
                    .append(random.nextInt(10) < 8 ? "m" : "f")
                    .append(',')
                    .append(List.of("none", "flu", "asthma").get(random.nextInt(3)))
                    .append('\n');
        }
        return Files.writeString(directory.resolve("persons.csv"), csv);
    }
}
