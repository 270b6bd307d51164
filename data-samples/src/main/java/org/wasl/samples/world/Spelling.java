package org.wasl.samples.world;

import java.util.ArrayList;
import java.util.List;

/** How people write names: abbreviations, other transliterations, dropped words, slips of the finger. */
public final class Spelling {
    private final List<Names.Spelled> english;
    private final List<Names.Spelled> arabic;

    public Spelling(Names names) {
        this.english = names.spellingsEn();
        this.arabic = names.spellingsAr();
    }

    /** An English name as somebody else writes it; may come out unchanged. */
    public String english(String name, Draw draw) {
        String out = name;
        for (Names.Spelled spelled : english) {
            if (hasWord(out, spelled.from()) && draw.chance(0.5)) {
                out = replaceWord(out, spelled.from(), draw.pick(spelled.to()));
            }
        }
        if (draw.chance(0.12)) {
            out = out.toUpperCase(java.util.Locale.ROOT);
        }
        return out;
    }

    /** An Arabic name as somebody else writes it. */
    public String arabic(String name, Draw draw) {
        String out = name;
        for (Names.Spelled spelled : arabic) {
            if (hasWord(out, spelled.from()) && draw.chance(0.5)) {
                out = replaceWord(out, spelled.from(), draw.pick(spelled.to()));
            }
        }
        return out;
    }

    /** One slip: two letters exchanged, one left out, or one doubled; digits stay. */
    public String slip(String name, Draw draw) {
        List<Integer> letters = new ArrayList<>();
        for (int i = 1; i < name.length() - 1; i++) {
            if (Character.isLetter(name.charAt(i)) && Character.isLetter(name.charAt(i + 1))) {
                letters.add(i);
            }
        }
        if (letters.isEmpty()) {
            return name;
        }
        int at = draw.pick(letters);
        return switch (draw.below(3)) {
            case 0 -> name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
            case 1 -> name.substring(0, at) + name.substring(at + 1);
            default -> name.substring(0, at) + name.charAt(at) + name.substring(at);
        };
    }

    /** A serial number read by eye: O for 0, I for 1, S for 5 and the reverse, at one or two places. */
    public static String misread(String serial, Draw draw) {
        String from = "O0I1S5";
        String to = "0O1I5S";
        StringBuilder out = new StringBuilder(serial);
        int left = draw.between(1, 2);
        int start = draw.below(serial.length());
        for (int i = 0; i < serial.length() && left > 0; i++) {
            int at = (start + i) % serial.length();
            int known = from.indexOf(out.charAt(at));
            if (known >= 0) {
                out.setCharAt(at, to.charAt(known));
                left--;
            }
        }
        return out.toString();
    }

    private static boolean hasWord(String text, String word) {
        return (" " + text + " ").contains(" " + word + " ");
    }

    private static String replaceWord(String text, String word, String by) {
        String padded = (" " + text + " ").replace(" " + word + " ", by.isEmpty() ? " " : " " + by + " ");
        // "Al-" clings to its word, as people write it.
        return padded.replace("Al- ", "Al-").replaceAll(" +", " ").strip();
    }
}
