package org.wasl.warehouse.catalogue;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;

/** The spans of time that figures are given for, up to the last day the records know of. */
record Periods(Grain grain, List<Period> list) {
    Periods {
        list = List.copyOf(list);
    }

    /** One span, both days included. */
    record Period(String label, LocalDate startsOn, LocalDate endsOn) {}

    /**
     * The spans of a grain.
     *
     * @param on the last day that counts; null: that of {@link #last}
     * @throws CatalogueException when the day is one that the records do not reach, or before the first span
     */
    static Periods of(Grain grain, Programme programme, Warehouse warehouse, @Nullable LocalDate on) {
        LocalDate last = last(programme, warehouse, on);
        LocalDate first = programme.phases().stream()
                .map(Programme.Phase::from)
                .min(Comparator.naturalOrder())
                .orElse(programme.start());
        if (on != null && grain != Grain.PROGRAMME && first.isAfter(on)) {
            throw new CatalogueException("there is no " + grain.label() + " up to " + on + ": the programme begins on "
                    + first + ". Ask for a later day, or for the grain programme.");
        }
        if (grain == Grain.PROGRAMME || first.isAfter(last)) {
            return new Periods(Grain.PROGRAMME, List.of(new Period(last.toString(), first, last)));
        }
        List<Period> list = new ArrayList<>();
        LocalDate start = start(grain, first);
        while (!start.isAfter(last)) {
            LocalDate next = grain == Grain.DAY ? start.plusDays(1) : start.plusMonths(months(grain));
            LocalDate end = next.minusDays(1);
            // What came before the programme is in none of its spans, so that they add up to the whole.
            list.add(new Period(
                    label(grain, start), start.isBefore(first) ? first : start, end.isAfter(last) ? last : end));
            start = next;
        }
        return new Periods(grain, list);
    }

    /** What each span is called in the ledger of what left: the day it reaches to, or the days that it lasts. */
    Map<String, String> spans(Metric.@Nullable Time time) {
        Map<String, String> spans = new LinkedHashMap<>();
        list.forEach(p -> spans.put(
                p.label(),
                time == Metric.Time.WITHIN && grain != Grain.PROGRAMME
                        ? p.startsOn() + "/" + p.endsOn()
                        : p.endsOn().toString()));
        return spans;
    }

    /** As the body of a common table expression {@code period (period, starts_on, ends_on)}. */
    String values() {
        return list.stream()
                .map(p -> "('" + p.label() + "', DATE '" + p.startsOn() + "', DATE '" + p.endsOn() + "')")
                .collect(Collectors.joining(", ", "VALUES ", ""));
    }

    /**
     * The last day that counts: the one asked for, else the last as-of date of any delivery, or the programme's end if
     * that is earlier or nothing was delivered.
     *
     * @throws CatalogueException when the day asked for is one that the records do not reach: whether a device still
     *     worked on it nobody knows
     */
    static LocalDate last(Programme programme, Warehouse warehouse, @Nullable LocalDate on) {
        LocalDate records = records(warehouse);
        if (on != null && records != null && on.isAfter(records)) {
            throw new CatalogueException(
                    "the records end on " + records + ", so nothing is known of " + on + ": ask for a day up to then.");
        }
        if (on != null) {
            return on;
        }
        return records == null || records.isAfter(programme.end()) ? programme.end() : records;
    }

    private static @Nullable LocalDate records(Warehouse warehouse) {
        if (warehouse.release().schema().table("delivery").isEmpty()) {
            return null;
        }
        Rows rows = warehouse.rows("SELECT CAST(max(as_of) AS VARCHAR) AS last FROM delivery WHERE status = 'landed'");
        String last = rows.size() == 0 ? null : rows.text(0, "last");
        return last == null ? null : LocalDate.parse(last);
    }

    /** The last day of the span of that label. */
    static LocalDate end(Grain grain, String label) {
        return switch (grain) {
            case YEAR -> LocalDate.of(Integer.parseInt(label), 12, 31);
            case QUARTER ->
                YearMonth.of(Integer.parseInt(label.substring(0, 4)), 3 * Character.digit(label.charAt(6), 10))
                        .atEndOfMonth();
            case MONTH -> YearMonth.parse(label).atEndOfMonth();
            case DAY -> LocalDate.parse(label);
            case PROGRAMME, WAVE -> throw new IllegalArgumentException(grain + " is no span of the calendar");
        };
    }

    /** The label of the span before. */
    static String before(Grain grain, String label) {
        LocalDate day = start(grain, end(grain, label)).minusDays(1);
        return label(grain, start(grain, day));
    }

    private static int months(Grain grain) {
        return switch (grain) {
            case YEAR -> 12;
            case QUARTER -> 3;
            case MONTH -> 1;
            case PROGRAMME, WAVE, DAY -> throw new IllegalArgumentException(grain + " is no span of months");
        };
    }

    private static LocalDate start(Grain grain, LocalDate day) {
        if (grain == Grain.DAY) {
            return day;
        }
        int months = months(grain);
        int month = (day.getMonthValue() - 1) / months * months + 1;
        return LocalDate.of(day.getYear(), month, 1);
    }

    private static String label(Grain grain, LocalDate start) {
        return switch (grain) {
            case DAY -> start.toString();
            case YEAR -> Integer.toString(start.getYear());
            case QUARTER -> String.format(Locale.ROOT, "%d-Q%d", start.getYear(), (start.getMonthValue() - 1) / 3 + 1);
            default -> String.format(Locale.ROOT, "%d-%02d", start.getYear(), start.getMonthValue());
        };
    }
}
