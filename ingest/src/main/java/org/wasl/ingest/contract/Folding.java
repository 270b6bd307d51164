package org.wasl.ingest.contract;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which two spellings of one word are the same: no case, accents, punctuation, tatweel or hamza seats;
 * ة as ه, ى as ي; the article ("al ", "ال") left out; digits as 0–9.
 */
public final class Folding {
    private Folding() {}

    public static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(decomposed.length());
        StringBuilder whole = new StringBuilder(decomposed.length());
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < decomposed.length(); ) {
            int c = decomposed.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (type == Character.NON_SPACING_MARK || c == 'ـ' || type == Character.FORMAT || c == '\'' || c == '’') {
                continue;
            }
            if (Character.isLetter(c)) {
                word.appendCodePoint(letter(c));
            } else if (Character.isDigit(c)) {
                word.append((char) ('0' + Character.digit(c, 10)));
            } else {
                endWord(word, folded, whole);
            }
        }
        endWord(word, folded, whole);
        return folded.isEmpty() ? whole.toString() : folded.toString();
    }

    private static int letter(int c) {
        return switch (c) {
            case 'ٱ' -> 'ا';
            case 'ة' -> 'ه';
            case 'ى', 'ی' -> 'ي';
            case 'ک' -> 'ك';
            case 'ı' -> 'i';
            default -> c;
        };
    }

    private static void endWord(StringBuilder word, StringBuilder folded, StringBuilder whole) {
        if (word.isEmpty()) return;
        whole.append(word);
        boolean article = word.length() == 2 && word.charAt(0) == 'a' && word.charAt(1) == 'l';
        if (!article) {
            boolean prefixed = word.length() > 4 && word.charAt(0) == 'ا' && word.charAt(1) == 'ل';
            folded.append(word, prefixed ? 2 : 0, word.length());
        }
        word.setLength(0);
    }
}
