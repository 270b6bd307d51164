package org.wasl.warehouse.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known names nearest to a misspelt one. */
public final class Nearest {
    /** A name that contains the other is as near as one with this many edits. */
    private static final int PART = 2;

    private static final int FEW = 3;

    private Nearest() {}

    /** Up to three names, nearest first. */
    public static List<String> to(String name, Collection<String> known) {
        String given = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.<String>comparingInt(k -> distance(given, k.toLowerCase(Locale.ROOT)))
                        .thenComparing(k -> k))
                .limit(FEW)
                .toList();
    }

    /** The nearest name, of several the first known; empty where none is. */
    public static String one(String name, Collection<String> known) {
        String given = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(k -> distance(given, k.toLowerCase(Locale.ROOT))))
                .orElse("");
    }

    private static int distance(String given, String known) {
        int edits = LevenshteinDistance.getDefaultInstance().apply(given, known);
        boolean part = given.length() > PART && (known.contains(given) || given.contains(known));
        return part ? Math.min(edits, PART) : edits;
    }
}
