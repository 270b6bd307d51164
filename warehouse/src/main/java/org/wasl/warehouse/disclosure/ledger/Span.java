package org.wasl.warehouse.disclosure.ledger;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a table's span of time is called: the days it lasts, {@code 2021-01-01/2021-03-31}, or the day up to which it
 * reaches, {@code 2021-03-31}. Spans of which one holds the other tell what lies between; others tell nothing of each other.
 *
 * @param begin null: since ever
 */
record Span(@Nullable LocalDate begin, LocalDate end) {
    private static final Pattern DAYS = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(/\\d{4}-\\d{2}-\\d{2})?");

    /** Whether a label is one of days; the wave of a sample is not. */
    static boolean isOne(String label) {
        return DAYS.matcher(label).matches();
    }

    static Span of(String label) {
        int between = label.indexOf('/');
        return between < 0
                ? new Span(null, LocalDate.parse(label))
                : new Span(LocalDate.parse(label.substring(0, between)), LocalDate.parse(label.substring(between + 1)));
    }

    boolean holds(Span other) {
        LocalDate from = begin;
        LocalDate otherFrom = other.begin;
        boolean begins = from == null || (otherFrom != null && !from.isAfter(otherFrom));
        return begins && !end.isBefore(other.end);
    }

    /** How many days one has that the other has not, where one holds the other. */
    long daysFrom(Span other) {
        LocalDate from = begin;
        LocalDate otherFrom = other.begin;
        long atBegin = from == null || otherFrom == null ? 0 : Math.abs(ChronoUnit.DAYS.between(from, otherFrom));
        return atBegin + Math.abs(ChronoUnit.DAYS.between(end, other.end));
    }
}
