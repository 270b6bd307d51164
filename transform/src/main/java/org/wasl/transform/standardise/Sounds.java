package org.wasl.transform.standardise;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.wasl.transform.standardise.Vocabulary.Alike;
import org.wasl.transform.standardise.Vocabulary.SoundCosts;

/**
 * How alike two words sound, each in Arabic or Latin letters. A word is read as a row of sounds (two Latin letters may
 * be one: {@code sh}); the two rows are aligned at the least cost (Needleman and Wunsch 1970) where a reading, a sound
 * taken for another and a sound missed cost what {@code sounds.yaml} says, and neighbours swapped cost one slip. The
 * similarity is 1 less the cost as a share of what missing every sound of both words costs.
 */
final class Sounds {
    private static final int LATIN_TABLE = 0x80;
    /** Sounds are below. */
    static final int TABLE = 0x0700;

    private static final double DIFFERENT = 2;
    private static final double SWAPPED = 0.9;
    private static final double ROUNDING = 1e-9;
    private static final double ANOTHER_ARABIC_LETTER = 0.25;

    /** Alif, alone or with waw or yaa, and ain carry whatever vowel a word begins with. */
    private static final double CARRIED_VOWEL = 0.03;

    /** Written or not after a vowel: {@code Fatimah}. */
    private static final char FINAL_H = 'H';

    private static final String VOWELS = "aeiouAEIOU";
    private static final String LONG_VOWELS = "aAeIiIoUuU";

    private static final double[][] COSTS = new double[TABLE][];
    private static final double[] MISSED = new double[TABLE];

    /** For each sound those that stand for it at less than it costs to miss it, as bits that several sounds share. */
    private static final long[] ALIKE = new long[TABLE];

    /** Sounds at a word's start that a carried vowel may take in. */
    private static final int CARRIED = 2;

    static {
        SoundCosts costs = Vocabulary.read("sounds", SoundCosts.class);
        Arrays.fill(MISSED, 1);
        costs.missed().values().forEach(m -> m.forEach((sound, cost) -> MISSED[sound.charAt(0)] = cost));
        for (char latin = 0; latin < LATIN_TABLE; latin++) {
            COSTS[latin] = new double[TABLE];
            Arrays.fill(COSTS[latin], DIFFERENT);
            COSTS[latin][latin] = 0;
        }
        for (Alike alike : costs.latin()) {
            for (String pair : alike.pairs()) {
                char l = pair.charAt(0);
                char r = pair.charAt(1);
                COSTS[l][r] = Math.min(COSTS[l][r], alike.cost());
                COSTS[r][l] = COSTS[l][r];
            }
        }
        List<Character> arabic =
                costs.arabic().keySet().stream().map(s -> s.charAt(0)).toList();
        for (char letter : arabic) {
            COSTS[letter] = new double[TABLE];
            Arrays.fill(COSTS[letter], DIFFERENT);
        }
        costs.arabic()
                .forEach((letter, readings) -> readings.forEach((latin, cost) -> {
                    COSTS[letter.charAt(0)][latin.charAt(0)] = cost;
                    COSTS[latin.charAt(0)][letter.charAt(0)] = cost;
                }));
        for (char l : arabic) {
            for (char r : arabic) {
                COSTS[l][r] = l == r ? 0 : arabicPair(costs.arabic(), l, r);
            }
        }
        for (char l = 0; l < TABLE; l++) {
            for (char r = 0; r < TABLE && COSTS[l] != null; r++) {
                if (COSTS[l][r] < MISSED[l]) ALIKE[l] |= bit(r);
            }
        }
    }

    private Sounds() {}

    /** Two Arabic letters are as near as the Latin sound both may be. */
    private static double arabicPair(Map<String, Map<String, Double>> readings, char l, char r) {
        Map<String, Double> others = readings.getOrDefault(String.valueOf(r), Map.of());
        return readings.getOrDefault(String.valueOf(l), Map.of()).entrySet().stream()
                .mapToDouble(reading ->
                        reading.getValue() + others.getOrDefault(reading.getKey(), DIFFERENT) + ANOTHER_ARABIC_LETTER)
                .reduce(DIFFERENT, Math::min);
    }

    /** Of two folded words, {@code least} to 1; 0 where it is less. */
    static double similarity(String left, String right, double least) {
        return left.equals(right) ? 1 : similarity(of(left), of(right), least);
    }

    /** Of the sounds of two different words, {@code least} to 1; 0 where it is less. */
    static double similarity(char[] left, char[] right, double least) {
        double all = 0;
        for (char sound : left) {
            all += MISSED[sound];
        }
        for (char sound : right) {
            all += MISSED[sound];
        }
        if (all == 0) {
            return 0;
        }
        double most = (1 - least) * all + ROUNDING;
        if (leastCost(left, right) > most || leastCost(right, left) > most) {
            return 0;
        }
        double similarity = 1 - cost(left, right, most) / all;
        return similarity >= least ? similarity : 0;
    }

    /** What no alignment can save: the sounds of a word that nothing in the other stands for. */
    private static double leastCost(char[] word, char[] other) {
        long heard = 0;
        for (char sound : other) {
            heard |= bit(sound);
        }
        double cost = 0;
        for (int i = CARRIED; i < word.length; i++) {
            if ((ALIKE[word[i]] & heard) == 0) cost += MISSED[word[i]];
        }
        return cost;
    }

    private static long bit(char sound) {
        return 1L << (sound % Long.SIZE);
    }

    /** Of the cheapest alignment; infinite once every way to go on costs more than {@code most}. */
    private static double cost(char[] left, char[] right, double most) {
        double[] beforeLast = new double[right.length + 1];
        double[] last = new double[right.length + 1];
        double[] row = new double[right.length + 1];
        double cheapestBefore = 0;
        for (int j = 1; j <= right.length; j++) {
            last[j] = last[j - 1] + MISSED[right[j - 1]];
        }
        for (int i = 1; i <= left.length; i++) {
            char l = left[i - 1];
            double[] costs = COSTS[l];
            row[0] = last[0] + MISSED[l];
            double cheapest = row[0];
            for (int j = 1; j <= right.length; j++) {
                char r = right[j - 1];
                double reading = i == 1 && j == 1 && startsAlike(left, right) ? CARRIED_VOWEL : costs[r];
                double best = Math.min(last[j - 1] + reading, Math.min(last[j] + MISSED[l], row[j - 1] + MISSED[r]));
                if (i > 1 && j > 1) {
                    char l1 = left[i - 2];
                    char r1 = right[j - 2];
                    if (l1 != l && COSTS[l][r1] + COSTS[l1][r] < 0.1) {
                        best = Math.min(best, beforeLast[j - 2] + SWAPPED);
                    }
                }
                if (i == 2 && j == 1 && isCarrier(left) && isVowel(r)) {
                    best = Math.min(best, CARRIED_VOWEL);
                }
                if (i == 1 && j == 2 && isCarrier(right) && isVowel(l)) {
                    best = Math.min(best, CARRIED_VOWEL);
                }
                row[j] = best;
                cheapest = Math.min(cheapest, best);
            }
            // A way goes on from this row, or by a swap from the one before.
            if (i > 1 && Math.min(cheapest, cheapestBefore) > most) {
                return Double.POSITIVE_INFINITY;
            }
            cheapestBefore = cheapest;
            double[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[right.length];
    }

    private static boolean startsAlike(char[] left, char[] right) {
        return (isVowel(left[0]) && right[0] == 'ا') || (isVowel(right[0]) && left[0] == 'ا');
    }

    /** A word's first two letters that are one vowel: {@code إيمان, أمامة, عيسى}. */
    private static boolean isCarrier(char[] arabic) {
        return (arabic[0] == 'ا' || arabic[0] == 'ع') && (arabic[1] == 'ي' || arabic[1] == 'و' || arabic[1] == 'ا');
    }

    private static boolean isVowel(char sound) {
        return VOWELS.indexOf(sound) >= 0;
    }

    /** The sounds of a folded word: symbols of {@code sounds.yaml}; letters of other scripts as they are, below 0x700. */
    static char[] of(String word) {
        char[] sounds = new char[2 * word.length()];
        int n = 0;
        int i = 0;
        while (i < word.length()) {
            char c = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            char after = i + 2 < word.length() ? word.charAt(i + 2) : ' ';
            int used = 1;
            char sound;
            if (Letters.isLatin(c)) {
                sound = pair(c, next, after);
                used = sound == 0 ? 1 : 2;
                sound = sound == 0 ? single(c, next, i) : sound;
            } else {
                boolean end = i > 0 && i == word.length() - 1;
                sound = end && c == 'ه' ? 'ة' : end && c == 'ي' ? 'ى' : c;
            }
            i += used;
            if (sound == 'h' && i == word.length() && n > 0 && isVowel(sounds[n - 1])) {
                sound = FINAL_H;
            }
            boolean doubled = n > 0 && sounds[n - 1] == sound;
            if (!doubled && sound < TABLE && COSTS[sound] != null) {
                sounds[n] = sound;
                n++;
                if (c == 'x') {
                    sounds[n] = 's';
                    n++;
                }
            }
        }
        return Arrays.copyOf(sounds, n);
    }

    private static char pair(char c, char next, char after) {
        if (next == 'h') {
            int at = "tkdsgcp".indexOf(c);
            if (at >= 0) {
                return "TXDSGCf".charAt(at);
            }
        }
        if (c == 'c' && (next == 'k' || next == 'q')) {
            return 'k';
        }
        if (c == next && isVowel(c)) {
            return LONG_VOWELS.charAt(LONG_VOWELS.indexOf(c) + 1);
        }
        boolean glides = !isVowel(after);
        if ((c == 'a' || c == 'e') && (next == 'i' || (next == 'y' && glides))) {
            return 'E';
        }
        return (c == 'a' || c == 'o') && (next == 'u' || (next == 'w' && glides)) ? 'O' : 0;
    }

    private static char single(char c, char next, int at) {
        return switch (c) {
            case 'c' -> next == 'e' || next == 'i' || next == 'y' ? 'c' : 'k';
            case 'x' -> 'k';
            case 'y' -> at == 0 || isVowel(next) ? 'y' : 'i';
            case 'w' -> at == 0 || isVowel(next) ? 'w' : 'u';
            default -> c;
        };
    }
}
