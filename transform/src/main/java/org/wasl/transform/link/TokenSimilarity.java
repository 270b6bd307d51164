package org.wasl.transform.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How alike two names are, word by word: each word is paired with the most alike word of the other name
 * (Jaro–Winkler), words of one name only count against it. Numbers must be equal: {@code camp 12} is not {@code camp
 * 13}.
 */
public final class TokenSimilarity {
    /** Words less alike than this are different words. */
    private static final double SAME_WORD = 0.86;

    private TokenSimilarity() {}

    /** 0 to 1; 0 where a name is missing or a number differs. */
    public static double of(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return 0;
        }
        if (left.equals(right)) {
            return 1;
        }
        List<String> unmatched = new ArrayList<>(List.of(right.split(" ", -1)));
        double weight = unmatched.stream().mapToDouble(String::length).sum();
        double alike = 0;
        for (String word : left.split(" ", -1)) {
            weight += word.length();
            int best = -1;
            double bestScore = 0;
            for (int i = 0; i < unmatched.size(); i++) {
                double score = word(word, unmatched.get(i));
                if (score > bestScore) {
                    best = i;
                    bestScore = score;
                }
            }
            if (best >= 0) {
                String other = unmatched.remove(best);
                alike += bestScore * (word.length() + other.length());
            } else if (isNumber(word)) {
                return 0;
            }
        }
        return unmatched.stream().anyMatch(TokenSimilarity::isNumber) ? 0 : alike / weight;
    }

    private static double word(String left, String right) {
        if (left.equals(right)) {
            return 1;
        }
        if (isNumber(left) || isNumber(right)) {
            return 0;
        }
        double score = JaroWinkler.of(left, right);
        return score >= SAME_WORD ? score : 0;
    }

    private static boolean isNumber(String word) {
        return word.chars().anyMatch(Character::isDigit);
    }
}
