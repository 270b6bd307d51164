package org.wasl.transform.standardise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Phrases.Phrase;
import org.wasl.transform.standardise.Vocabulary.OrganisationWords;

/** Names of firms and their places in English or Arabic. */
final class Organisations {
    private static final OrganisationWords WORDS = Vocabulary.read("organisations", OrganisationWords.class);
    private static final Phrases LEGAL_FORMS = Phrases.of(WORDS.legalForms());
    private static final Phrases WRITTEN_OUT = Phrases.of(WORDS.writtenOut());
    private static final Phrases ENGLISH = Phrases.of(WORDS.arabic(), Arabic::stem);
    private static final Set<String> FILLERS = Vocabulary.folded(WORDS.fillers());
    private static final Set<String> BRANCH = Set.of("branch", "br", "فرع");
    private static final Set<String> NUMBER = Set.of("no", "number", "رقم");
    private static final Set<String> FORMER =
            Set.of("formerly", "previously", "former", "ex", "fka", "سابقا", "سابقاً");
    private static final Phrases LODGINGS = Phrases.of(WORDS.lodgings());
    private static final Set<String> LODGING_FILLERS = Vocabulary.folded(WORDS.lodgingFillers());
    private static final String COMPANY = "company";
    private static final WordMatch MATCH = new WordMatch(Set.copyOf(WORDS.common()), 0.4, false, mayMean());

    private static final int SHORTEST_JOINED = 3;

    private Organisations() {}

    /** In the order written, in the script written. */
    static String standard(String name) {
        return String.join(" ", words(name, false));
    }

    /** Each word once, in the order of the alphabet. */
    static String sorted(String name) {
        return String.join(" ", new TreeSet<>(words(name, false)));
    }

    /** Arabic words that every firm uses in English, the others in Arabic. */
    static String bilingual(String name) {
        return String.join(" ", words(name, true));
    }

    /** A lodging's name: what kind it is under one word, each word once, in the order of the alphabet. */
    static String lodging(String name) {
        TreeSet<String> words = new TreeSet<>();
        for (String word : words(name, true)) {
            if (!LODGING_FILLERS.contains(word)) {
                String kind = LODGINGS.meaning(word);
                words.add(kind == null ? word : kind);
            }
        }
        return String.join(" ", words);
    }

    /** Keys of how the words sound, the same for either script. */
    static String sounds(String name) {
        return SoundKeys.keys(words(name, true));
    }

    /** The form's name in {@code organisations.yaml}: of several the first that says more than "company"; or null. */
    static @Nullable String legalForm(String name) {
        List<String> words = joinLetters(Letters.words(Letters.fold(separateArticle(name))));
        String found = null;
        for (int i = 0; i < words.size(); i++) {
            Phrase form = LEGAL_FORMS.at(words, i);
            if (form != null) {
                if (!form.meaning().equals(COMPANY)) {
                    return form.meaning();
                }
                found = COMPANY;
            }
        }
        return found;
    }

    /** All forms that a name tells, in the order written, without those of a former name; null where it tells none. */
    static @Nullable String legalForms(String name) {
        List<String> words = joinLetters(Letters.words(withoutFormer(Letters.fold(separateArticle(name)))));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Phrase form = LEGAL_FORMS.at(words, i);
            if (form == null) {
                continue;
            }
            // Every firm's Arabic name begins so, of whatever form it is.
            if (!form.meaning().equals(COMPANY) || !Letters.isArabic(words.get(i))) {
                found.add(form.meaning());
            }
            i += form.length() - 1;
        }
        return found.isEmpty() ? null : String.join(" ", found);
    }

    /** Number words must agree; a legal form, an article and the order of words never count. */
    static double similarity(String left, String right) {
        WordMatch.Match match = MATCH.match(left, right);
        if (!match.numbersAgree()) {
            return 0;
        }
        return match.ofBoth();
    }

    private static List<String> words(String name, boolean inEnglish) {
        return joinedAgain(wordsAsWritten(name, inEnglish), inEnglish);
    }

    /** {@code A & B} is {@code AB}: letters that became neighbours are one word, which may mean something again. */
    private static List<String> joinedAgain(List<String> words, boolean inEnglish) {
        List<String> joined = joinLetters(words);
        return joined.size() == words.size() ? words : words(String.join(" ", joined), inEnglish);
    }

    private static List<String> wordsAsWritten(String name, boolean inEnglish) {
        String text = withoutFormer(Letters.fold(separateArticle(name)));
        List<String> written = NumberWords.replace(joinLetters(Letters.words(text)));
        List<String> words = new ArrayList<>(written.size());
        int at = 0;
        while (at < written.size()) {
            Phrase form = LEGAL_FORMS.at(written, at);
            String word = written.get(at);
            if (form != null) {
                at += form.length();
            } else if (BRANCH.contains(word)) {
                at = afterNumber(written, at + 1);
            } else if (FILLERS.contains(word)) {
                at++;
            } else {
                at += add(written, at, inEnglish, words);
            }
        }
        return words;
    }

    /** How many words were read. */
    private static int add(List<String> written, int at, boolean inEnglish, List<String> words) {
        String word = written.get(at);
        if (Letters.isArabic(word)) {
            return addArabic(written, at, inEnglish, words);
        }
        Phrase phrase = WRITTEN_OUT.at(written, at);
        if (phrase != null) {
            words.addAll(List.of(phrase.meaning().split(" ", -1)));
            return phrase.length();
        }
        words.add(Letters.withoutZeros(word));
        return 1;
    }

    private static int addArabic(List<String> written, int at, boolean inEnglish, List<String> words) {
        List<String> stems = new ArrayList<>();
        for (int i = at; i < written.size() && i < at + 2; i++) {
            stems.add(Arabic.stem(written.get(i)));
        }
        String stem = withoutJoined(stems.get(0));
        stems.set(0, stem);
        Phrase phrase = inEnglish ? ENGLISH.at(stems, 0) : null;
        if (phrase == null) {
            if (!FILLERS.contains(stem) && LEGAL_FORMS.meaning(stem) == null) {
                words.add(stem);
            }
            return 1;
        }
        words.addAll(List.of(phrase.meaning().split(" ", -1)));
        return phrase.length();
    }

    /** Without {@code and} or {@code for}, each one letter before a word of business. */
    private static String withoutJoined(String stem) {
        if (stem.length() > SHORTEST_JOINED && (stem.charAt(0) == 'و' || stem.charAt(0) == 'ل')) {
            String word = Arabic.stem(stem.substring(1));
            if (ENGLISH.begins(word)) {
                return word;
            }
        }
        return stem;
    }

    private static int afterNumber(List<String> words, int from) {
        int at = from;
        if (at < words.size() && NUMBER.contains(words.get(at))) {
            at++;
        }
        return at < words.size() && Letters.isNumber(words.get(at)) ? at + 1 : at;
    }

    /** {@code AlNoor} is {@code Al Noor}, as long as its capitals are there. */
    private static String separateArticle(String name) {
        StringBuilder separated = null;
        for (int i = 0; i + 2 < name.length(); i++) {
            boolean begins = i == 0 || !Character.isLetter(name.charAt(i - 1));
            char a = name.charAt(i);
            if (begins
                    && (a == 'A' || a == 'E')
                    && name.charAt(i + 1) == 'l'
                    && Character.isUpperCase(name.charAt(i + 2))) {
                separated = separated == null ? new StringBuilder(name) : separated;
                separated.insert(i + 2 + separated.length() - name.length(), ' ');
            }
        }
        return separated == null ? name : separated.toString();
    }

    /** Without what stands in brackets and is said to be a former name. */
    private static String withoutFormer(String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return text;
        }
        int close = text.indexOf(')', open);
        if (close < 0) {
            return text;
        }
        List<String> inside = Letters.words(text.substring(open + 1, close));
        String rest = withoutFormer(text.substring(close + 1));
        return text.substring(0, open)
                + (!inside.isEmpty() && FORMER.contains(inside.get(0)) ? " " : text.substring(open, close + 1))
                + rest;
    }

    /** {@code w l l} is {@code wll}: single letters in a row were written with dots or blanks between. */
    private static List<String> joinLetters(List<String> words) {
        List<String> joined = new ArrayList<>(words.size());
        StringBuilder letters = new StringBuilder();
        for (String word : words) {
            boolean letter = word.length() == 1 && !Letters.isNumber(word);
            boolean continues =
                    letter && !letters.isEmpty() && Letters.isArabic(word) == Letters.isArabic(letters.charAt(0));
            if (!letters.isEmpty() && !continues) {
                joined.add(letters.toString());
                letters.setLength(0);
            }
            if (letter) {
                letters.append(word);
            } else {
                joined.add(word);
            }
        }
        if (!letters.isEmpty()) {
            joined.add(letters.toString());
        }
        return joined;
    }

    /** By the Arabic word as the bilingual form has it. */
    private static Map<String, Set<String>> mayMean() {
        Map<String, Set<String>> meanings = new HashMap<>();
        WORDS.mayMean()
                .forEach((arabic, english) -> meanings.computeIfAbsent(
                                Arabic.stem(Letters.fold(arabic)), k -> new HashSet<>())
                        .addAll(english));
        return meanings;
    }
}
