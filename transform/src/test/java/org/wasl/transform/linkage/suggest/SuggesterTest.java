package org.wasl.transform.linkage.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
        of(people(500)).columns().forEach(c -> kinds.put(c.name(), c.kind()));
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
    void addressesOrganisationsAndArabicNamesAreTold() {
        List<List<@Nullable String>> firms = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String word = word(new Random(i));
            firms.add(List.of(
                    "f" + i,
                    i + " " + word + " street",
                    word + " Trading " + (i % 3 == 0 ? "W.L.L." : "Group"),
                    "محمد " + "ابتثجحخدذر".charAt(i % 10) + "سن" + "سشصضطظعغفق".charAt(i / 10 % 10)));
        }
        Map<String, Kind> kinds = new LinkedHashMap<>();
        List<String> names = List.of("id", "where", "firm", "contact");
        Suggester.of(Table.of(names, firms)).columns().forEach(c -> kinds.put(c.name(), c.kind()));
        assertEquals(
                Map.of("id", Kind.ID, "where", Kind.ADDRESS, "firm", Kind.ORGANISATION, "contact", Kind.ARABIC), kinds);
    }

    @Test
    void twoFilesAreLinkedInTheColumnsThatMeanTheSame() {
        List<List<@Nullable String>> here = new ArrayList<>();
        List<List<@Nullable String>> there = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            String given = word(random);
            String family = word(random);
            String born = LocalDate.ofEpochDay(random.nextInt(10_000)).toString();
            String account = "x" + random.nextInt(1_000_000);
            String code = String.valueOf(100_000 + random.nextInt(900_000));
            boolean swapped = i % 20 == 0;
            here.add(List.of("a" + i, given, family, born, code, "only here " + i, account));
            there.add(List.of("b" + i, account, code, born, swapped ? given : family, swapped ? family : given));
        }
        Table both = Table.of(List.of("id", "first name", "last name", "born", "code", "note", "account"), here)
                .and(Table.of(List.of("ID", "Account No", "customer", "day", "surname", "forename"), there));
        assertEquals(
                List.of(
                        List.of("id", "ID"),
                        List.of("first name", "forename"),
                        List.of("last name", "surname"),
                        List.of("born", "day"),
                        List.of("code", "customer"),
                        List.of("account", "Account No")),
                both.columns());
        assertEquals(
                List.of("id", "ID"), Suggester.of(both).model("both", Map.of()).get("id"));
        Suggestion suggestion =
                Suggester.of(Table.of(List.of("id", "first name", "last name", "born", "code", "note", "account"), here)
                        .and(Table.of(List.of("id", "Account No", "customer", "day", "surname", "forename"), there)));
        assertEquals(List.of(new Suggestion.Swap("first name", "last name")), suggestion.swaps());
        assertTrue(suggestion.single());
        Map<String, Object> model = suggestion.model("both", Map.of());
        assertTrue(String.valueOf(model.get("columns")).contains("coalesce(`first name`, forename)"), model::toString);
        assertEquals("one_to_one", model.get("constraint"));
    }

    @Test
    void rulesFindNearlyAllLikelyMatchesAtLittleCost() {
        Suggestion suggestion = of(people(2_000));
        List<Suggestion.ChosenRule> rules = suggestion.rules();
        assertTrue(suggestion.likely() >= 900, suggestion.likely() + " likely matches of 1,000");
        assertTrue(rules.get(rules.size() - 1).together() > 0.98, rules::toString);
        assertTrue(rules.stream().mapToDouble(Suggestion.ChosenRule::pairs).sum() < 60 * 2_000, rules::toString);
        assertTrue(rules.stream().noneMatch(rule -> rule.rule().equals(List.of("town"))), rules::toString);
    }

    @Test
    void theModelCanBeRead() throws IOException {
        Map<String, Object> model = of(people(500)).model("people", Map.of("people", "people.csv"));
        Path file = Files.writeString(folder.resolve("m.yaml"), new Yaml().dump(model));
        assertEquals("number", ModelFile.read(file).id());
        assertEquals(5, ModelFile.read(file).comparisons().size());
    }

    @Test
    void ofNamesAloneItSaysHowOftenMatchesAgree() throws IOException {
        List<List<@Nullable String>> firms = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name = word(new Random(i / 2)) + " " + word(new Random(1_000 + i / 2)) + " Trading";
            firms.add(List.of("f" + i, name + (i % 2 == 0 ? " W.L.L." : " & Contracting Co.")));
        }
        Suggestion suggestion = Suggester.of(Table.of(List.of("id", "firm"), firms));
        Map<String, Object> model = suggestion.model("firms", Map.of("firms", "firms.csv"));
        assertEquals(
                Map.of("deterministic", List.of("arrays_overlap(l.firm_names, r.firm_names)"), "recall", 0.8),
                model.get("estimate"));
        assertTrue(String.valueOf(model.get("block")).contains("firm_words"), model::toString);
        Path file = Files.writeString(folder.resolve("m.yaml"), new Yaml().dump(model));
        assertTrue(
                ModelFile.read(file).comparisons().get(0).levels().stream()
                        .allMatch(level -> level.missing() || level.fixM()),
                model::toString);
    }

    @Test
    void namesInArabicAndNamesInEnglishAreOneColumn() {
        List<List<@Nullable String>> arabic = new ArrayList<>();
        List<List<@Nullable String>> english = new ArrayList<>();
        List<List<String>> heads = List.of(
                List.of("النور", "Al Noor"),
                List.of("الساحل", "Al Sahel"),
                List.of("الوفاء", "Al Wafaa"),
                List.of("المجد", "Al Majd"),
                List.of("الربيع", "Al Rabee"),
                List.of("البناء", "Al Binaa"));
        List<List<String>> trades = List.of(
                List.of("للتجارة", "Trading"),
                List.of("للمقاولات", "Contracting"),
                List.of("للنقل", "Transport"),
                List.of("للإنشاءات", "Construction"));
        for (List<String> head : heads) {
            for (List<String> trade : trades) {
                arabic.add(List.of("a" + arabic.size(), "شركة " + head.get(0) + " " + trade.get(0) + " ذ.م.م"));
                english.add(List.of("e" + english.size(), head.get(1) + " " + trade.get(1) + " W.L.L."));
            }
        }
        Table both = Table.of(List.of("id", "name_ar"), arabic).and(Table.of(List.of("id", "company"), english));
        assertEquals(List.of(List.of("id"), List.of("name_ar", "company")), both.columns());
        Suggestion suggestion = Suggester.of(both);
        assertEquals(
                Map.of("prior", 0.8 / 24), suggestion.model("both", Map.of()).get("estimate"));
        assertTrue(
                suggestion.rules().stream()
                        .anyMatch(rule -> rule.rule().toString().contains("name_ar_words")),
                () -> suggestion.rules().toString());
    }

    @Test
    void whatTwoShopsCallOneThingIsFoundByAnyTwoWords() {
        List<List<@Nullable String>> here = new ArrayList<>();
        List<List<@Nullable String>> there = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String make = word(new Random(i));
            String number = "x" + (1_000 + i);
            here.add(List.of("h" + i, make + " large wireless headphones model " + number));
            there.add(List.of("t" + i, number + " by " + make + ", black"));
        }
        Suggestion suggestion =
                Suggester.of(Table.of(List.of("id", "name"), here).and(Table.of(List.of("id", "name"), there)));
        Map<String, Object> model = suggestion.model("shops", Map.of());
        assertEquals(Map.of("prior", 0.8 / 100), model.get("estimate"));
        assertTrue(String.valueOf(model.get("block")).contains("name_words"), model::toString);
        assertTrue(String.valueOf(model.get("comparisons")).contains("tfidf_cosine"), model::toString);
    }

    /** Two bibliographies never name a venue alike; a year with a point and a nought is the same year. */
    @Test
    void whatIsWrittenOtherwiseInItsEndIsFoundByItsBeginning() {
        List<List<@Nullable String>> here = new ArrayList<>();
        List<List<@Nullable String>> there = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            String title = "On " + String.join(" ", word(random), word(random), word(random), word(random));
            String authors = String.join(" ", word(random), word(random), word(random));
            String year = String.valueOf(1990 + random.nextInt(12));
            String titleThere = i % 2 == 0 ? title : title + " extended";
            String authorsThere = i % 3 == 0 ? authors : authors + " and others";
            here.add(List.of("a" + i, title, authors, i % 2 == 0 ? "VLDB" : "TODS", year + ".0"));
            there.add(List.of("b" + i, titleThere, authorsThere, i % 2 == 0 ? "Very Large" : "Transactions", year));
        }
        List<String> names = List.of("id", "title", "authors", "venue", "year");
        List<Object> rules = Suggester.of(Table.of(names, here).and(Table.of(names, there))).rules().stream()
                .map(Suggestion.ChosenRule::rule)
                .toList();
        assertTrue(
                rules.contains("substr(l.title, 1, 4) = substr(r.title, 1, 4) AND l.year = r.year"), rules::toString);
        assertTrue(rules.contains(List.of("title")), rules::toString);
    }

    @Test
    void aFileWithoutAColumnThatNamesItsRecordsIsRefused() {
        List<List<@Nullable String>> same = List.of(List.of("a", "b"), List.of("a", "b"));
        assertTrue(assertThrows(TransformException.class, () -> Suggester.of(Table.of(List.of("x", "y"), same)))
                .toString()
                .contains("some input has no column with another value in each record"));
        assertTrue(assertThrows(TransformException.class, () -> Suggester.of(Table.of(List.of("x"), List.of())))
                .toString()
                .contains("there are 0 records"));
    }

    private static Suggestion of(List<List<@Nullable String>> people) {
        return Suggester.of(Table.of(NAMES, people));
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
