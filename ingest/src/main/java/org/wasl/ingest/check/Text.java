package org.wasl.ingest.check;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A cell's text without what no one meant to write. Each method returns the same string where nothing is to do. */
final class Text {
    private static final Set<String> NOTHING = Set.of(
            "-",
            "--",
            "—",
            "–",
            ".",
            "?",
            "n/a",
            "n.a.",
            "na",
            "#n/a",
            "nil",
            "null",
            "nan",
            "none",
            "لا يوجد",
            "غير متوفر");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Text() {}

    /** Trims, also no-break spaces and direction marks, which Arabic exports are full of. */
    static String clean(String cell) {
        int length = cell.length();
        boolean odd = false;
        for (int i = 0; i < length; i++) {
            char c = cell.charAt(i);
            if (c > '~' && (invisible(c) || space(c))) {
                odd = true;
                break;
            }
        }
        if (!odd) {
            return length == 0 || (cell.charAt(0) > ' ' && cell.charAt(length - 1) > ' ') ? cell : cell.strip();
        }
        StringBuilder clean = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = cell.charAt(i);
            if (!invisible(c)) clean.append(space(c) ? ' ' : c);
        }
        return clean.toString().strip();
    }

    /** Whether it holds control characters other than tabs and line ends. */
    static boolean hasControls(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') return true;
            if (c >= 0x7F && c < 0xA0 && c != 0x85) return true;
        }
        return false;
    }

    /** Whether it is one of the ways to write that there is nothing, in whatever column. */
    static boolean isDash(String text) {
        return switch (text) {
            case "-", "--", "—", "–", "n/a", "N/A", "#N/A", "null", "NULL" -> true;
            default -> false;
        };
    }

    /** Whether a text that is no value of its column is one more way to write that there is nothing. */
    static boolean saysNothing(String text) {
        return text.length() <= 9 && NOTHING.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Digits of any script as 0–9. */
    static String asciiDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' && Character.isDigit(c)) {
                StringBuilder ascii = new StringBuilder(text);
                for (int j = i; j < ascii.length(); j++) {
                    char d = ascii.charAt(j);
                    if (d > '~' && Character.isDigit(d)) ascii.setCharAt(j, (char) ('0' + Character.digit(d, 10)));
                }
                return ascii.toString();
            }
        }
        return text;
    }

    /** The form in which two spellings of one identifier are the same: one case, single spaces. */
    static String identifier(String text) {
        return SPACES.matcher(asciiDigits(text)).replaceAll(" ").toUpperCase(Locale.ROOT);
    }

    // Marks of direction and width, and the byte order mark.
    private static boolean invisible(char c) {
        return (c >= 0x200B && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x2069)
                || c == 0xFEFF
                || c == 0x061C;
    }

    private static boolean space(char c) {
        return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
    }
}
