package org.wasl.transform.standardise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Words and runs of words that stand for something, looked up by their first word; the longest run wins. */
final class Phrases {
    private final Map<String, List<Phrase>> byFirst = new HashMap<>();

    /** A run of words and what it stands for. */
    record Phrase(List<String> words, String meaning) {
        int length() {
            return words.size();
        }
    }

    /** @param fold what the listed words go through before they are looked for */
    static Phrases of(Map<String, List<String>> spellings, UnaryOperator<String> fold) {
        Phrases phrases = new Phrases();
        spellings.forEach((meaning, written) -> written.forEach(text -> phrases.add(text, meaning, fold)));
        phrases.byFirst
                .values()
                .forEach(l -> l.sort(Comparator.comparingInt(Phrase::length).reversed()));
        return phrases;
    }

    static Phrases of(Map<String, List<String>> spellings) {
        return of(spellings, UnaryOperator.identity());
    }

    private void add(String text, String meaning, UnaryOperator<String> fold) {
        List<String> words =
                Letters.words(Letters.fold(text)).stream().map(fold).toList();
        byFirst.computeIfAbsent(words.get(0), k -> new ArrayList<>()).add(new Phrase(words, meaning));
    }

    /** The longest run that begins at the word, or null. */
    @Nullable Phrase at(List<String> words, int from) {
        List<Phrase> candidates = byFirst.get(words.get(from));
        if (candidates == null) {
            return null;
        }
        for (Phrase phrase : candidates) {
            int length = phrase.length();
            if (length == 1
                    || (from + length <= words.size()
                            && words.subList(from, from + length).equals(phrase.words()))) {
                return phrase;
            }
        }
        return null;
    }

    /** Whether the word is one of these or begins one. */
    boolean begins(String word) {
        return byFirst.containsKey(word);
    }

    /** What a single word stands for, or null. */
    @Nullable String meaning(String word) {
        Phrase phrase = at(List.of(word), 0);
        return phrase == null ? null : phrase.meaning();
    }
}
