package org.wasl.transform.standardise;

import java.util.List;
import java.util.TreeSet;

/** Keys under which words that sound alike meet, whatever script they are in. */
final class SoundKeys {
    private static final int SHORTEST_WITH_ARTICLE = 6;
    /** Each consonant and its class. */
    private static final String CLASSES = "bb pb tt Tt dd Dd zd ss cs Sx Cx jg gg Gg kk qk Xk rr ll mm nn ff vf hh "
            + "بb پb تt ثt طt دd ذd زd ضd ظd سs صs شx چx جg غg گg قk كk خk رr لl مm نn فf ڤf حh هh ژd";

    private static final char[] CLASS_OF = new char[Sounds.TABLE];

    static {
        for (String member : CLASSES.split(" ", -1)) {
            CLASS_OF[member.charAt(0)] = member.charAt(1);
        }
    }

    private SoundKeys() {}

    /**
     * Key under which spellings of one word meet, in either script: its consonants in classes, what it begins with.
     * {@code Mohammed}, {@code Muhamad} and {@code محمد} are {@code mhmd}.
     */
    static String key(String word) {
        if (Letters.hasDigit(word)) {
            return Letters.withoutZeros(word);
        }
        StringBuilder key = new StringBuilder(word.length());
        char[] sounds = Sounds.of(word);
        for (int i = 0; i < sounds.length; i++) {
            char c = sounds[i] < Sounds.TABLE ? CLASS_OF[sounds[i]] : 0;
            if (i == 0 && c == 0) {
                key.append(
                        switch (sounds[0]) {
                            case 'w', 'و' -> 'w';
                            case 'y', 'ي' -> 'y';
                            default -> 'a';
                        });
            } else if (c != 0
                    && (c != 'h' || i < sounds.length - 1)
                    && (key.isEmpty() || key.charAt(key.length() - 1) != c)) {
                key.append(c);
            }
        }
        return key.toString();
    }

    /** Keys of all words of a text, sorted. */
    static String keys(List<String> words) {
        TreeSet<String> keys = new TreeSet<>();
        for (String word : words) {
            keys.add(key(joinsArticle(word) ? word.substring(2) : word));
        }
        return String.join(" ", keys);
    }

    /** {@code alkuwari}; taken off as well where the word only looks so, for a key may bring too many together. */
    private static boolean joinsArticle(String word) {
        return word.length() >= SHORTEST_WITH_ARTICLE && (word.startsWith("al") || word.startsWith("el"));
    }
}
