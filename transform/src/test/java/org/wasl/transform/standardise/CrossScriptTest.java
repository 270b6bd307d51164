package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junit.jupiter.api.Test;

/** How well a name in Arabic letters is told from all others by its Latin spellings, measured on names held back. */
class CrossScriptTest {
    private static final Similarity CROSS_SCRIPT = Similarities.named("cross_script");

    /** A name and its usual spellings. */
    private record Name(String arabic, List<String> latin) {}

    /**
     * @param area under the receiver operating characteristic: how often a true pair scores above a random one
     * @param first share of names whose best of all spellings is one of their own
     * @param recall share of true pairs at or above the threshold
     * @param falsePositives share of random pairs at or above it
     */
    private record Separation(int pairs, int random, double area, double first, double recall, double falsePositives) {
        /** Of names standardised once each. */
        static Separation of(List<Name> names, Similarity similarity, double threshold) {
            return of(
                    names.stream()
                            .map(name -> new Name(
                                    standard(similarity, name.arabic()),
                                    name.latin().stream()
                                            .map(latin -> standard(similarity, latin))
                                            .toList()))
                            .toList(),
                    similarity::ofStandard,
                    threshold);
        }

        private static String standard(Similarity similarity, String name) {
            return Objects.requireNonNull(similarity.standard().apply(name), name);
        }

        static Separation of(List<Name> names, ToDoubleBiFunction<String, String> similarity, double threshold) {
            List<Double> same = new ArrayList<>();
            List<Double> other = new ArrayList<>();
            int first = 0;
            for (int i = 0; i < names.size(); i++) {
                Name name = names.get(i);
                double own = 0;
                double best = 0;
                for (int j = 0; j < names.size(); j++) {
                    for (String latin : names.get(j).latin()) {
                        double score = similarity.applyAsDouble(name.arabic(), latin);
                        if (i == j) {
                            same.add(score);
                            own = Math.max(own, score);
                        } else {
                            other.add(score);
                            best = Math.max(best, score);
                        }
                    }
                }
                first += own > best ? 1 : 0;
            }
            return new Separation(
                    same.size(),
                    other.size(),
                    area(same, other),
                    (double) first / names.size(),
                    share(same, threshold),
                    share(other, threshold));
        }

        private static double area(List<Double> same, List<Double> other) {
            double[] sorted = other.stream().mapToDouble(d -> d).sorted().toArray();
            return same.stream()
                            .mapToDouble(s -> (below(sorted, s) + below(sorted, Math.nextUp(s))) / 2.0)
                            .sum()
                    / same.size()
                    / other.size();
        }

        private static int below(double[] sorted, double score) {
            int at = Arrays.binarySearch(sorted, score);
            int from = at < 0 ? -at - 1 : at;
            while (from > 0 && sorted[from - 1] >= score) {
                from--;
            }
            return from;
        }

        private static double share(List<Double> scores, double threshold) {
            return (double) scores.stream().filter(s -> s >= threshold).count() / scores.size();
        }

        Separation print(String what) {
            System.out.printf(
                    Locale.ROOT,
                    "%-44s %4d true pairs, %6d others: AUC %.4f, first %.3f, recall %.3f, false positives %.5f%n",
                    what,
                    pairs,
                    random,
                    area,
                    first,
                    recall,
                    falsePositives);
            return this;
        }
    }

    @Test
    void namesHeldBackAreToldApart() throws IOException {
        Separation held = Separation.of(held(), CROSS_SCRIPT, 0.85).print("held names, cross_script");
        assertTrue(held.area() >= 0.995, "AUC");
        assertTrue(held.first() >= 0.95, "names whose best spelling is their own");
        assertTrue(held.recall() >= 0.95, "recall at 0.85");
        assertTrue(held.falsePositives() <= 0.005, "false positives at 0.85");
    }

    @Test
    void betterThanTransliterationAndJaroWinkler() throws IOException {
        Transliterator toLatin = Transliterator.getInstance("Arabic-Latin; Latin-ASCII; Lower");
        List<Name> transliterated = held().stream()
                .map(name -> new Name(
                        toLatin.transliterate(name.arabic()),
                        name.latin().stream()
                                .map(latin -> latin.toLowerCase(Locale.ROOT))
                                .toList()))
                .toList();
        Separation icu = Separation.of(transliterated, new JaroWinklerSimilarity()::apply, 0.85)
                .print("held names, ICU and Jaro-Winkler");
        Separation ours = Separation.of(held(), CROSS_SCRIPT, 0.85);
        assertTrue(ours.area() > icu.area() && ours.first() > icu.first());
    }

    @Test
    void namesOfTheGeneratorAreToldApart() throws IOException {
        Separation generated =
                Separation.of(generated(), CROSS_SCRIPT, 0.85).print("generator's names spelt in both scripts");
        assertTrue(generated.area() >= 0.995, "AUC");
        assertTrue(generated.first() >= 0.95, "names whose best spelling is their own");
    }

    @Test
    void firmsOfTheGeneratorAreToldApart() throws IOException {
        Similarity organisation = Similarities.named("organisation");
        Separation firms =
                Separation.of(firms(true), organisation, 0.85).print("generator's firms spelt, organisation");
        Separation.of(firms(false), organisation, 0.85).print("generator's firms translated, organisation");
        assertTrue(firms.area() >= 0.99, "AUC");
    }

    @Test
    void keysOfSoundMeet() throws IOException {
        Similarity sameKey =
                new Similarity("same key", "For this test.", Standardisers.named("person_sound"), (left, right) -> 0);
        Separation keys = Separation.of(held(), sameKey, 1).print("held names, equal person_sound");
        assertTrue(keys.recall() >= 0.85, "true pairs under one key");
        assertTrue(keys.falsePositives() <= 0.005, "other pairs under one key");
    }

    @Test
    void spellingsInTheOtherScript() throws IOException {
        Standardiser toArabic = Standardisers.named("to_arabic");
        Standardiser toLatin = Standardisers.named("to_latin");
        Standardiser arabic = Standardisers.named("arabic");
        Transliterator icu = Transliterator.getInstance("Latin-Arabic");
        List<Name> held = held();
        double exact = share(held, (n, l) -> Objects.equals(arabic.apply(toArabic.apply(l)), arabic.apply(n)));
        double exactByIcu = share(held, (n, l) -> Objects.equals(arabic.apply(icu.transliterate(l)), arabic.apply(n)));
        Similarity cross = Similarities.named("cross_script");
        double heard = share(held, (n, l) -> cross.applyAsDouble(toLatin.apply(n), l) >= 0.85);
        System.out.printf(
                Locale.ROOT,
                "held names, to_arabic exact %.3f (ICU %.3f); to_latin sounds as a usual spelling %.3f%n",
                exact,
                exactByIcu,
                heard);
        assertTrue(exact > exactByIcu, "names written in Arabic as they are");
        assertTrue(heard >= 0.8, "names in Latin letters that sound as usual");
    }

    private static double share(List<Name> names, java.util.function.BiPredicate<String, String> holds) {
        return names.stream()
                .mapToDouble(name -> name.latin().stream().anyMatch(l -> holds.test(name.arabic(), l)) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /** All but every third of the list written for this test; see there. */
    private static List<Name> held() throws IOException {
        List<Name> held = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(CrossScriptTest.class.getResourceAsStream("/standardise/names.yaml"))) {
            JsonNode names = new YAMLMapper().readTree(in);
            int at = 0;
            for (var entry : names.properties()) {
                if (at % 3 != 0) {
                    List<String> latin = new ArrayList<>();
                    entry.getValue().forEach(l -> latin.add(l.asText()));
                    held.add(new Name(entry.getKey(), latin));
                }
                at++;
            }
        }
        return held;
    }

    /** Stems and areas of the generator that are spelt, not translated. */
    private static List<Name> generated() throws IOException {
        List<Name> names = new ArrayList<>();
        Set<String> translated = Set.of("Industrial Area", "Asian Town", "Lusail North", "Madinat North");
        for (JsonNode stem : generator().get("stems")) {
            if (isSpelt(stem.get("en").asText())) {
                names.add(
                        new Name(stem.get("ar").asText(), List.of(stem.get("en").asText())));
            }
        }
        for (JsonNode area : generator().get("areas")) {
            if (!translated.contains(area.get("en").asText())) {
                names.add(
                        new Name(area.get("ar").asText(), List.of(area.get("en").asText())));
            }
        }
        return names;
    }

    /** Every stem with each fifth second name and activity, with legal form. */
    private static List<Name> firms(boolean spelt) throws IOException {
        JsonNode parts = generator();
        List<Name> firms = new ArrayList<>();
        int n = 0;
        for (JsonNode stem : parts.get("stems")) {
            if (isSpelt(stem.get("en").asText()) == spelt) {
                for (int k = 0; k < 4; k++, n += 7) {
                    JsonNode second =
                            parts.get("seconds").get(n % parts.get("seconds").size());
                    JsonNode activity = parts.get("activities")
                            .get(n % parts.get("activities").size());
                    firms.add(new Name(
                            "شركة " + text(stem, second, activity, "ar") + " ذ.م.م",
                            List.of(text(stem, second, activity, "en") + " Co. W.L.L.")));
                }
            }
        }
        return firms;
    }

    private static String text(JsonNode stem, JsonNode second, JsonNode activity, String language) {
        return stem.get(language).asText() + " " + second.get(language).asText() + " "
                + activity.get(language).asText();
    }

    private static boolean isSpelt(String stem) {
        return stem.startsWith("Al ")
                || Set.of("Bin Harith", "Abu Rashid", "Khalifa Hamad", "Mubarak Saif", "Nasser Yousef", "Sultan Fahad")
                        .contains(stem);
    }

    private static JsonNode generator() throws IOException {
        return new YAMLMapper()
                .readTree(Path.of(
                                System.getProperty("wasl.root"),
                                "data-samples/src/main/resources/org/wasl/samples/names.yaml")
                        .toFile());
    }
}
