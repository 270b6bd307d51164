package org.wasl.transform.standardise;

import java.util.Arrays;
import java.util.Locale;
import org.wasl.transform.standardise.Vocabulary.Alike;
import org.wasl.transform.standardise.Vocabulary.SerialMistakes;

/**
 * Serial numbers read by eye or machine. Two are as alike as 1 less the cost of turning one into the other (Damerau
 * 1964, Levenshtein 1966, with the weights of {@code serials.yaml}) as a share of the longer one's length.
 */
final class SerialNumbers {
    private static final SerialMistakes MISTAKES = Vocabulary.read("serials", SerialMistakes.class);
    private static final int TABLE = 0x80;
    private static final double[][] WEIGHTED = new double[TABLE][TABLE];
    private static final double[][] PLAIN = new double[TABLE][TABLE];

    static {
        for (int i = 0; i < TABLE; i++) {
            Arrays.fill(WEIGHTED[i], 1);
            Arrays.fill(PLAIN[i], 1);
            WEIGHTED[i][i] = 0;
            PLAIN[i][i] = 0;
        }
        for (Alike alike : MISTAKES.alike()) {
            for (String pair : alike.pairs()) {
                char l = pair.charAt(0);
                char r = pair.charAt(1);
                WEIGHTED[l][r] = Math.min(WEIGHTED[l][r], alike.cost());
                WEIGHTED[r][l] = WEIGHTED[l][r];
            }
        }
    }

    private SerialNumbers() {}

    /** Capital letters and digits, nothing else. */
    static String standard(String serial) {
        String upper = Letters.fold(serial).toUpperCase(Locale.ROOT);
        StringBuilder standard = new StringBuilder(upper.length());
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                standard.append(c);
            }
        }
        return standard.toString();
    }

    /** Letters that look like digits are taken as the digits: a key under which misread numbers meet. */
    static String folded(String serial) {
        String standard = standard(serial);
        StringBuilder folded = new StringBuilder(standard.length());
        for (int i = 0; i < standard.length(); i++) {
            char c = standard.charAt(i);
            folded.append(
                    switch (c) {
                        case 'O', 'Q', 'D' -> '0';
                        case 'I', 'L' -> '1';
                        case 'Z' -> '2';
                        case 'S' -> '5';
                        case 'G' -> '6';
                        case 'B' -> '8';
                        default -> c;
                    });
        }
        return folded.toString();
    }

    static double similarity(String left, String right) {
        return similarity(left, right, WEIGHTED);
    }

    /** Without weights: every other character costs 1. */
    static double plainSimilarity(String left, String right) {
        return similarity(left, right, PLAIN);
    }

    private static double similarity(String left, String right, double[][] costs) {
        int longer = Math.max(left.length(), right.length());
        return longer == 0 ? 1 : Math.max(0, 1 - distance(left, right, costs) / longer);
    }

    private static double distance(String left, String right, double[][] costs) {
        int n = right.length();
        double[] beforeLast = new double[n + 1];
        double[] last = new double[n + 1];
        double[] row = new double[n + 1];
        for (int j = 1; j <= n; j++) {
            last[j] = last[j - 1] + lost(right, j - 1);
        }
        for (int i = 1; i <= left.length(); i++) {
            char l = left.charAt(i - 1);
            double lostLeft = lost(left, i - 1);
            row[0] = last[0] + lostLeft;
            for (int j = 1; j <= n; j++) {
                char r = right.charAt(j - 1);
                double best = Math.min(
                        last[j - 1] + cost(l, r, costs), Math.min(last[j] + lostLeft, row[j - 1] + lost(right, j - 1)));
                boolean swapped = i > 1 && j > 1 && l == right.charAt(j - 2) && left.charAt(i - 2) == r && l != r;
                row[j] = swapped ? Math.min(best, beforeLast[j - 2] + MISTAKES.swapped()) : best;
            }
            double[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[n];
    }

    private static double cost(char l, char r, double[][] costs) {
        return l < TABLE && r < TABLE ? costs[l][r] : l == r ? 0 : 1;
    }

    private static double lost(String text, int at) {
        return at > 0 && text.charAt(at) == text.charAt(at - 1) ? MISTAKES.repeated() : 1;
    }
}
