package org.wasl.transform.standardise;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How alike two names are, word by word, in any order: words are paired so that all pairs together are as alike as can
 * be (Kuhn 1955; Munkres 1957), since a word may sound like one word and mean another. Words found in many names weigh
 * less.
 */
final class WordMatch {
    /** Words that sound less alike than this are different words. */
    private static final double SAME_WORD = 0.8;

    private static final double SURELY_SAME = 0.9;

    /** Words run together are less sure than words that are written alike. */
    private static final double RUN_TOGETHER = 0.97;

    private static final double SAME_RUN_TOGETHER = 0.88;
    private static final double SAME_INITIAL = 0.8;
    private static final double INITIAL_WEIGHT = 0.4;
    private static final String[] ARTICLES = {"al", "el"};
    private static final int SHORTEST_AFTER_ARTICLE = 4;
    private static final int SHORTEST_BEFORE_ARTICLE = 3;

    private final Set<String> common;
    private final double commonWeight;
    private final boolean initials;
    private final Map<String, Set<String>> meanings;

    /**
     * @param initials whether a single letter stands for a word that begins with it
     * @param meanings of an Arabic word the English ones that it is the same as, besides those that it sounds like
     */
    WordMatch(Set<String> common, double commonWeight, boolean initials, Map<String, Set<String>> meanings) {
        this.meanings = meanings;
        this.common = common;
        this.commonWeight = commonWeight;
        this.initials = initials;
    }

    /**
     * What two names have in common.
     *
     * @param alike weight of the paired words times how alike they are
     * @param left weight of all words of the left name
     * @param pairs number of words paired
     * @param numbersAgree whether every number has its equal in the other name
     */
    record Match(double alike, double left, double right, int pairs, boolean numbersAgree) {
        /** Share of both names' words. Dice (1945). */
        double ofBoth() {
            return Math.min(1, 2 * alike / (left + right));
        }

        /** Share of the shorter name's words. */
        double ofShorter() {
            return Math.min(1, alike / Math.min(left, right));
        }
    }

    Match match(String left, String right) {
        String[] ls = left.split(" ", -1);
        String[] rs = right.split(" ", -1);
        double[] lw = weights(ls);
        double[] rw = weights(rs);
        boolean[] lTaken = new boolean[ls.length];
        boolean[] rTaken = new boolean[rs.length];
        double alike = 0;
        int pairs = 0;
        // Nothing is more alike than the same word, and most words of names worth comparing are.
        for (int i = 0; i < ls.length; i++) {
            for (int j = 0; j < rs.length && !lTaken[i]; j++) {
                if (!rTaken[j] && ls[i].equals(rs[j])) {
                    lTaken[i] = true;
                    rTaken[j] = true;
                    alike += (lw[i] + rw[j]) / 2;
                    pairs++;
                }
            }
        }
        int[] li = notTaken(lTaken);
        int[] rj = notTaken(rTaken);
        char[][] lSounds = sounds(ls, li);
        char[][] rSounds = sounds(rs, rj);
        double[][] alikeness = new double[li.length][rj.length];
        for (int i = 0; i < li.length; i++) {
            for (int j = 0; j < rj.length; j++) {
                alikeness[i][j] = word(ls[li[i]], lSounds[i], rs[rj[j]], rSounds[j]) * (lw[li[i]] + rw[rj[j]]) / 2;
            }
        }
        int[] partners = partners(alikeness, rj.length);
        for (int i = 0; i < li.length; i++) {
            if (partners[i] >= 0 && alikeness[i][partners[i]] > 0) {
                lTaken[li[i]] = true;
                rTaken[rj[partners[i]]] = true;
                alike += alikeness[i][partners[i]];
                pairs++;
            }
        }
        String lRest = runTogether(ls, lTaken);
        String rRest = runTogether(rs, rTaken);
        if (left(lTaken) + left(rTaken) > 2 && !lRest.isEmpty() && !rRest.isEmpty()) {
            double together = Sounds.similarity(lRest, rRest, SAME_RUN_TOGETHER);
            if (together > 0) {
                alike += RUN_TOGETHER * together * (sumLeft(lw, lTaken) + sumLeft(rw, rTaken)) / 2;
                pairs++;
            }
        }
        return new Match(alike, sum(lw), sum(rw), pairs, !numberLeft(ls, lTaken) && !numberLeft(rs, rTaken));
    }

    private double[] weights(String[] words) {
        double[] weights = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            weights[i] =
                    common.contains(words[i]) ? commonWeight : initials && words[i].length() == 1 ? INITIAL_WEIGHT : 1;
        }
        return weights;
    }

    /** Sounds of the words at these places. */
    private static char[][] sounds(String[] words, int[] places) {
        char[][] sounds = new char[places.length][];
        for (int i = 0; i < places.length; i++) {
            sounds[i] = Sounds.of(words[places[i]]);
        }
        return sounds;
    }

    /** Of two words that are written differently, by themselves and by their sounds. */
    private double word(String left, char[] leftSounds, String right, char[] rightSounds) {
        if (Letters.hasDigit(left) || Letters.hasDigit(right)) {
            return 0;
        }
        if (initials && (left.length() == 1 || right.length() == 1)) {
            boolean same = leftSounds.length > 0 && rightSounds.length > 0 && left.charAt(0) == right.charAt(0);
            return same ? SAME_INITIAL : 0;
        }
        double score = Math.max(
                Sounds.similarity(leftSounds, rightSounds, SAME_WORD),
                Math.max(withoutArticle(left, right), withoutArticle(right, left)));
        if (score < SURELY_SAME && (means(left, right) || means(right, left))) {
            return 1;
        }
        // What is not surely the same counts half as surely.
        return score >= SURELY_SAME ? score : score > 0 ? 2 * score - SURELY_SAME : 0;
    }

    private boolean means(String arabic, String english) {
        Set<String> words = meanings.get(arabic);
        return words != null && words.contains(english);
    }

    /** {@code alkuwari} beside {@code kuwari}, {@code كواري}; {@code abdul} beside {@code عبد}. */
    private static double withoutArticle(String word, String other) {
        int n = word.length();
        if (n >= SHORTEST_BEFORE_ARTICLE + 2
                && Letters.isArabic(other)
                && (word.endsWith("ul") || word.endsWith("el"))) {
            return Sounds.similarity(word.substring(0, n - 2), other, SAME_WORD);
        }
        for (String article : ARTICLES) {
            if (word.length() >= article.length() + SHORTEST_AFTER_ARTICLE
                    && word.startsWith(article)
                    && !other.startsWith(article)) {
                return Sounds.similarity(word.substring(article.length()), other, SAME_WORD);
            }
        }
        return 0;
    }

    private static int[] notTaken(boolean[] taken) {
        return IntStream.range(0, taken.length).filter(i -> !taken[i]).toArray();
    }

    /**
     * For each row the column with which the sum is greatest, −1 where rows are more than columns; by shortest augmenting
     * paths (Jonker and Volgenant 1987).
     */
    private static int[] partners(double[][] worth, int columns) {
        int rows = worth.length;
        int size = Math.max(rows, columns);
        double[] ofRow = new double[size + 1];
        double[] ofColumn = new double[size + 1];
        int[] rowOf = new int[size + 1];
        int[] before = new int[size + 1];
        for (int row = 1; row <= size; row++) {
            double[] least = new double[size + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            boolean[] reached = new boolean[size + 1];
            rowOf[0] = row;
            int column = 0;
            do {
                reached[column] = true;
                int at = rowOf[column];
                int next = 0;
                for (int j = 1; j <= size; j++) {
                    if (reached[j]) continue;
                    double cost = at <= rows && j <= columns ? -worth[at - 1][j - 1] : 0;
                    double reduced = cost - ofRow[at] - ofColumn[j];
                    if (reduced < least[j]) {
                        least[j] = reduced;
                        before[j] = column;
                    }
                    if (next == 0 || least[j] < least[next]) next = j;
                }
                double step = least[next];
                for (int j = 0; j <= size; j++) {
                    if (reached[j]) {
                        ofRow[rowOf[j]] += step;
                        ofColumn[j] -= step;
                    } else {
                        least[j] -= step;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            for (; column != 0; column = before[column]) rowOf[column] = rowOf[before[column]];
        }
        int[] partners = new int[rows];
        Arrays.fill(partners, -1);
        for (int j = 1; j <= columns; j++) if (rowOf[j] <= rows) partners[rowOf[j] - 1] = j - 1;
        return partners;
    }

    /** {@code Blue Star} beside {@code Bluestar}: the words not paired as one. */
    private static String runTogether(String[] words, boolean[] taken) {
        StringBuilder together = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            if (!taken[i] && !Letters.hasDigit(words[i])) {
                together.append(words[i]);
            }
        }
        return together.toString();
    }

    private static int left(boolean[] taken) {
        int left = 0;
        for (boolean t : taken) {
            left += t ? 0 : 1;
        }
        return left;
    }

    private static double sumLeft(double[] weights, boolean[] taken) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += taken[i] ? 0 : weights[i];
        }
        return sum;
    }

    private static boolean numberLeft(String[] words, boolean[] taken) {
        for (int i = 0; i < words.length; i++) {
            if (!taken[i] && Letters.hasDigit(words[i])) {
                return true;
            }
        }
        return false;
    }

    private static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }
}
