package org.wasl.transform.standardise;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Letters of every script in one form: Latin in lower case without marks; Arabic without diacritics and tatweel, the
 * carriers of hamza, taa marbuta and alef maqsura made one letter each, presentation forms and the Persian and Urdu
 * shapes of the same letters undone; digits 0 to 9.
 */
final class Letters {
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();
    private static final int ARABIC_END = 0x0700;

    /** Of each character below {@link #ARABIC_END} that is not ASCII what it becomes; the empty text where it goes. */
    private static final String[] FOLDED = folded();

    private Letters() {}

    /** Punctuation stays; see {@link #words}. */
    static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String letters = DECOMPOSED.normalize(text).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(letters.length());
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if (c < 0x80) {
                folded.append(c);
            } else if (c < ARABIC_END) {
                folded.append(FOLDED[c]);
            } else if (isApostrophe(c)) {
                folded.append('\'');
            } else if (!isInvisible(c)) {
                int digit = Character.digit(c, 10);
                if (digit >= 0) {
                    folded.append((char) ('0' + digit));
                } else {
                    folded.append(c);
                }
            }
        }
        return folded.toString();
    }

    /**
     * Words of a folded text: runs of letters and digits in one script; an apostrophe joins, an ampersand and a plus are
     * {@code and}.
     */
    static List<String> words(String folded) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isLetterOrDigit(c) || isMarkOfOtherScript(c) || Character.isSurrogate(c)) {
                if (!word.isEmpty() && isOtherScript(word.charAt(word.length() - 1), c)) {
                    end(word, words);
                }
                word.append(c);
            } else if (c != '\'' && c != '`') {
                end(word, words);
                if (c == '&' || c == '+') {
                    words.add("and");
                    if (folded.startsWith("&amp;", i)) {
                        i += 4;
                    }
                }
            }
        }
        end(word, words);
        return words;
    }

    static boolean isArabic(char c) {
        return c >= 0x0620 && c < ARABIC_END;
    }

    static boolean isArabic(String word) {
        return !word.isEmpty() && isArabic(word.charAt(0));
    }

    static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isNumber(String word) {
        return !word.isEmpty() && isDigit(word.charAt(0));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean hasDigit(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (isDigit(word.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** {@code 007} is {@code 7}. */
    static String withoutZeros(String number) {
        int i = 0;
        while (i + 1 < number.length() && number.charAt(i) == '0' && isDigit(number.charAt(i + 1))) {
            i++;
        }
        return number.substring(i);
    }

    private static boolean isOtherScript(char last, char next) {
        return Character.isLetter(last) && Character.isLetter(next) && isArabic(last) != isArabic(next);
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Zero-width characters and those that turn the direction of writing. */
    private static boolean isInvisible(char c) {
        return (c >= 0x200B && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0xFEFF;
    }

    private static boolean isApostrophe(char c) {
        return c == '’' || c == '‘' || c == '‛' || c == '′';
    }

    /** Vowel signs of Indian scripts are part of the word. */
    private static boolean isMarkOfOtherScript(char c) {
        return c >= ARABIC_END
                && (Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK);
    }

    private static String[] folded() {
        String[] folded = new String[ARABIC_END];
        for (char c = 0; c < ARABIC_END; c++) {
            int type = Character.getType(c);
            int digit = Character.digit(c, 10);
            folded[c] =
                    type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT
                            ? ""
                            : digit >= 0 ? String.valueOf((char) ('0' + digit)) : String.valueOf(c);
        }
        Map.ofEntries(
                        // Latin letters that have no mark to take off, and letters used as apostrophes.
                        Map.entry("ß", "ss"),
                        Map.entry("æ", "ae"),
                        Map.entry("œ", "oe"),
                        Map.entry("ø", "o"),
                        Map.entry("đð", "d"),
                        Map.entry("ł", "l"),
                        Map.entry("ı", "i"),
                        Map.entry("þ", "th"),
                        Map.entry("ʼʻʿʾ´", "'"),
                        // Arabic letters with hamza have lost it as a mark; it is left by itself, and in the old forms.
                        Map.entry("ءـ", ""),
                        Map.entry("ٱٲٳٵ", "ا"),
                        Map.entry("ٶۄۅۆۇۈۋۏ", "و"),
                        Map.entry("ىیېێۍےٸۑ", "ي"),
                        Map.entry("ةۃہەھۀۂۿ", "ه"),
                        Map.entry("کڪڬګ", "ك"),
                        Map.entry("ٹٺټ", "ت"),
                        Map.entry("ڈډ", "د"),
                        Map.entry("ڑړ", "ر"),
                        Map.entry("ںڻ", "ن"),
                        Map.entry("ڭ", "گ"),
                        Map.entry("ڥ", "ڤ"),
                        Map.entry("،؛؟٪٫٬٭۔", " "))
                .forEach((from, to) -> from.chars().forEach(c -> folded[c] = to));
        return folded;
    }
}
