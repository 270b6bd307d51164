package org.wasl.transform.standardise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Vocabulary.NumberNames;

/** Numbers in English and Arabic words, below a thousand million, written as digits. */
final class NumberWords {
    private static final NumberNames NAMES = Vocabulary.read("numbers", NumberNames.class);
    private static final Map<String, Integer> VALUES = values(NAMES.english(), NAMES.arabic());
    private static final Map<String, Integer> ORDINALS = values(NAMES.ordinals(), Map.of());
    private static final Set<String> DOUBTFUL = Vocabulary.folded(NAMES.doubtful());
    private static final String AND = "and";
    private static final String ARABIC_AND = "و";

    private NumberWords() {}

    static String standard(String text) {
        List<String> words = replace(Letters.words(Letters.fold(text)));
        words.replaceAll(word -> {
            Integer ordinal = ORDINALS.get(word);
            return ordinal == null ? word : ordinal.toString();
        });
        return String.join(" ", words);
    }

    /** Cardinal numbers only: {@code First Light} is a name. */
    static List<String> replace(List<String> words) {
        List<String> replaced = new ArrayList<>(words.size());
        int at = 0;
        while (at < words.size()) {
            Reading reading = read(words, at);
            if (reading == null) {
                replaced.add(words.get(at));
                at++;
            } else {
                replaced.add(Integer.toString(reading.value));
                at = reading.end;
            }
        }
        return replaced;
    }

    private static @Nullable Reading read(List<String> words, int from) {
        if (!VALUES.containsKey(words.get(from))) {
            return null;
        }
        Reading reading = new Reading(from);
        boolean certain = false;
        int at = from;
        while (at < words.size()) {
            String word = words.get(at);
            boolean and = at > from && (word.equals(AND) || word.equals(ARABIC_AND));
            int next = and ? at + 1 : at;
            if (next == words.size()) {
                break;
            }
            String name = words.get(next);
            Integer value = VALUES.get(name);
            if (value == null && at > from && !and && name.startsWith(ARABIC_AND)) {
                name = name.substring(1);
                value = VALUES.get(name);
                and = true;
            }
            if (value == null || !reading.take(value, and, Letters.isArabic(name))) {
                break;
            }
            certain |= !DOUBTFUL.contains(name) || at > from;
            at = next + 1;
            reading.end = at;
        }
        return certain ? reading.total() : null;
    }

    private static Map<String, Integer> values(Map<Integer, List<String>> one, Map<Integer, List<String>> other) {
        Map<String, Integer> values = new HashMap<>();
        for (Map<Integer, List<String>> names : List.of(one, other)) {
            names.forEach((value, words) -> words.forEach(word -> values.put(Letters.fold(word), value)));
        }
        return Map.copyOf(values);
    }

    /** A number as far as it is read: what is below the last thousand, and what is above it. */
    private static final class Reading {
        private static final int HUNDRED = 100;
        private static final int THOUSAND = 1000;
        private int end;
        private int value;
        private int scale = Integer.MAX_VALUE;
        private int hundreds;
        private int tens;
        private int units;
        private boolean begun;

        private Reading(int from) {
            this.end = from;
        }

        /** False where the word begins another number. */
        private boolean take(int word, boolean and, boolean arabic) {
            boolean fits;
            if (begun && value + hundreds + tens + units == 0) {
                fits = false; // nothing follows a zero
            } else if (word >= THOUSAND) {
                fits = takeThousands(word);
            } else if (word >= HUNDRED) {
                fits = takeHundreds(word, and);
            } else if (and && !arabic && hundreds == 0 && value == 0) {
                fits = false; // "five and six" are two
            } else if (word >= 10) {
                fits = takeTens(word, and, arabic);
            } else {
                fits = units == 0 && (word > 0 || !begun) && (tens == 0 || (tens >= 20 && !arabic));
                units += fits ? word : 0;
            }
            begun |= fits;
            return fits;
        }

        private boolean takeTens(int word, boolean and, boolean arabic) {
            boolean teen = arabic && word == 10 && units > 0 && !and;
            boolean after = arabic && and && word >= 20 && units > 0;
            if (tens > 0 || (units > 0 && !teen && !after)) {
                return false;
            }
            tens = word;
            return true;
        }

        private boolean takeHundreds(int word, boolean and) {
            if (hundreds > 0) {
                return false;
            }
            if (word == HUNDRED && !and && units + tens > 0 && units + tens < 20) {
                hundreds = (units + tens) * HUNDRED;
                units = 0;
                tens = 0;
                return true;
            }
            if (units + tens > 0) {
                return false;
            }
            hundreds = word;
            return true;
        }

        private boolean takeThousands(int word) {
            int small = hundreds + tens + units;
            int next = word == 2 * THOUSAND ? THOUSAND : word;
            boolean afterNothing = small == 0 && begun && value == 0;
            if (next >= scale || afterNothing || (word == 2 * THOUSAND && small > 0)) {
                return false;
            }
            value += word * Math.max(1, small);
            scale = next;
            hundreds = 0;
            tens = 0;
            units = 0;
            return true;
        }

        private Reading total() {
            value += hundreds + tens + units;
            return this;
        }
    }
}
