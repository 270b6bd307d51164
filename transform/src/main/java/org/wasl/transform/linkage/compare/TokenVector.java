package org.wasl.transform.linkage.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The words of a text as a vector of length 1: a word weighs (1 + ln tf) (1 + ln (N / df)), where it stands tf times in
 * the text and in df of N texts; Salton and Buckley (1988), "Term-weighting Approaches in Automatic Text Retrieval". As
 * one text it is a list of words and weights.
 */
@SuppressWarnings("ArrayRecordComponent")
record TokenVector(String[] words, double[] weights) {
    private static final char WEIGHT = '\u001e';

    /** Words of a text, runs of letters and digits, with how often each stands in it. */
    static Map<String, Integer> counted(String text) {
        Map<String, Integer> counted = new TreeMap<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inWord = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (inWord && start < 0) start = i;
            if (!inWord && start >= 0) {
                counted.merge(text.substring(start, i), 1, Integer::sum);
                start = -1;
            }
        }
        return counted;
    }

    /** The vector of a text, as one text; empty where it has no word.
     *
     * @param texts N
     * @param having df of a word
     */
    static String written(String text, long texts, ToIntFunction<String> having) {
        Map<String, Double> weights = new TreeMap<>();
        counted(text)
                .forEach((word, times) -> weights.put(
                        word, (1 + Math.log(times)) * (1 + Math.log((double) texts / having.applyAsInt(word)))));
        double square = 0;
        for (double weight : weights.values()) square += weight * weight;
        double length = Math.sqrt(square);
        List<String> elements = new ArrayList<>();
        weights.forEach((word, weight) -> elements.add(word + WEIGHT + weight / length));
        return String.join(String.valueOf(Term.SEPARATOR), elements);
    }

    static TokenVector read(String written) {
        String[] elements = written.isEmpty() ? new String[0] : written.split(String.valueOf(Term.SEPARATOR), -1);
        String[] words = new String[elements.length];
        double[] weights = new double[elements.length];
        for (int i = 0; i < elements.length; i++) {
            int at = elements[i].lastIndexOf(WEIGHT);
            words[i] = elements[i].substring(0, at);
            weights[i] = Double.parseDouble(elements[i].substring(at + 1));
        }
        return new TokenVector(words, weights);
    }

    /** The cosine of the angle between two vectors. */
    double cosine(TokenVector other) {
        double product = 0;
        int i = 0;
        int j = 0;
        while (i < words.length && j < other.words.length) {
            int order = words[i].compareTo(other.words[j]);
            if (order == 0) product += weights[i++] * other.weights[j++];
            else if (order < 0) i++;
            else j++;
        }
        return Math.min(product, 1);
    }
}
