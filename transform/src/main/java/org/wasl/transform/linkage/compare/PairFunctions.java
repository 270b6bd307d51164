package org.wasl.transform.linkage.compare;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Similarities;
import org.wasl.transform.standardise.Similarity;

/** The functions that conditions on two records may call. */
final class PairFunctions {
    /** A number of two values, both known. */
    @FunctionalInterface
    interface OfTerms extends Serializable {
        /** The number.
         *
         * @param texts of the thread
         */
        double of(Texts texts, Term left, Term right);
    }

    /** A number of numbers, all known. */
    @FunctionalInterface
    interface OfNumbers extends Serializable {
        double of(double[] arguments);
    }

    static final OfTerms COMMON_ELEMENTS = (t, l, r) -> Texts.common(l.elements(), r.elements());

    /** Reads words with their weights, not texts. */
    static final String TFIDF_COSINE = "tfidf_cosine";

    private static final Set<String> INTERSECTIONS = Set.of("list_intersect", "array_intersect");
    private static final Set<String> LENGTHS = Set.of("array_length", "len", "size", "cardinality", "list_length");
    private static final double EARTH_RADIUS_KM = 6371;

    private static final Map<String, OfTerms> OF_TERMS = new HashMap<>();
    private static final Map<String, OfNumbers> OF_NUMBERS = new HashMap<>();

    static {
        OfTerms jaroWinkler = (t, l, r) -> t.jaroWinkler(l.chars(), r.chars());
        OF_TERMS.put("jaro_winkler", jaroWinkler);
        OF_TERMS.put("jaro_winkler_similarity", jaroWinkler);
        OfTerms jaro = (t, l, r) -> t.jaro(l.chars(), r.chars());
        OF_TERMS.put("jaro", jaro);
        OF_TERMS.put("jaro_similarity", jaro);
        OF_TERMS.put("levenshtein", (t, l, r) -> t.levenshtein(l.chars(), r.chars()));
        OF_TERMS.put("damerau_levenshtein", (t, l, r) -> t.damerauLevenshtein(l.chars(), r.chars()));
        OfTerms hamming = (t, l, r) -> hamming(l.chars(), r.chars());
        OF_TERMS.put("hamming", hamming);
        OF_TERMS.put("mismatches", hamming);
        OF_TERMS.put("jaccard", (t, l, r) -> Texts.jaccard(l.chars(), r.chars()));
        OF_TERMS.put("qgram", (t, l, r) -> Texts.jaccard(l.grams(), r.grams()));
        OF_TERMS.put("token_set", (t, l, r) -> t.tokenSet(l.words(), r.words()));
        OF_TERMS.put("shared_words", (t, l, r) -> Texts.common(l.words(), r.words()));
        OF_TERMS.put("shared", COMMON_ELEMENTS);
        OF_TERMS.put("days", (t, l, r) -> Math.abs(l.day() - r.day()));

        for (Similarity similarity : Similarities.all()) {
            OF_TERMS.put(
                    similarity.name(),
                    (t, l, r) -> similarity.ofStandard(l.standard(similarity), r.standard(similarity)));
        }

        for (String name : java.util.List.copyOf(OF_TERMS.keySet())) {
            OfTerms each = OF_TERMS.get(name);
            if (each == null) continue;
            OF_TERMS.put("max_" + name, (t, l, r) -> ofElements(t, l, r, each, true));
            OF_TERMS.put("min_" + name, (t, l, r) -> ofElements(t, l, r, each, false));
        }
        OF_TERMS.put("array_cosine_similarity", (t, l, r) -> cosine(l, r));
        OF_TERMS.put(TFIDF_COSINE, (t, l, r) -> l.vector().cosine(r.vector()));

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
        OF_TERMS.keySet().stream()
                .filter(n -> !n.startsWith("max_") && !n.startsWith("min_"))
                .forEach(NAMES::add);
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

    /** The most, or least, that a function gives for an element of each list. */
    private static double ofElements(Texts texts, Term left, Term right, OfTerms function, boolean most) {
        double found = Double.NaN;
        for (Term x : left.elementTerms()) {
            for (Term y : right.elementTerms()) {
                double value = function.of(texts, x, y);
                if (Double.isNaN(found) || (most ? value > found : value < found)) found = value;
            }
        }
        return found;
    }

    /** In how many places two texts differ; not known where one is longer. */
    private static double hamming(char[] left, char[] right) {
        if (left.length != right.length) return Double.NaN;
        int differ = 0;
        for (int i = 0; i < left.length; i++) if (left[i] != right[i]) differ++;
        return differ;
    }

    /** The cosine of the angle between two vectors of numbers; not known where their lengths differ. */
    private static double cosine(Term left, Term right) {
        String[] a = left.text().split(String.valueOf(Term.SEPARATOR), -1);
        String[] b = right.text().split(String.valueOf(Term.SEPARATOR), -1);
        if (a.length != b.length) return Double.NaN;
        double product = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a.length; i++) {
            double x = Double.parseDouble(a[i]);
            double y = Double.parseDouble(b[i]);
            product += x * y;
            ofA += x * x;
            ofB += y * y;
        }
        return product / Math.sqrt(ofA * ofB);
    }

    /** The way along a great circle, by the haversine formula. */
    private static double kilometres(double latitude1, double longitude1, double latitude2, double longitude2) {
        double a = Math.sin(Math.toRadians(latitude2 - latitude1) / 2);
        double b = Math.sin(Math.toRadians(longitude2 - longitude1) / 2);
        double h = a * a + Math.cos(Math.toRadians(latitude1)) * Math.cos(Math.toRadians(latitude2)) * b * b;
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
