package org.wasl.transform.clean;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Standard form of an Arabic name: presentation forms undone, diacritics and tatweel dropped, the forms of hamza, taa
 * marbuta and alef maqsura made one letter each, the definite article and its joined prepositions taken off, legal
 * forms left out. Words are sorted, so their order does not matter.
 */
final class ArabicNames {
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\u0640]+");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final Pattern FORMER = Pattern.compile("\\((?:سابقا)[^)]*\\)");
    private static final Pattern BRANCH = Pattern.compile("(?:^|\\s)فرع\\s*[0-9]*");
    private static final Set<String> DROPPED = Set.of(
            "شركه", "مؤسسه", "موسسه", "ذمم", "شمعق", "شمق", "شمع", "وشركاه", "فرع", "و", "ذات", "المحدوده", "محدوده");
    private static final int SHORTEST_STEM = 2;

    private ArabicNames() {}

    static String standard(String name) {
        return String.join(" ", new TreeSet<>(words(name)));
    }

    static List<String> words(String name) {
        String text = letters(name);
        List<String> words = new ArrayList<>();
        StringBuilder single = new StringBuilder();
        text = BRANCH.matcher(text).replaceAll(" ");
        for (String word : NOT_WORD.split(text, -1)) {
            if (word.length() == 1 && !Character.isDigit(word.charAt(0))) {
                single.append(word);
                continue;
            }
            flush(single, words);
            add(word, words);
        }
        flush(single, words);
        return words;
    }

    /** Consonants of the name in Latin letters, word by word, for comparison with an English spelling. */
    static String latin(String name) {
        // Made anew each time: a Transliterator may not be shared between threads, and names are few.
        Transliterator toLatin = Transliterator.getInstance("Arabic-Latin; Latin-ASCII; Lower");
        List<String> latin = new ArrayList<>();
        for (String word : words(name)) {
            latin.add(EnglishNames.sound(toLatin.transliterate(word).replaceAll("[^a-z0-9]", "")));
        }
        return String.join(" ", new TreeSet<>(latin));
    }

    static boolean isArabic(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC);
    }

    private static String letters(String name) {
        String text = Normalizer2.getNFKCInstance().normalize(name);
        text = FORMER.matcher(text).replaceAll(" ");
        text = MARKS.matcher(text).replaceAll("");
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            folded.append(
                    switch (c) {
                        case 'أ', 'إ', 'آ', 'ٱ' -> 'ا';
                        case 'ؤ' -> 'و';
                        case 'ئ', 'ى', 'ی' -> 'ي';
                        case 'ة' -> 'ه';
                        case 'ک' -> 'ك';
                        default -> Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c;
                    });
        }
        return folded.toString().replace("ء", "");
    }

    private static void flush(StringBuilder single, List<String> words) {
        if (!single.isEmpty()) {
            if (!DROPPED.contains(single.toString())) {
                words.add(single.toString());
            }
            single.setLength(0);
        }
    }

    private static void add(String word, List<String> words) {
        if (word.isEmpty() || DROPPED.contains(word)) {
            return;
        }
        if (Character.isDigit(word.charAt(0))) {
            words.add(word.replaceFirst("^0+(?=\\d)", ""));
            return;
        }
        words.add(stem(word));
    }

    /** Without article and what is joined to it: {@code والمقاولات}, {@code للمقاولات} and {@code المقاولات} are one. */
    private static String stem(String word) {
        for (String prefix : List.of("وال", "ولل", "بال", "لل", "ال")) {
            if (word.startsWith(prefix) && word.length() - prefix.length() >= SHORTEST_STEM) {
                return word.substring(prefix.length());
            }
        }
        return word;
    }
}
