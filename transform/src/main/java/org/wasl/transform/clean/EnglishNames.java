package org.wasl.transform.clean;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Standard form of an English name: lower case, no legal form, no article, abbreviations written out, each word folded
 * to how it sounds when Arabic is written in Latin letters ({@code Nour}, {@code Noor} and {@code Nur} are one word).
 * Words are sorted, so their order does not matter.
 */
final class EnglishNames {
    private static final Pattern FORMER = Pattern.compile("\\((?:formerly|previously|ex)\\b[^)]*\\)");
    private static final Pattern BRANCH = Pattern.compile("\\b(?:branch|br)\\b\\.?\\s*(?:no\\.?\\s*)?\\d*");
    private static final Pattern NOT_WORD = Pattern.compile("[^a-z0-9]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`´]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Legal forms, articles and fillers: they tell employers apart in no register. */
    private static final Set<String> DROPPED = Set.of(
            "wll",
            "llc",
            "ltd",
            "limited",
            "qpsc",
            "qsc",
            "spc",
            "plc",
            "inc",
            "co",
            "company",
            "est",
            "establishment",
            "al",
            "el",
            "the",
            "and",
            "of",
            "for");

    private static final Map<String, String> WRITTEN_OUT = Map.ofEntries(
            Map.entry("trdg", "trading"),
            Map.entry("trd", "trading"),
            Map.entry("tradings", "trading"),
            Map.entry("cont", "contracting"),
            Map.entry("contg", "contracting"),
            Map.entry("contr", "contracting"),
            Map.entry("contractor", "contracting"),
            Map.entry("contractors", "contracting"),
            Map.entry("const", "construction"),
            Map.entry("constr", "construction"),
            Map.entry("constructions", "construction"),
            Map.entry("engg", "engineering"),
            Map.entry("eng", "engineering"),
            Map.entry("services", "service"),
            Map.entry("serv", "service"),
            Map.entry("svc", "service"),
            Map.entry("mgmt", "management"),
            Map.entry("mngt", "management"),
            Map.entry("intl", "international"),
            Map.entry("maint", "maintenance"),
            Map.entry("bldg", "building"),
            Map.entry("blk", "block"),
            Map.entry("bl", "block"),
            Map.entry("comp", "compound"),
            Map.entry("cmpd", "compound"),
            Map.entry("res", "residence"),
            Map.entry("residences", "residence"),
            Map.entry("acc", "accommodation"),
            Map.entry("str", "street"),
            Map.entry("st", "street"));

    private EnglishNames() {}

    /** Empty where nothing but legal forms is left. */
    static String standard(String name) {
        return String.join(" ", new TreeSet<>(words(name)));
    }

    /** Words in order, written out and folded. */
    static List<String> words(String name) {
        String text = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        text = MARKS.matcher(text).replaceAll("");
        text = FORMER.matcher(text).replaceAll(" ");
        text = BRANCH.matcher(text).replaceAll(" ");
        text = text.replace("&amp;", " and ").replace("&", " and ").replace("+", " and ");
        text = APOSTROPHES.matcher(text).replaceAll("");
        List<String> words = new ArrayList<>();
        for (String word : joinLetters(NOT_WORD.split(text, -1))) {
            String written = WRITTEN_OUT.getOrDefault(word, word);
            if (!written.isEmpty() && !DROPPED.contains(written)) {
                words.add(sound(written));
            }
        }
        return words;
    }

    /** {@code w l l} is {@code wll}: single letters in a row were written with dots or blanks between. */
    private static List<String> joinLetters(String[] words) {
        List<String> joined = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        for (String word : words) {
            if (word.length() == 1 && Character.isLetter(word.charAt(0))) {
                letters.append(word);
            } else {
                if (!letters.isEmpty()) {
                    joined.add(letters.toString());
                    letters.setLength(0);
                }
                joined.add(word);
            }
        }
        if (!letters.isEmpty()) {
            joined.add(letters.toString());
        }
        return joined;
    }

    /**
     * How a word sounds: long vowels short, doubled letters single, a silent ending h dropped. Numbers stay as they
     * are.
     */
    static String sound(String word) {
        if (word.chars().anyMatch(Character::isDigit)) {
            return word.replaceFirst("^0+(?=\\d)", "");
        }
        String s = word.replace("ph", "f")
                .replace("ck", "k")
                .replace("q", "k")
                .replace("oo", "u")
                .replace("ou", "u")
                .replace("ow", "u")
                .replace("ee", "i")
                .replace("ie", "i")
                .replace("ei", "i")
                .replace("ai", "i")
                .replace("ay", "i")
                .replace("y", "i")
                .replace("e", "i")
                .replace("o", "u")
                .replaceAll("(.)\\1+", "$1");
        return s.length() > 2 && s.endsWith("h") && "aiu".indexOf(s.charAt(s.length() - 2)) >= 0
                ? s.substring(0, s.length() - 1)
                : s;
    }
}
