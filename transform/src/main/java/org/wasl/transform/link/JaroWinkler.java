package org.wasl.transform.link;

/**
 * Jaro–Winkler similarity. Winkler, W. E. (1990), "String Comparator Metrics and Enhanced Decision Rules in the
 * Fellegi–Sunter Model of Record Linkage", eq. 1 and the prefix adjustment with p = 0.1 over four characters.
 */
public final class JaroWinkler {
    private static final double PREFIX_WEIGHT = 0.1;
    private static final int PREFIX_LENGTH = 4;

    private JaroWinkler() {}

    public static double of(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.equals(right) ? 1 : 0;
        }
        int window = Math.max(0, Math.max(left.length(), right.length()) / 2 - 1);
        boolean[] taken = new boolean[right.length()];
        char[] common = new char[left.length()];
        int matches = 0;
        for (int i = 0; i < left.length(); i++) {
            int to = Math.min(right.length(), i + window + 1);
            for (int j = Math.max(0, i - window); j < to; j++) {
                if (!taken[j] && left.charAt(i) == right.charAt(j)) {
                    taken[j] = true;
                    common[matches] = left.charAt(i);
                    matches++;
                    break;
                }
            }
        }
        if (matches == 0) {
            return 0;
        }
        int outOfOrder = 0;
        int k = 0;
        for (int j = 0; j < right.length(); j++) {
            if (taken[j]) {
                if (right.charAt(j) != common[k]) {
                    outOfOrder++;
                }
                k++;
            }
        }
        double m = matches;
        double jaro = (m / left.length() + m / right.length() + (m - outOfOrder / 2.0) / m) / 3;
        return jaro + prefix(left, right) * PREFIX_WEIGHT * (1 - jaro);
    }

    private static int prefix(String left, String right) {
        int most = Math.min(PREFIX_LENGTH, Math.min(left.length(), right.length()));
        int same = 0;
        while (same < most && left.charAt(same) == right.charAt(same)) {
            same++;
        }
        return same;
    }
}
