package org.wasl.transform.linkage.compare;

import java.util.Arrays;

/** Similarities and distances of two texts. An instance keeps its working memory: one a thread. */
final class Texts {
    private static final double PREFIX_WEIGHT = 0.1;
    private static final int PREFIX_LENGTH = 4;
    /** Below it Winkler adds nothing for a common prefix. */
    private static final double PREFIX_FROM = 0.7;

    private int[] before = new int[64];
    private int[] current = new int[64];
    private boolean[] taken = new boolean[64];
    private char[] common = new char[64];
    private int[] grid = new int[256];

    /**
     * Jaro–Winkler. Winkler, W. E. (1990), "String Comparator Metrics and Enhanced Decision Rules in the
     * Fellegi–Sunter Model of Record Linkage", eq. 1; with the particulars of his program {@code strcmp95.c} that
     * DuckDB's function shares: half transpositions are dropped, the prefix counts above a similarity of 0.7.
     */
    double jaroWinkler(char[] left, char[] right) {
        double jaro = jaro(left, right);
        if (jaro <= PREFIX_FROM) return jaro;
        int most = Math.min(PREFIX_LENGTH, Math.min(left.length, right.length));
        int same = 0;
        while (same < most && left[same] == right[same]) same++;
        return jaro + same * PREFIX_WEIGHT * (1 - jaro);
    }

    /** Jaro, M. A. (1989), "Advances in Record-Linkage Methodology", JASA 84, p. 416. */
    double jaro(char[] left, char[] right) {
        int l = left.length;
        int r = right.length;
        if (l == 0 || r == 0) return l == r ? 1 : 0;
        int window = Math.max(0, Math.max(l, r) / 2 - 1);
        return r <= Long.SIZE ? jaroOfShort(left, right, window) : jaroOfLong(left, right, window);
    }

    private double jaroOfShort(char[] left, char[] right, int window) {
        if (common.length < left.length) common = new char[left.length * 2];
        long free = -1L;
        int matches = 0;
        for (int i = 0; i < left.length; i++) {
            char c = left[i];
            int to = Math.min(right.length, i + window + 1);
            for (int j = Math.max(0, i - window); j < to; j++) {
                if (right[j] == c && ((free >>> j) & 1) != 0) {
                    free &= ~(1L << j);
                    common[matches++] = c;
                    break;
                }
            }
        }
        if (matches == 0) return 0;
        int outOfOrder = 0;
        int k = 0;
        for (long used = ~free; k < matches; used &= used - 1) {
            if (right[Long.numberOfTrailingZeros(used)] != common[k++]) outOfOrder++;
        }
        return jaro(matches, outOfOrder, left.length, right.length);
    }

    private double jaroOfLong(char[] left, char[] right, int window) {
        if (common.length < left.length) common = new char[left.length * 2];
        if (taken.length < right.length) taken = new boolean[right.length * 2];
        Arrays.fill(taken, 0, right.length, false);
        int matches = 0;
        for (int i = 0; i < left.length; i++) {
            int to = Math.min(right.length, i + window + 1);
            for (int j = Math.max(0, i - window); j < to; j++) {
                if (!taken[j] && left[i] == right[j]) {
                    taken[j] = true;
                    common[matches++] = left[i];
                    break;
                }
            }
        }
        if (matches == 0) return 0;
        int outOfOrder = 0;
        int k = 0;
        for (int j = 0; j < right.length; j++) {
            if (taken[j] && right[j] != common[k++]) outOfOrder++;
        }
        return jaro(matches, outOfOrder, left.length, right.length);
    }

    private static double jaro(int matches, int outOfOrder, int left, int right) {
        double m = matches;
        int transpositions = outOfOrder / 2;
        return (m / left + m / right + (m - transpositions) / m) / 3;
    }

    /** Insertions, deletions and replacements that make one of the other. */
    int levenshtein(char[] left, char[] right) {
        int from = 0;
        int l = left.length;
        int r = right.length;
        while (l > 0 && r > 0 && left[l - 1] == right[r - 1]) {
            l--;
            r--;
        }
        while (from < l && from < r && left[from] == right[from]) from++;
        l -= from;
        r -= from;
        if (l == 0 || r == 0) return l + r;
        widen(r + 1);
        for (int j = 0; j <= r; j++) before[j] = j;
        for (int i = 1; i <= l; i++) {
            current[0] = i;
            char c = left[from + i - 1];
            for (int j = 1; j <= r; j++) {
                int replaced = before[j - 1] + (c == right[from + j - 1] ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(before[j], current[j - 1]) + 1);
            }
            int[] swap = before;
            before = current;
            current = swap;
        }
        return before[r];
    }

    /**
     * Levenshtein's edits and exchanges of neighbours, between which other edits may stand (the unrestricted
     * distance, a metric): Lowrance and Wagner (1975), "An Extension of the String-to-String Correction Problem".
     */
    int damerauLevenshtein(char[] left, char[] right) {
        int from = 0;
        int l = left.length;
        int r = right.length;
        while (l > 0 && r > 0 && left[l - 1] == right[r - 1]) {
            l--;
            r--;
        }
        while (from < l && from < r && left[from] == right[from]) from++;
        l -= from;
        r -= from;
        if (l == 0 || r == 0) return l + r;
        int width = r + 2;
        if (grid.length < (l + 2) * width) grid = new int[(l + 2) * width * 2];
        int[] d = grid;
        int most = l + r;
        for (int i = 0; i <= l; i++) {
            d[(i + 1) * width] = most;
            d[(i + 1) * width + 1] = i;
        }
        for (int j = 0; j <= r; j++) {
            d[j + 1] = most;
            d[width + j + 1] = j;
        }
        d[0] = most;
        for (int i = 1; i <= l; i++) {
            char c = left[from + i - 1];
            int matchedColumn = 0;
            for (int j = 1; j <= r; j++) {
                char other = right[from + j - 1];
                int column = matchedColumn;
                int cost = 1;
                if (c == other) {
                    cost = 0;
                    matchedColumn = j;
                }
                int best =
                        Math.min(d[i * width + j] + cost, Math.min(d[i * width + j + 1], d[(i + 1) * width + j]) + 1);
                // An exchange needs the other's character further left, and this one's in the other.
                if (column > 0) {
                    int row = lastBefore(left, from, i - 1, other);
                    if (row > 0) best = Math.min(best, d[row * width + column] + (i - row - 1) + 1 + (j - column - 1));
                }
                d[(i + 1) * width + j + 1] = best;
            }
        }
        return d[(l + 1) * width + r + 1];
    }

    /** Position, from 1 after {@code from}, of the last {@code wanted} up to position {@code end}; 0 where none is. */
    private static int lastBefore(char[] text, int from, int end, char wanted) {
        for (int i = end; i >= 1; i--) {
            if (text[from + i - 1] == wanted) return i;
        }
        return 0;
    }

    /** Common characters by all characters, each counted once. */
    static double jaccard(char[] left, char[] right) {
        int common = 0;
        int all = 0;
        for (int i = 0; i < left.length; i++) {
            if (firstAt(left, left[i]) == i) {
                all++;
                if (firstAt(right, left[i]) >= 0) common++;
            }
        }
        for (int i = 0; i < right.length; i++) {
            if (firstAt(right, right[i]) == i && firstAt(left, right[i]) < 0) all++;
        }
        return all == 0 ? 0 : (double) common / all;
    }

    private static int firstAt(char[] text, char wanted) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == wanted) return i;
        }
        return -1;
    }

    /** Common members of two sorted sets by all members. */
    static double jaccard(int[] left, int[] right) {
        int common = common(left, right);
        int all = left.length + right.length - common;
        return all == 0 ? 0 : (double) common / all;
    }

    static int common(int[] left, int[] right) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            if (left[i] == right[j]) {
                common++;
                i++;
                j++;
            } else if (left[i] < right[j]) i++;
            else j++;
        }
        return common;
    }

    static int common(String[] left, String[] right) {
        int common = 0;
        for (String element : left) {
            for (String other : right) {
                if (element.equals(other)) {
                    common++;
                    break;
                }
            }
        }
        return common;
    }

    /**
     * Words of one text found in the other, by the words of the shorter: each word takes the most alike one that is
     * still free, if it is at least 0.88 alike (Jaro–Winkler); weighted by length.
     */
    double tokenSet(String[] left, String[] right) {
        String[] few = left.length <= right.length ? left : right;
        String[] many = few == left ? right : left;
        if (few.length == 0) return 0;
        boolean[] used = new boolean[many.length];
        double weight = 0;
        double alike = 0;
        for (String word : few) {
            int best = -1;
            double bestScore = 0.88;
            for (int j = 0; j < many.length; j++) {
                if (used[j]) continue;
                double score = word.equals(many[j]) ? 1 : jaroWinkler(word.toCharArray(), many[j].toCharArray());
                if (score >= bestScore) {
                    best = j;
                    bestScore = score;
                }
            }
            weight += word.length();
            if (best >= 0) {
                used[best] = true;
                alike += bestScore * word.length();
            }
        }
        return alike / weight;
    }

    private void widen(int columns) {
        if (before.length < columns) {
            before = new int[columns * 2];
            current = new int[columns * 2];
        }
    }
}
