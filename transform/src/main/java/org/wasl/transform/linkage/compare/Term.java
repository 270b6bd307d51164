package org.wasl.transform.linkage.compare;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Similarity;

/**
 * A value of a record as comparisons see it: a text, and what it means as a number, a date, words or a list, worked out
 * once however many pairs ask. Not shared between threads.
 */
public final class Term {
    /** Between the elements of a list. */
    public static final char SEPARATOR = '\u001f';

    private static final long LOW = 0x0f0f0f0f0f0f0f0fL;
    private static final long HIGH = 0x8080808080808080L;
    private static final long NO_DAY = Long.MIN_VALUE;

    private final String text;
    private final int hash;
    private final char[] chars;
    private boolean numberKnown;
    private double number;
    private boolean dayKnown;
    private long day;
    private String @Nullable [] words;
    private @Nullable TokenVector vector;
    private String @Nullable [] elements;
    private Term @Nullable [] elementTerms;
    private @Nullable Map<String, String> standards;
    private int @Nullable [] grams;
    private boolean occurrencesKnown;
    private long occurrences;
    private int count = -1;

    public Term(String text) {
        this.text = text;
        this.hash = text.hashCode();
        this.chars = text.toCharArray();
    }

    public String text() {
        return text;
    }

    char[] chars() {
        return chars;
    }

    /** At least how many of this text's characters the other lacks, each counted as often as it stands. */
    int charactersNotIn(Term other) {
        long mine = occurrences();
        long theirs = other.occurrences();
        return above(mine & LOW, theirs & LOW) + above((mine >>> 4) & LOW, (theirs >>> 4) & LOW);
    }

    /** Sixteen counters of four bits; a character counts in that of its last four bits. */
    private long occurrences() {
        if (!occurrencesKnown) {
            occurrencesKnown = true;
            for (char c : chars) {
                int shift = (c & 15) * 4;
                if (((occurrences >>> shift) & 15) < 15) occurrences += 1L << shift;
            }
        }
        return occurrences;
    }

    /** By how much the bytes of one number exceed those of the other, added up; bytes are 15 at most. */
    private static int above(long a, long b) {
        long difference = (a | HIGH) - b;
        long notLess = ((difference & HIGH) >>> 7) * 0xff;
        return (int) (((difference & ~HIGH & notLess) * 0x0101010101010101L) >>> 56);
    }

    public boolean sameAs(Term other) {
        return this == other || (hash == other.hash && text.equals(other.text));
    }

    /** The text as a number; NaN where it is none. */
    double number() {
        if (!numberKnown) {
            numberKnown = true;
            try {
                number = Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                number = Double.NaN;
            }
        }
        return number;
    }

    /** Days since 1970 of an ISO date ({@code 2024-03-01}, {@code 20240301}); NaN where it is none. */
    double day() {
        if (!dayKnown) {
            dayKnown = true;
            day = parseDay(text.strip());
        }
        return day == NO_DAY ? Double.NaN : day;
    }

    private static long parseDay(String text) {
        try {
            if (text.length() == 8 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return LocalDate.of(
                                Integer.parseInt(text.substring(0, 4)),
                                Integer.parseInt(text.substring(4, 6)),
                                Integer.parseInt(text.substring(6)))
                        .toEpochDay();
            }
            return text.length() < 10
                    ? NO_DAY
                    : LocalDate.parse(text.substring(0, 10)).toEpochDay();
        } catch (DateTimeException e) {
            return NO_DAY;
        }
    }

    /** The different words, in order of appearance. */
    String[] words() {
        String[] known = words;
        if (known == null) {
            Set<String> found = new LinkedHashSet<>();
            int start = -1;
            for (int i = 0; i <= text.length(); i++) {
                boolean inWord = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
                if (inWord && start < 0) start = i;
                if (!inWord && start >= 0) {
                    found.add(text.substring(start, i));
                    start = -1;
                }
            }
            known = found.toArray(String[]::new);
            words = known;
        }
        return known;
    }

    /** The vector that the text is written for. */
    TokenVector vector() {
        TokenVector known = vector;
        if (known == null) {
            known = TokenVector.read(text);
            vector = known;
        }
        return known;
    }

    /** The different elements of a list. */
    public String[] elements() {
        String[] known = elements;
        if (known == null) {
            known = text.isEmpty()
                    ? new String[0]
                    : Arrays.stream(text.split(String.valueOf(SEPARATOR), -1))
                            .distinct()
                            .toArray(String[]::new);
            elements = known;
        }
        return known;
    }

    /** The elements as terms of their own. */
    Term[] elementTerms() {
        Term[] known = elementTerms;
        if (known == null) {
            known = Arrays.stream(elements()).map(Term::new).toArray(Term[]::new);
            elementTerms = known;
        }
        return known;
    }

    /** The standard form that a similarity compares. */
    @Nullable String standard(Similarity similarity) {
        Map<String, String> known = standards;
        if (known == null) {
            known = new HashMap<>();
            standards = known;
        }
        String form = known.computeIfAbsent(
                similarity.standard().name(),
                name -> Objects.requireNonNullElse(similarity.standard().apply(text), ""));
        return form.isEmpty() ? null : form;
    }

    /** The first element, in their order, that this list and another have, of those that are not left out. */
    public @Nullable String leastShared(Term other, Set<String> without) {
        String least = null;
        for (String element : elements()) {
            if ((least != null && element.compareTo(least) >= 0) || without.contains(element)) continue;
            for (String theirs : other.elements()) {
                if (element.equals(theirs)) {
                    least = element;
                    break;
                }
            }
        }
        return least;
    }

    /** The different pairs of neighbouring characters, sorted, with a mark before the first and after the last. */
    int[] grams() {
        int[] known = grams;
        if (known == null) {
            int[] all = new int[chars.length + 1];
            char before = '\u0002';
            for (int i = 0; i < chars.length; i++) {
                all[i] = (before << 16) | chars[i];
                before = chars[i];
            }
            all[chars.length] = (before << 16) | '\u0003';
            known = Arrays.stream(all).sorted().distinct().toArray();
            grams = known;
        }
        return known;
    }

    /** How many records have this value; set where the model adjusts for frequency. */
    public int count() {
        return count;
    }

    public void count(int records) {
        count = records;
    }

    @Override
    public String toString() {
        return text;
    }
}
