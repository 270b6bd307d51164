package org.wasl.warehouse.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names nearest to a misspelt one. */
final class Nearest {
    private Nearest() {}

    /** Up to three names, nearest first: one that contains the other, then by edits. */
    static List<String> to(String name, Collection<String> known) {
        String given = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.<String>comparingInt(k -> distance(given, k)).thenComparing(k -> k))
                .limit(3)
                .toList();
    }

    private static int distance(String given, String known) {
        int edits = edits(given, known);
        boolean part = given.length() > 2 && (known.contains(given) || given.contains(known));
        return part ? Math.min(edits, 2) : edits;
    }

    /** Levenshtein (1966), two rows at a time. */
    private static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
