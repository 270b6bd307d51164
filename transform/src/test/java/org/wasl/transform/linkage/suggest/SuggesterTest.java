package org.wasl.transform.linkage.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.file.ModelFile;
import org.yaml.snakeyaml.Yaml;

/** A model to begin with is found by looking at the records. */
class SuggesterTest {
    private static final List<String> NAMES = List.of("number", "name", "born", "phone", "e-mail", "town", "note");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void columnsAreToldByTheirValues() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        Suggester.of(NAMES, people(500)).columns().forEach(c -> kinds.put(c.name(), c.kind()));
        assertEquals(
                Map.of(
                        "number", Kind.ID,
                        "name", Kind.NAME,
                        "born", Kind.DATE,
                        "phone", Kind.PHONE,
                        "e-mail", Kind.EMAIL,
                        "town", Kind.CATEGORY,
                        "note", Kind.NOTHING),
                kinds);
    }

    @Test
    void rulesFindNearlyAllLikelyMatchesAtLittleCost() {
        Suggestion suggestion = Suggester.of(NAMES, people(2_000));
        List<Suggestion.ChosenRule> rules = suggestion.rules();
        assertTrue(suggestion.likely() >= 900, suggestion.likely() + " likely matches of 1,000");
        assertTrue(rules.get(rules.size() - 1).together() > 0.98, rules::toString);
        assertTrue(rules.stream().mapToDouble(Suggestion.ChosenRule::pairs).sum() < 20 * 2_000, rules::toString);
        assertTrue(rules.stream().noneMatch(rule -> rule.rule().equals(List.of("town"))), rules::toString);
    }

    @Test
    void theModelCanBeRead() throws IOException {
        Map<String, Object> model = Suggester.of(NAMES, people(500)).model("people", "people.csv");
        Path file = Files.writeString(folder.resolve("m.yaml"), new Yaml().dump(model));
        assertEquals("number", ModelFile.read(file).id());
        assertEquals(5, ModelFile.read(file).comparisons().size());
    }

    @Test
    void aFileWithoutAColumnThatNamesItsRecordsIsRefused() {
        List<List<@Nullable String>> same = List.of(List.of("a", "b"), List.of("a", "b"));
        assertTrue(assertThrows(TransformException.class, () -> Suggester.of(List.of("x", "y"), same))
                .toString()
                .contains("no column has another value in each record"));
        assertTrue(assertThrows(TransformException.class, () -> Suggester.of(List.of("x"), List.of()))
                .toString()
                .contains("there are 0 records"));
    }

    /** Persons, half of them twice, the second time with one of the values missing or mistyped. */
    private static List<List<@Nullable String>> people(int records) {
        Random random = new Random(7);
        List<List<@Nullable String>> people = new ArrayList<>();
        for (int i = 0; i < records / 2; i++) {
            String name = word(random) + " " + word(random);
            List<@Nullable String> first = new ArrayList<>(List.of(
                    "p" + i,
                    name,
                    (1950 + random.nextInt(50)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10),
                    "+974 55" + (100_000 + random.nextInt(900_000)),
                    name.replace(' ', '.') + "@example.org",
                    "town " + (char) ('a' + random.nextInt(6)),
                    ""));
            List<@Nullable String> second = new ArrayList<>(first);
            second.set(0, "q" + i);
            int wrong = 1 + random.nextInt(4);
            second.set(
                    wrong,
                    random.nextBoolean()
                            ? null
                            : String.valueOf(second.get(wrong)).substring(1));
            people.add(first);
            people.add(second);
        }
        return people;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 5; i++) word.append((char) ('a' + random.nextInt(26)));
        return word.toString();
    }
}
