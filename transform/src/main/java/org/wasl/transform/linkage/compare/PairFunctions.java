package org.wasl.transform.linkage.compare;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The functions that conditions on two records may call. */
final class PairFunctions {
    private static final ThreadLocal<Texts> TEXTS = ThreadLocal.withInitial(Texts::new);

    /** A number of two values, both known. */
    @FunctionalInterface
    interface OfTerms extends Serializable {
        double of(Term left, Term right);
    }

    /** A number of numbers, all known. */
    @FunctionalInterface
    interface OfNumbers extends Serializable {
        double of(double[] arguments);
    }

    static final OfTerms COMMON_ELEMENTS = (l, r) -> Texts.common(l.elements(), r.elements());

    private static final Set<String> INTERSECTIONS = Set.of("list_intersect", "array_intersect");
    private static final Set<String> LENGTHS = Set.of("array_length", "len", "size", "cardinality", "list_length");
    private static final double EARTH_RADIUS_KM = 6371;

    private static final Map<String, OfTerms> OF_TERMS = new HashMap<>();
    private static final Map<String, OfNumbers> OF_NUMBERS = new HashMap<>();

    static {
        OfTerms jaroWinkler = (l, r) -> TEXTS.get().jaroWinkler(l.chars(), r.chars());
        OF_TERMS.put("jaro_winkler", jaroWinkler);
        OF_TERMS.put("jaro_winkler_similarity", jaroWinkler);
        OfTerms jaro = (l, r) -> TEXTS.get().jaro(l.chars(), r.chars());
        OF_TERMS.put("jaro", jaro);
        OF_TERMS.put("jaro_similarity", jaro);
        OF_TERMS.put("levenshtein", (l, r) -> TEXTS.get().levenshtein(l.chars(), r.chars()));
        OF_TERMS.put("damerau_levenshtein", (l, r) -> TEXTS.get().damerauLevenshtein(l.chars(), r.chars()));
        OF_TERMS.put("jaccard", (l, r) -> Texts.jaccard(l.chars(), r.chars()));
        OF_TERMS.put("qgram", (l, r) -> Texts.jaccard(l.grams(), r.grams()));
        OF_TERMS.put("token_set", (l, r) -> TEXTS.get().tokenSet(l.words(), r.words()));
        OF_TERMS.put("shared_words", (l, r) -> Texts.common(l.words(), r.words()));
        OF_TERMS.put("shared", COMMON_ELEMENTS);
        OF_TERMS.put("days", (l, r) -> Math.abs(l.day() - r.day()));

        OF_NUMBERS.put("abs", n -> Math.abs(n[0]));
        OF_NUMBERS.put("sqrt", n -> Math.sqrt(n[0]));
        OF_NUMBERS.put("sin", n -> Math.sin(n[0]));
        OF_NUMBERS.put("cos", n -> Math.cos(n[0]));
        OF_NUMBERS.put("acos", n -> Math.acos(n[0]));
        OF_NUMBERS.put("radians", n -> Math.toRadians(n[0]));
        OF_NUMBERS.put("ln", n -> Math.log(n[0]));
        OF_NUMBERS.put("least", n -> java.util.Arrays.stream(n).min().orElse(Double.NaN));
        OF_NUMBERS.put("greatest", n -> java.util.Arrays.stream(n).max().orElse(Double.NaN));
        OF_NUMBERS.put("kilometres", n -> kilometres(n[0], n[1], n[2], n[3]));
    }

    static final Set<String> NAMES = new TreeSet<>();

    static {
        NAMES.addAll(OF_TERMS.keySet());
        NAMES.addAll(OF_NUMBERS.keySet());
        NAMES.add("array_length(array_intersect)");
    }

    private PairFunctions() {}

    static @Nullable OfTerms ofTerms(String name) {
        return OF_TERMS.get(name);
    }

    static @Nullable OfNumbers ofNumbers(String name) {
        return OF_NUMBERS.get(name);
    }

    static boolean isIntersection(String name) {
        return INTERSECTIONS.contains(name);
    }

    static boolean isList(String name) {
        return LENGTHS.contains(name);
    }

    /** The way along a great circle, by the haversine formula. */
    private static double kilometres(double latitude1, double longitude1, double latitude2, double longitude2) {
        double a = Math.sin(Math.toRadians(latitude2 - latitude1) / 2);
        double b = Math.sin(Math.toRadians(longitude2 - longitude1) / 2);
        double h = a * a + Math.cos(Math.toRadians(latitude1)) * Math.cos(Math.toRadians(latitude2)) * b * b;
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
