package org.wasl.transform.standardise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Phrases.Phrase;
import org.wasl.transform.standardise.Vocabulary.PersonWords;

/**
 * Names of people as written in the Gulf, India, Nepal and Bangladesh: patronymics with and without their particles,
 * initials, {@code Md.} and {@code Mohd}, middle names that come and go, the family name first or last.
 */
final class Persons {
    private static final PersonWords WORDS = Vocabulary.read("persons", PersonWords.class);
    private static final Phrases SPELLINGS = Phrases.of(WORDS.spellings());
    private static final Set<String> TITLES = Vocabulary.folded(WORDS.titles());
    private static final Phrases PARTICLES = Phrases.of(Map.of("", WORDS.particles()));
    private static final Set<String> COMMON = Vocabulary.folded(WORDS.common());
    private static final WordMatch MATCH = new WordMatch(COMMON, 0.5, true, Map.of());
    private static final Set<String> SERVANT =
            Set.of("abd", "abdul", "abdel", "abdal", "abdol", "abdur", "abdus", "abdut", "abdun", "abduz", "abdud");
    private static final Set<String> ARTICLES =
            Set.of("al", "el", "ul", "ur", "us", "ud", "uz", "un", "ut", "ar", "as", "ad", "az", "an", "at");
    private static final Set<String> RELIGION = Set.of("din", "deen", "dine", "dien", "deene");
    private static final List<String> RELIGION_ENDINGS =
            List.of("uddin", "uddeen", "eddine", "eddin", "aldin", "aldeen", "udeen", "udin");
    private static final String RELIGION_NAME = "uddin";
    private static final String ARABIC_RELIGION = "الدين";
    private static final Set<String> FATHER = Set.of("abu", "abou", "abo", "ابو", "ابي", "ابا");
    private static final String SERVANT_NAME = "abdul";
    private static final String ARABIC_SERVANT = "عبد";

    /** How much of the likeness is that the shorter name is in the longer one: registers give two names of four. */
    private static final double IN_THE_LONGER = 0.7;

    private Persons() {}

    /** In the order written. */
    static String standard(String name) {
        return String.join(" ", words(name));
    }

    /** In the order of the alphabet: {@code Thapa, Ramesh} is {@code Ramesh Thapa}. */
    static String sorted(String name) {
        return String.join(" ", new TreeSet<>(words(name)));
    }

    /** Keys of how the words sound, the same for either script. */
    static String sounds(String name) {
        return SoundKeys.keys(words(name));
    }

    /** Two words of the shorter name at least must be in the longer one for that to count. */
    static double similarity(String left, String right) {
        WordMatch.Match match = MATCH.match(left, right);
        double ofBoth = match.ofBoth();
        return match.pairs() < 2
                ? ofBoth
                : Math.max(ofBoth, IN_THE_LONGER * match.ofShorter() + (1 - IN_THE_LONGER) * ofBoth);
    }

    private static List<String> words(String name) {
        List<String> written = Letters.words(ofFather(Letters.fold(name)));
        List<String> words = new ArrayList<>(written.size());
        int at = 0;
        while (at < written.size()) {
            int compound = compound(written, at, words);
            if (compound > 0) {
                at += compound;
                continue;
            }
            Phrase particle = PARTICLES.at(written, at);
            if (particle != null) {
                at += particle.length();
                continue;
            }
            add(written.get(at), words);
            at++;
        }
        return words.isEmpty() ? written : words.subList(titles(words), words.size());
    }

    /** {@code S/O}, son of, and its like are particles; single letters S and O are initials. */
    private static String ofFather(String text) {
        String of = text;
        for (int slash = of.indexOf("/o"); slash > 0; slash = of.indexOf("/o", slash)) {
            boolean begins = slash == 1 || !Character.isLetter(of.charAt(slash - 2));
            boolean ends = slash + 2 == of.length() || !Character.isLetter(of.charAt(slash + 2));
            of = begins && ends && "sdwc".indexOf(of.charAt(slash - 1)) >= 0
                    ? of.substring(0, slash - 1) + " bin " + of.substring(slash + 2)
                    : of.substring(0, slash) + " " + of.substring(slash + 1);
        }
        return of;
    }

    /** Titles at the front, as long as a name of two words is left. */
    private static int titles(List<String> words) {
        int at = 0;
        while (at + 2 < words.size() && TITLES.contains(words.get(at))) {
            at++;
        }
        return at;
    }

    /** Words that are one name: how many were read, 0 where there is none. */
    private static int compound(List<String> written, int at, List<String> words) {
        String word = written.get(at);
        int next = at + 1 < written.size() && ARTICLES.contains(written.get(at + 1)) ? at + 2 : at + 1;
        if (next < written.size()) {
            String name = written.get(next);
            if (Letters.isArabic(name) != Letters.isArabic(word)) {
                return 0;
            }
            if (SERVANT.contains(word)) {
                words.add(servant(name));
                return next + 1 - at;
            }
            if (word.equals(ARABIC_SERVANT)) {
                words.add(ARABIC_SERVANT + "ال" + Arabic.withoutArticle(name));
                return 2;
            }
            if (FATHER.contains(word)) {
                boolean arabic = Letters.isArabic(word);
                words.add((arabic ? "ابو" : "abu") + (arabic ? Arabic.withoutArticle(name) : spelt(name)));
                return next + 1 - at;
            }
        }
        if (ARTICLES.contains(word) && at + 1 < written.size() && RELIGION.contains(written.get(at + 1))) {
            words.add(RELIGION_NAME);
            return 2;
        }
        return 0;
    }

    private static void add(String word, List<String> words) {
        if (Letters.isArabic(word)) {
            if (word.endsWith(ARABIC_RELIGION)) {
                if (word.length() > ARABIC_RELIGION.length() + 1) {
                    words.add(word.substring(0, word.length() - ARABIC_RELIGION.length()));
                }
                words.add(RELIGION_NAME);
                return;
            }
            words.add(word.startsWith(ARABIC_SERVANT) ? word : Arabic.withoutArticle(word));
            return;
        }
        String known = SPELLINGS.meaning(word);
        if (known != null) {
            words.addAll(List.of(known.split(" ", -1)));
            return;
        }
        String servant = joinedServant(word);
        if (servant != null) {
            words.add(servant);
            return;
        }
        for (String ending : RELIGION_ENDINGS) {
            if (word.endsWith(ending) && word.length() > ending.length() + 2) {
                words.add(spelt(word.substring(0, word.length() - ending.length())));
                words.add(RELIGION_NAME);
                return;
            }
        }
        words.add(word);
    }

    /** {@code Abdurrahman}, {@code Abdelrahman}: as if it were two words; null where it is none. */
    private static @Nullable String joinedServant(String word) {
        if (!word.startsWith("abd") || word.length() < 7 || word.equals("abdullah")) {
            return null;
        }
        for (String article : ARTICLES) {
            if (word.startsWith(article, 3) && word.length() >= 3 + article.length() + 3) {
                return servant(word.substring(3 + article.length()));
            }
        }
        return null;
    }

    private static String servant(String name) {
        String known = spelt(name);
        return name.equals("lah") || name.equals("allah") || name.equals("lla") ? "abdullah" : SERVANT_NAME + known;
    }

    private static String spelt(String word) {
        String known = SPELLINGS.meaning(word);
        return known == null ? word : known;
    }
}
