package org.wasl.ingest.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Finds the known word that a mistyped one was probably meant to be. */
public final class Nearest {
    private static final DamerauLevenshteinDistance EDITS = new DamerauLevenshteinDistance();

    private Nearest() {}

    /** The nearest of the known words, if any is near enough to be worth suggesting. */
    public static Optional<String> to(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(k -> distance(lower, k) <= Math.max(2, word.length() / 2))
                .min(Comparator.<String>comparingInt(k -> distance(lower, k)).thenComparing(Comparator.naturalOrder()));
    }

    /** Ends a message: "; did you mean 'x'?", or the known words where none is near. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known)
                .map(k -> "; did you mean '" + k + "'?")
                .orElseGet(() -> known.isEmpty() ? "" : "; known: " + String.join(", ", known));
    }

    private static int distance(String given, String known) {
        return EDITS.apply(given, known.toLowerCase(Locale.ROOT));
    }
}
