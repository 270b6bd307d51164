package org.wasl.transform.standardise;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Vocabulary.ArabicWords;

/**
 * A name written in the other script, word by word: known names as most write them, other words by rule. Arabic has no
 * short vowels and Latin no one letter for each sound, so the result is a likely spelling, not the one there is.
 */
final class Romanisation {
    private static final Map<String, String> LATIN = new HashMap<>();
    private static final Map<String, String> ARABIC = new HashMap<>();

    static {
        Vocabulary.read("arabic", ArabicWords.class).names().forEach((arabic, latin) -> {
            LATIN.put(Letters.fold(arabic), latin);
            ARABIC.put(latin, Letters.fold(arabic));
        });
    }

    /** A Transliterator may not be shared between threads, and is dear to make. */
    private static final ThreadLocal<Transliterator> ANY_TO_LATIN =
            ThreadLocal.withInitial(() -> Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower"));

    private static final String SOUNDS = "bptTjghHXkdDrzsSGfqlmnvcCwy";
    private static final String SOUNDS_IN_ARABIC = "ببتثججههخكدذرزسشغفقلمنفستوي";
    private static final String ARABIC_TO_CONSONANTS =
            "ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z غ gh ف f ق q ك k ل l م m ن n ه h پ p چ ch ژ zh گ g ڤ v";
    private static final Map<Character, String> CONSONANTS = new HashMap<>();

    static {
        String[] pairs = ARABIC_TO_CONSONANTS.split(" ", -1);
        for (int i = 0; i < pairs.length; i += 2) {
            CONSONANTS.put(pairs[i].charAt(0), pairs[i + 1]);
        }
    }

    private static final String ARTICLE = "ال";

    private Romanisation() {}

    static String toLatin(String text) {
        List<String> words = Letters.words(Letters.fold(text));
        words.replaceAll(Romanisation::latin);
        words.removeIf(String::isEmpty);
        return String.join(" ", words);
    }

    static String toArabic(String text) {
        List<String> words = Letters.words(Letters.fold(text));
        StringBuilder arabic = new StringBuilder(text.length());
        for (String word : words) {
            arabic.append(arabic.isEmpty() || endsWithArticle(arabic) ? "" : " ")
                    .append(arabic(word));
        }
        return arabic.toString();
    }

    /** The article is written with its word. */
    private static boolean endsWithArticle(StringBuilder arabic) {
        int n = arabic.length();
        return n == 2
                ? arabic.indexOf(ARTICLE) == 0
                : n > 2 && arabic.substring(n - 3).equals(" " + ARTICLE);
    }

    private static String latin(String word) {
        if (Letters.isArabic(word)) {
            String known = LATIN.get(word);
            if (known != null) {
                return known;
            }
            String stem = Arabic.withoutArticle(word);
            String name = LATIN.getOrDefault(stem, byIcu(spelt(stem)));
            return stem.equals(word) ? name : "al " + name;
        }
        return byIcu(word);
    }

    /** Whatever is not in Latin letters yet. */
    private static String byIcu(String word) {
        return word.chars().allMatch(c -> c < 0x80)
                ? word
                : String.join(" ", Letters.words(Letters.fold(ANY_TO_LATIN.get().transliterate(word))));
    }

    /** Long vowels as their letters say, an a between two consonants. */
    private static String spelt(String word) {
        StringBuilder latin = new StringBuilder(2 * word.length());
        boolean afterConsonant = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean last = i == word.length() - 1;
            String consonant = CONSONANTS.get(c);
            boolean taaMarbuta = last && c == 'ه' && i > 1;
            boolean glide = (c == 'و' || c == 'ي')
                    && (i == 0 || (!last && (word.charAt(i + 1) == 'ا' || taaMarbutaAt(word, i + 1))));
            if (taaMarbuta) {
                latin.append(endsWith(latin, 'a') ? "" : "a");
                afterConsonant = false;
            } else if (consonant != null || glide) {
                latin.append(afterConsonant ? "a" : "").append(glide ? c == 'و' ? "w" : "y" : consonant);
                afterConsonant = true;
            } else {
                String vowel = switch (c) {
                    case 'ا', 'ع' -> "a";
                    case 'و' -> "u";
                    case 'ي' -> "i";
                    default -> String.valueOf(c);
                };
                latin.append(endsWith(latin, vowel.charAt(0)) ? "" : vowel);
                afterConsonant = false;
            }
        }
        return latin.toString();
    }

    private static boolean taaMarbutaAt(String word, int at) {
        return at == word.length() - 1 && word.charAt(at) == 'ه';
    }

    private static boolean endsWith(StringBuilder text, char c) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == c;
    }

    private static String arabic(String word) {
        if (word.isEmpty() || !Letters.isLatin(word.charAt(0))) {
            return word;
        }
        if (word.equals("al") || word.equals("el")) {
            return ARTICLE;
        }
        String known = ARABIC.get(word);
        return known == null ? spelt(Sounds.of(word)) : known;
    }

    /** Consonants and long vowels; a short vowel at the beginning and the end, and where it is mostly long. */
    private static String spelt(char[] heard) {
        boolean silentEnd = heard.length > 2 && heard[heard.length - 1] == 'H' && heard[heard.length - 2] == 'a';
        char[] sounds = silentEnd ? Arrays.copyOf(heard, heard.length - 1) : heard;
        StringBuilder arabic = new StringBuilder(sounds.length);
        for (int i = 0; i < sounds.length; i++) {
            String letter = consonant(sounds[i]);
            boolean last = i == sounds.length - 1;
            if (letter != null) {
                arabic.append(letter);
            } else if (i == 0) {
                arabic.append("IE".indexOf(sounds[i]) >= 0 ? "اي" : "UO".indexOf(sounds[i]) >= 0 ? "او" : "ا");
            } else if (Letters.isArabic(sounds[i])) {
                arabic.append(Letters.fold(String.valueOf(sounds[i])));
            } else {
                arabic.append(vowel(sounds, i, last));
            }
        }
        return arabic.toString();
    }

    private static String vowel(char[] sounds, int at, boolean last) {
        boolean closes = at == sounds.length - 2 && at > 1;
        boolean likeKhaled = at == 1 && sounds.length == 5 && sounds[3] == 'e';
        return switch (sounds[at]) {
            case 'A' -> "ا";
            case 'I', 'E' -> "ي";
            case 'U', 'O' -> "و";
            case 'a' -> last ? "ه" : closes || likeKhaled ? "ا" : "";
            case 'i' -> last || closes ? "ي" : "";
            case 'e' -> last ? "ي" : "";
            default -> last || closes ? "و" : "";
        };
    }

    private static @Nullable String consonant(char sound) {
        int at = SOUNDS.indexOf(sound);
        return at < 0 ? null : sound == 'C' ? "تش" : SOUNDS_IN_ARABIC.substring(at, at + 1);
    }
}
