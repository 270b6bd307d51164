package org.wasl.transform.standardise;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Phrases.Phrase;
import org.wasl.transform.standardise.Vocabulary.DateWords;

/** Days as people and exports write them. */
final class Dates {
    private static final Phrases MONTHS =
            Phrases.of(Vocabulary.read("dates", DateWords.class).months());
    private static final int COMPACT = 8;
    private static final int HIJRI_FROM = 1300;
    private static final int HIJRI_TO = 1500;

    /** Two digits up to this are of this century. */
    private static final int THIS_CENTURY_TO = 40;

    private static final double DAY_AND_MONTH_SWAPPED = 0.9;
    private static final double ONE_DIGIT = 0.85;
    private static final double NEAR = 0.8;
    private static final int NEAR_DAYS = 31;
    private static final double SAME_YEAR = 0.4;

    private Dates() {}

    /**
     * {@code 2019-03-12}; null where there is no such day.
     *
     * @param monthFirst whether {@code 03/12/2019} is the twelfth of March
     */
    static @Nullable String standard(String text, boolean monthFirst) {
        List<Integer> numbers = new ArrayList<>(3);
        int month = 0;
        int monthAt = 0;
        List<String> words = withoutTime(text);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Phrase named = MONTHS.at(words, i);
            if (named != null) {
                month = Integer.parseInt(named.meaning());
                monthAt = numbers.size();
                i += named.length() - 1;
            } else if (Letters.isNumber(word) && word.length() <= COMPACT && digits(word)) {
                numbers.add(Integer.valueOf(word));
                if (word.length() == COMPACT && words.size() == 1) {
                    return compact(word);
                }
            }
        }
        return month > 0 ? named(numbers, month, monthAt) : numbered(numbers, monthFirst);
    }

    /** Day and month taken for each other, one digit wrong, or near in time. */
    static double similarity(String left, String right) {
        if (left.substring(0, 4).equals(right.substring(0, 4))
                && left.substring(5, 7).equals(right.substring(8))
                && left.substring(8).equals(right.substring(5, 7))) {
            return DAY_AND_MONTH_SWAPPED;
        }
        int different = 0;
        for (int i = 0; i < left.length(); i++) {
            different += left.charAt(i) == right.charAt(i) ? 0 : 1;
        }
        if (different == 1) {
            return ONE_DIGIT;
        }
        long days = Math.abs(ChronoUnit.DAYS.between(LocalDate.parse(left), LocalDate.parse(right)));
        if (days <= NEAR_DAYS) {
            return NEAR * (1 - days / (2.0 * NEAR_DAYS));
        }
        return left.substring(0, 4).equals(right.substring(0, 4)) ? SAME_YEAR : 0;
    }

    private static List<String> withoutTime(String text) {
        String folded = Letters.fold(text).trim();
        int time = folded.indexOf(':');
        if (time > 0) {
            int from = Math.max(folded.lastIndexOf(' ', time), folded.lastIndexOf('t', time));
            folded = from > 0 ? folded.substring(0, from) : folded;
        }
        List<String> words = new ArrayList<>();
        for (String word : Letters.words(folded)) {
            int digits = 0;
            while (digits < word.length() && Letters.isDigit(word.charAt(digits))) {
                digits++;
            }
            if (digits > 0 && digits < word.length()) {
                words.add(word.substring(0, digits)); // 12th, 12mar
                words.add(word.substring(digits));
            } else {
                words.add(word);
            }
        }
        return words;
    }

    private static @Nullable String compact(String digits) {
        String yearFirst = day(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8));
        return yearFirst != null && plausible(number(digits, 0, 4))
                ? yearFirst
                : day(number(digits, 4, 8), number(digits, 2, 4), number(digits, 0, 2));
    }

    private static @Nullable String named(List<Integer> numbers, int month, int monthAt) {
        if (numbers.size() != 2) {
            return null;
        }
        boolean yearFirst = monthAt > 0 && numbers.get(0) > 31;
        return yearFirst
                ? day(numbers.get(0), month, numbers.get(1))
                : day(year(numbers.get(1)), month, numbers.get(0));
    }

    private static @Nullable String numbered(List<Integer> numbers, boolean monthFirst) {
        if (numbers.size() != 3) {
            return null;
        }
        int a = numbers.get(0);
        int b = numbers.get(1);
        int c = numbers.get(2);
        if (a > 31) {
            return day(a, b, c);
        }
        String first = monthFirst ? day(year(c), a, b) : day(year(c), b, a);
        return first != null ? first : monthFirst ? day(year(c), b, a) : day(year(c), a, b);
    }

    private static int year(int written) {
        return written >= 100 ? written : written <= THIS_CENTURY_TO ? 2000 + written : 1900 + written;
    }

    /** Of the Islamic calendar (Umm al-Qura) where the year says so. */
    private static @Nullable String day(int year, int month, int day) {
        try {
            return year >= HIJRI_FROM && year < HIJRI_TO
                    ? LocalDate.from(HijrahDate.of(year, month, day)).toString()
                    : plausible(year) ? LocalDate.of(year, month, day).toString() : null;
        } catch (DateTimeException e) {
            return null; // no such day
        }
    }

    private static boolean plausible(int year) {
        return year >= HIJRI_FROM && year < 2200;
    }

    private static boolean digits(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
