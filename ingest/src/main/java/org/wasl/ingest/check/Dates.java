package org.wasl.ingest.check;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as exports write them: ISO, day/month/year, month names, Excel's serial days. Not safe for several
 * threads.
 */
final class Dates {
    /** Not written as a date. */
    static final long NONE = Long.MIN_VALUE;
    /** Written as a date that the calendar does not have. */
    static final long NONEXISTENT = Long.MIN_VALUE + 1;

    private static final long MICROS = 1_000_000L;
    private static final long DAY_SECONDS = 86_400L;
    // Day 0 of Excel's 1900 calendar, its false 29 February 1900 counted in.
    private static final long EXCEL_EPOCH =
            LocalDate.of(1899, Month.DECEMBER, 30).toEpochDay();
    private static final int EXCEL_LEAST = 20_000;
    private static final int EXCEL_MOST = 80_000;
    private static final Map<String, Integer> MONTHS = months();

    private final ZoneRules rules;
    private final long steadyAfter;
    private final int steadyOffset;

    private String text = "";
    private int at;

    Dates(ZoneId zone) {
        this.rules = zone.getRules();
        List<ZoneOffsetTransition> transitions = rules.getTransitions();
        boolean steady = rules.getTransitionRules().isEmpty();
        ZoneOffsetTransition last = transitions.isEmpty() ? null : transitions.get(transitions.size() - 1);
        // Behind the last change of clocks one offset serves for all, without asking the rules each time.
        this.steadyAfter =
                !steady ? Long.MAX_VALUE : last == null ? Long.MIN_VALUE : last.toEpochSecond() + 2 * DAY_SECONDS;
        this.steadyOffset = last == null
                ? rules.getOffset(LocalDateTime.MIN).getTotalSeconds()
                : last.getOffsetAfter().getTotalSeconds();
    }

    /** The day, as days since 1970-01-01; a time behind it is let go. */
    long date(String cell) {
        text = Text.asciiDigits(cell);
        at = 0;
        long serial = serialSeconds();
        if (serial != NONE) return Math.floorDiv(serial, DAY_SECONDS);
        long day = day();
        if (day == NONE || at == text.length()) return day;
        return time() == NONE ? NONE : day;
    }

    /** The instant, as microseconds since 1970-01-01 UTC; without an offset in the programme's time zone. */
    long timestamp(String cell) {
        text = Text.asciiDigits(cell);
        at = 0;
        long serial = serialSeconds();
        if (serial != NONE) return toUtc(serial) * MICROS;
        long day = day();
        if (day == NONE || day == NONEXISTENT) return day;
        if (at == text.length()) return toUtc(day * DAY_SECONDS) * MICROS;
        long micros = time();
        if (micros == NONE || micros == NONEXISTENT) return micros;
        long local = day * DAY_SECONDS + micros / MICROS;
        long utc = offsetGiven == null ? toUtc(local) : local - offsetGiven;
        return utc * MICROS + micros % MICROS;
    }

    /** The day, in the programme's time zone, of an instant. */
    long dayOf(long micros) {
        long seconds = Math.floorDiv(micros, MICROS);
        int offset = seconds > steadyAfter
                ? steadyOffset
                : rules.getOffset(java.time.Instant.ofEpochSecond(seconds)).getTotalSeconds();
        return Math.floorDiv(seconds + offset, DAY_SECONDS);
    }

    private @Nullable Integer offsetGiven;

    private long toUtc(long localSeconds) {
        if (localSeconds > steadyAfter) return localSeconds - steadyOffset;
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
        return localSeconds - rules.getOffset(local).getTotalSeconds();
    }

    /** Seconds of an Excel serial day in local time, or NONE. */
    private long serialSeconds() {
        int length = text.length();
        if (length < 5) return NONE;
        int whole = 0;
        int i = 0;
        while (i < length && digit(i)) {
            if (i == 5) return NONE;
            whole = whole * 10 + text.charAt(i++) - '0';
        }
        if (i != 5 || whole < EXCEL_LEAST || whole > EXCEL_MOST) return NONE;
        double fraction = 0;
        if (i < length) {
            if (text.charAt(i) != '.') return NONE;
            double unit = 0.1;
            for (i++; i < length; i++, unit /= 10) {
                if (!digit(i)) return NONE;
                fraction += unit * (text.charAt(i) - '0');
            }
        }
        return (EXCEL_EPOCH + whole) * DAY_SECONDS + Math.round(fraction * DAY_SECONDS);
    }

    private long day() {
        int firstFrom = at;
        int first = number(8);
        if (first < 0) return NONE;
        int firstDigits = at - firstFrom;
        if (firstDigits == 8) return day(first / 10_000, first / 100 % 100, first % 100);
        if (firstDigits > 4 || !separator()) return NONE;
        int second = month();
        if (second < 0 || !separator()) return NONE;
        int thirdFrom = at;
        int third = number(4);
        int thirdDigits = at - thirdFrom;
        if (third < 0) return NONE;
        if (firstDigits == 4) return thirdDigits > 2 ? NONE : day(first, second, third);
        if (firstDigits > 2) return NONE;
        if (thirdDigits == 4) return day(third, second, first);
        return thirdDigits == 2 ? day(2000 + third, second, first) : NONE;
    }

    private static long day(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) return NONEXISTENT;
        if (day > Month.of(month).length(Year.isLeap(year))) return NONEXISTENT;
        return LocalDate.of(year, month, day).toEpochDay();
    }

    private int month() {
        if (at < text.length() && digit(at)) return number(2);
        int from = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) at++;
        return MONTHS.getOrDefault(text.substring(from, at).toLowerCase(Locale.ROOT), -1);
    }

    /** Microseconds since midnight of what follows a day: {@code T09:30:15.5+03:00}, {@code 9:30 PM}. */
    private long time() {
        offsetGiven = null;
        if (at < text.length() && (text.charAt(at) == 'T' || text.charAt(at) == 't')) at++;
        skipSpaces();
        int hour = number(2);
        if (hour < 0 || !accept(':')) return NONE;
        int minute = number(2);
        if (minute < 0) return NONE;
        int second = 0;
        long micros = 0;
        if (accept(':')) {
            second = number(2);
            if (second < 0) return NONE;
            if (accept('.') || accept(',')) micros = fraction();
        }
        hour = halfOfDay(hour);
        if (!offset()) return NONE;
        if (hour < 0 || hour > 23 || minute > 59 || second > 59) return NONEXISTENT;
        return (hour * 3600L + minute * 60L + second) * MICROS + micros;
    }

    private long fraction() {
        long micros = 0;
        int digits = 0;
        for (; at < text.length() && digit(at); at++) {
            if (digits++ < 6) micros = micros * 10 + text.charAt(at) - '0';
        }
        for (; digits < 6; digits++) micros *= 10;
        return micros;
    }

    private int halfOfDay(int hour) {
        int back = at;
        skipSpaces();
        boolean am = text.regionMatches(true, at, "am", 0, 2) || (at < text.length() && text.charAt(at) == 'ص');
        boolean pm = text.regionMatches(true, at, "pm", 0, 2) || (at < text.length() && text.charAt(at) == 'م');
        if (!am && !pm) {
            at = back;
            return hour;
        }
        at += text.charAt(at) < 0x80 ? 2 : 1;
        if (hour < 1 || hour > 12) return -1;
        return hour % 12 + (pm ? 12 : 0);
    }

    private boolean offset() {
        if (at == text.length()) return true;
        if (accept('Z') || accept('z')) {
            offsetGiven = 0;
            return at == text.length();
        }
        skipSpaces();
        if (at == text.length()) return true;
        int sign = accept('+') ? 1 : accept('-') ? -1 : 0;
        int hours = sign == 0 ? -1 : number(2);
        if (hours < 0 || hours > 18) return false;
        accept(':');
        int minutes = at < text.length() ? number(2) : 0;
        if (minutes < 0 || minutes > 59) return false;
        offsetGiven = sign * (hours * 3600 + minutes * 60);
        return at == text.length();
    }

    private boolean separator() {
        if (at == text.length()) return false;
        char c = text.charAt(at);
        if (c != '-' && c != '/' && c != '.' && c != ' ' && c != '\u060D') return false;
        at++;
        return true;
    }

    private boolean accept(char c) {
        if (at == text.length() || text.charAt(at) != c) return false;
        at++;
        return true;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') at++;
    }

    private int number(int mostDigits) {
        int from = at;
        int value = 0;
        while (at < text.length() && digit(at) && at - from < mostDigits) value = value * 10 + text.charAt(at++) - '0';
        return at == from ? -1 : value;
    }

    private boolean digit(int i) {
        char c = text.charAt(i);
        return c >= '0' && c <= '9';
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        String[] arabic = {
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
            "ديسمبر"
        };
        for (Month month : Month.values()) {
            String name = month.name().toLowerCase(Locale.ROOT);
            months.put(name, month.getValue());
            months.put(name.substring(0, 3), month.getValue());
            months.put(arabic[month.getValue() - 1], month.getValue());
        }
        months.put("sept", 9);
        months.put("ابريل", 4);
        months.put("اغسطس", 8);
        months.put("اكتوبر", 10);
        return Map.copyOf(months);
    }
}
