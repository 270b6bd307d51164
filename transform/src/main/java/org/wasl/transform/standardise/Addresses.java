package org.wasl.transform.standardise;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Phrases.Phrase;
import org.wasl.transform.standardise.Vocabulary.AddressWords;

/** The parts of an address that are numbered, from free text in English or Arabic. */
final class Addresses {
    /** Parts in the order they are written in the standard form; the weight is what each says in a comparison. */
    enum Part {
        ZONE(0.3),
        STREET(0.3),
        BUILDING(0.3),
        FLOOR(0.05),
        UNIT(0.1),
        PO_BOX(0.2);

        private final double weight;

        Part(double weight) {
            this.weight = weight;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final AddressWords WORDS = Vocabulary.read("addresses", AddressWords.class);
    private static final Phrases PARTS = Phrases.of(Map.of(
            Part.ZONE.name(), WORDS.zone(),
            Part.STREET.name(), WORDS.street(),
            Part.BUILDING.name(), WORDS.building(),
            Part.FLOOR.name(), WORDS.floor(),
            Part.UNIT.name(), WORDS.unit(),
            Part.PO_BOX.name(), WORDS.poBox()));
    private static final Set<String> NUMBER = Vocabulary.folded(WORDS.number());
    private static final Set<String> ORDINAL = Set.of("st", "nd", "rd", "th");
    private static final double ONE_SIDED = 0.25;

    private Addresses() {}

    /** {@code zone 57 street 12 building 8}; empty where no part is found. */
    static String standard(String text) {
        Map<Part, String> parts = parts(text);
        StringBuilder standard = new StringBuilder();
        parts.forEach((part, number) -> standard.append(standard.isEmpty() ? "" : " ")
                .append(part.word())
                .append(' ')
                .append(number));
        return standard.toString();
    }

    static @Nullable String part(Part part, String text) {
        return parts(text).get(part);
    }

    /** Weights of the parts that agree; a part only one of the two gives counts a quarter against them. */
    static double similarity(String left, String right) {
        Map<Part, String> l = parts(left);
        Map<Part, String> r = parts(right);
        double same = 0;
        double all = 0;
        for (Part part : Part.values()) {
            String ours = l.get(part);
            String theirs = r.get(part);
            if (ours != null && theirs != null) {
                all += part.weight;
                same += ours.equals(theirs) ? part.weight : 0;
            } else if (ours != null || theirs != null) {
                all += ONE_SIDED * part.weight;
            }
        }
        return all == 0 ? 0 : same / all;
    }

    private static Map<Part, String> parts(String text) {
        List<String> words = NumberWords.replace(separated(Letters.fold(text)));
        Map<Part, String> parts = bare(words);
        if (!parts.isEmpty()) {
            return parts;
        }
        int at = 0;
        while (at < words.size()) {
            Phrase phrase = PARTS.at(words, at);
            if (phrase == null) {
                at++;
                continue;
            }
            Part part = Part.valueOf(phrase.meaning());
            int number = number(words, at + phrase.length());
            if (number >= 0) {
                at = put(parts, part, words, number);
            } else {
                ordinalBefore(words, at, part, parts);
                at += phrase.length();
            }
        }
        return parts;
    }

    /** {@code 57/12/8} is zone, street and building, as the plates on the houses have it. */
    private static Map<Part, String> bare(List<String> words) {
        Map<Part, String> parts = new EnumMap<>(Part.class);
        if (words.size() == 3 && words.stream().allMatch(Letters::isNumber)) {
            parts.put(Part.ZONE, Letters.withoutZeros(words.get(0)));
            parts.put(Part.STREET, Letters.withoutZeros(words.get(1)));
            parts.put(Part.BUILDING, Letters.withoutZeros(words.get(2)));
        }
        return parts;
    }

    /** Where the number stands that follows, or -1. */
    private static int number(List<String> words, int from) {
        int at = from;
        if (at < words.size() && NUMBER.contains(words.get(at))) {
            at++;
        }
        return at < words.size() && Letters.isNumber(words.get(at)) ? at : -1;
    }

    /** Where to read on. A letter that follows belongs to the number: {@code 8 A}. */
    private static int put(Map<Part, String> parts, Part part, List<String> words, int at) {
        String number = Letters.withoutZeros(words.get(at));
        int next = at + 1;
        boolean letter = next < words.size()
                && Letters.isDigit(number.charAt(number.length() - 1))
                && words.get(next).length() == 1
                && Letters.isLatin(words.get(next).charAt(0))
                && !beginsPart(words, next);
        parts.putIfAbsent(part, letter ? number + words.get(next) : number);
        return letter ? next + 1 : next;
    }

    private static boolean beginsPart(List<String> words, int at) {
        Phrase phrase = PARTS.at(words, at);
        return phrase != null && (phrase.length() > 1 || number(words, at + 1) >= 0);
    }

    /** {@code 12th street}, {@code 3rd floor}. */
    private static void ordinalBefore(List<String> words, int at, Part part, Map<Part, String> parts) {
        if (at >= 2 && ORDINAL.contains(words.get(at - 1)) && Letters.isNumber(words.get(at - 2))) {
            parts.putIfAbsent(part, Letters.withoutZeros(words.get(at - 2)));
        } else if (at >= 1) {
            String ordinal = NumberWords.standard(words.get(at - 1));
            if (!ordinal.equals(words.get(at - 1))) {
                parts.putIfAbsent(part, ordinal);
            }
        }
    }

    /** Words, with letters and digits apart, {@code Zone57}, but for a letter at the end, {@code 8A}. */
    private static List<String> separated(String folded) {
        List<String> words = new ArrayList<>();
        for (String word : Letters.words(folded)) {
            int from = 0;
            for (int i = 1; i <= word.length(); i++) {
                boolean lastLetter = i == word.length() - 1 && Letters.isLatin(word.charAt(i));
                if (i == word.length()
                        || (!lastLetter && Letters.isDigit(word.charAt(i)) != Letters.isDigit(word.charAt(i - 1)))) {
                    words.add(word.substring(from, i));
                    from = i;
                }
            }
        }
        return words;
    }
}
