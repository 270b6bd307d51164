package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.wasl.transform.TransformException;
import org.wasl.transform.standardise.Vocabulary.OrganisationWords;
import org.wasl.transform.standardise.Vocabulary.PersonWords;

/** What holds for all of them. */
class StandardisersTest {
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "Al",
                "Al-",
                "AlNoor",
                "Noor",
                "W.L.L.",
                "w l l",
                "&",
                "and",
                "Co.",
                "Branch 2",
                "(formerly Blue)",
                "Md.",
                "Abdul",
                "Abd",
                "Rahman",
                "Abdurrahman",
                "ud",
                "Din",
                "Nasiruddin",
                "bin",
                "S/O",
                "Dr.",
                "K.",
                "Zone",
                "St.",
                "Bldg",
                "57",
                "8A",
                "007",
                "twenty",
                "three",
                "hundred",
                "First",
                "Trdg",
                "Int'l",
                "P.O. Box",
                "12/03/2019",
                "March",
                "@",
                "gmail.com",
                "+974 4412 3456",
                "شركة",
                "ذ.م.م",
                "النور",
                "الالعاب",
                "للتجارة",
                "والمقاولات",
                "وأولاده",
                "و",
                "محمد",
                "عبد",
                "الرحمن",
                "صلاح الدين",
                "أبو",
                "آل",
                "بن",
                "ثلاثة",
                "وعشرون",
                "مائة",
                "ألف",
                "منطقة",
                "شارع",
                "١٢",
                "مارس",
                "،",
                "(",
                ")",
                "राम",
                "বাংলা",
                "é",
                "ﻻ",
                "\uD83D\uDE00");
        return Arbitraries.oneOf(
                parts.list().ofMinSize(1).ofMaxSize(7).map(words -> String.join(" ", words)),
                parts.list().ofMinSize(1).ofMaxSize(4).map(words -> String.join("", words)),
                Arbitraries.strings().ofMaxLength(12));
    }

    @Property(tries = 1000)
    void theStandardFormOfAStandardFormIsItself(@ForAll("texts") String text) {
        for (Standardiser standardiser : Standardisers.all()) {
            String once = standardiser.apply(text);
            if (!standardiser.name().endsWith("sound") && !standardiser.name().startsWith("legal_form")) {
                assertEquals(
                        oncePart(standardiser, once),
                        oncePart(standardiser, standardiser.apply(reread(standardiser, once))));
            }
        }
    }

    /** A part of an address by itself is a number: to be read again it needs its name. */
    private static @org.jspecify.annotations.Nullable String reread(
            Standardiser standardiser, @org.jspecify.annotations.Nullable String once) {
        return List.of("zone", "street", "building", "unit", "po_box").contains(standardiser.name()) && once != null
                ? standardiser.name() + " " + once
                : once;
    }

    private static String oncePart(Standardiser standardiser, @org.jspecify.annotations.Nullable String text) {
        return standardiser.name() + ": " + text;
    }

    @Property(tries = 1000)
    void similaritiesAreSharesAndTheSameInEitherOrder(@ForAll("texts") String left, @ForAll("texts") String right) {
        for (Similarity similarity : Similarities.all()) {
            double there = similarity.applyAsDouble(left, right);
            assertEquals(there, similarity.applyAsDouble(right, left), similarity.name());
            assertTrue(there >= 0 && there <= 1, () -> similarity.name() + ": " + there);
            String standard = similarity.standard().apply(left);
            assertEquals(standard == null ? 0 : 1, similarity.applyAsDouble(left, left), similarity.name());
        }
    }

    @Property(tries = 300)
    void theOrderOfWordsDoesNotMatterWhereTheyAreSorted(@ForAll("texts") String text, @ForAll Random random) {
        String standard = Standardisers.named("organisation").apply(text);
        if (standard != null) {
            // Single letters are one word with their neighbours. "A thousand" is also the name of a letter and "and
            // twenty"
            // by itself no number: what they are hangs on the word before.
            List<String> words = new ArrayList<>(List.of(standard.split(" ", -1)));
            words.removeIf(word -> word.length() == 1 || Set.of("الف", "وعشرون").contains(word));
            List<String> sorted = words.stream().sorted().toList();
            Collections.shuffle(words, random);
            String shuffled = String.join(" ", words);
            assertEquals(
                    Standardisers.named("organisation_words").apply(String.join(" ", sorted)),
                    Standardisers.named("organisation_words").apply(shuffled));
        }
    }

    @Test
    void nothingIsNothing() {
        for (Standardiser standardiser : Standardisers.all()) {
            assertNull(standardiser.apply(null), standardiser.name());
            assertNull(standardiser.apply(""), standardiser.name());
            assertNull(standardiser.apply(" \t—"), standardiser.name());
        }
        for (Similarity similarity : Similarities.all()) {
            assertEquals(0, similarity.applyAsDouble(null, null), similarity.name());
            assertEquals(0, similarity.applyAsDouble("", ""), similarity.name());
        }
    }

    @Test
    void anUnknownNameNamesTheNearest() {
        assertTrue(message(() -> Standardisers.named("organization")).contains("nearest is 'organisation'"));
        assertTrue(message(() -> Standardisers.named("e-mail")).contains("nearest is 'email'"));
        assertTrue(message(() -> Similarities.named("cross-script")).contains("nearest is 'cross_script'"));
        assertTrue(message(() -> Standardisers.named("phone:Qatar")).contains("'Qatar' is no country"));
    }

    private static String message(org.junit.jupiter.api.function.Executable named) {
        return String.valueOf(assertThrows(TransformException.class, named).getMessage());
    }

    @Test
    void theyTravelByName() throws IOException, ClassNotFoundException {
        assertSame(Standardisers.named("person"), copy(Standardisers.named("person")));
        assertSame(Similarities.named("serial"), copy(Similarities.named("serial")));
        assertEquals("+919812345678", ((Standardiser) copy(Standardisers.named("phone:IN"))).apply("098123 45678"));
    }

    private static Object copy(Object original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void manyThreadsGetWhatOneGets() throws InterruptedException, ExecutionException {
        List<String> names =
                List.of("राम बहादुर थापा", "شركة النور ذ.م.م", "Md. Abdur Rahman", "Zone 57 St 12", "44123456");
        List<String> alone = results(names);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(pool.submit(() -> {
                    for (int k = 0; k < 50; k++) {
                        assertEquals(alone, results(names));
                    }
                    return true;
                }));
            }
            for (Future<Boolean> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<String> results(List<String> names) {
        return Standardisers.all().stream()
                .flatMap(s -> names.stream().map(n -> String.valueOf(s.apply(n))))
                .toList();
    }

    @Test
    void noSpellingStandsForTwoWords() {
        OrganisationWords firms = Vocabulary.read("organisations", OrganisationWords.class);
        PersonWords persons = Vocabulary.read("persons", PersonWords.class);
        assertEquals(List.of(), doubled(firms.legalForms()), "legal forms");
        assertEquals(List.of(), doubled(firms.writtenOut()), "abbreviations");
        assertEquals(List.of(), doubled(firms.arabic()), "Arabic words of business");
        assertEquals(List.of(), doubled(persons.spellings()), "names");
    }

    /** Spellings listed under two words, and words listed as a spelling of another. */
    private static List<String> doubled(Map<String, List<String>> spellings) {
        List<String> seen = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        spellings.forEach((word, written) -> {
            for (String text : written) {
                String folded = String.join(" ", Letters.words(Letters.fold(text)));
                if (seen.contains(folded) || (!folded.equals(word) && spellings.containsKey(folded))) {
                    doubled.add(folded + " (" + word + ")");
                }
                seen.add(folded);
            }
        });
        return doubled;
    }
}
