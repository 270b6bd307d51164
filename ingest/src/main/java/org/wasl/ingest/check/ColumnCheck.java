package org.wasl.ingest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.Pseudonyms;
import org.wasl.ingest.contract.CodeList;
import org.wasl.ingest.contract.Column;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.Nearest;
import org.wasl.ingest.contract.Range;

/** Turns the cells of one column into values. Not safe for several threads. */
final class ColumnCheck {
    // Spellings of a code repeat; the memory is bounded, for a column of garbage would fill it.
    private static final int REMEMBERED = 10_000;

    private final Column column;
    private final Dates dates;
    private final Pseudonyms.Maker pseudonyms;
    private final @Nullable CodeList codes;
    private final Map<String, String> seenCodes = new HashMap<>();
    private final @Nullable Matcher pattern;

    ColumnCheck(Column column, Contracts contracts, Dates dates, Pseudonyms.Maker pseudonyms) {
        this.column = column;
        this.dates = dates;
        this.pseudonyms = pseudonyms;
        this.codes = column.codes() == null ? null : contracts.codes().get(column.codes());
        this.pattern = column.pattern() == null ? null : column.pattern().matcher("");
    }

    Column column() {
        return column;
    }

    /** The value of a cell, null where it is empty, or {@link Invalid}. */
    @Nullable Object value(String cell) {
        if (cell.isEmpty()) return null;
        String text = Text.clean(cell);
        if (text.isEmpty() || Text.isDash(text)) return null;
        if (column.personal() == Column.Personal.FREE_TEXT) return null;
        if (Text.hasControls(text)) {
            return new Invalid("control_characters", "it holds control characters, which no one typed");
        }
        Object value = parse(text);
        if (value instanceof Invalid && Text.saysNothing(text)) return null;
        if (value instanceof Invalid || column.personal() != Column.Personal.DIRECT) return value;
        return pseudonym(value);
    }

    /** What may be shown of a cell outside the landed values. */
    String shown(String cell) {
        return switch (column.personal()) {
            case NONE -> cell;
            case FREE_TEXT -> cell.isBlank() ? cell : "(withheld)";
            case DIRECT -> masked(cell);
        };
    }

    private String masked(String cell) {
        String text = Text.clean(cell);
        if (text.isEmpty()) return "";
        Object value = parse(text);
        Object pseudonym = pseudonym(value instanceof Invalid ? text : value);
        return pseudonym instanceof List<?> list
                ? String.join(";", list.stream().map(Object::toString).toList())
                : pseudonym.toString();
    }

    private Object pseudonym(Object value) {
        if (value instanceof List<?> list) {
            List<String> pseudonymous = new ArrayList<>(list.size());
            for (Object element : list) {
                pseudonymous.add(pseudonyms.of(column.personalClass(), Text.identifier(element.toString())));
            }
            return pseudonymous;
        }
        return pseudonyms.of(column.personalClass(), Text.identifier(value.toString()));
    }

    private Object parse(String text) {
        return switch (column.type()) {
            case STRING -> string(text);
            case CODE -> code(text);
            case PHONE -> orInvalid(Contacts.phone(text), "is not a telephone number (+974 and 8 digits)");
            case EMAIL -> orInvalid(Contacts.email(text), "is not an e-mail address");
            case QID -> orInvalid(Contacts.qid(text), "is not a personal number (11 digits beginning with 2 or 3)");
            case INTEGER -> ranged(Numbers.integer(text), text, "is not a whole number");
            case DECIMAL -> ranged(Numbers.decimal(text), text, "is not a number");
            case BOOLEAN -> orInvalid(bool(text), "is neither yes nor no");
            case DATE -> date(text);
            case TIMESTAMP -> timestamp(text);
            case LIST -> list(text);
        };
    }

    private Object string(String text) {
        String value = text;
        if (pattern != null) {
            value = Text.asciiDigits(text);
            if (!pattern.reset(value).matches()) {
                return new Invalid(
                        "pattern", "does not have the form " + pattern.pattern().pattern());
            }
        }
        return tooLong(value) ? longer(value) : value;
    }

    private Object code(String text) {
        String known = seenCodes.get(text);
        if (known != null) return known;
        CodeList list = codes;
        if (list == null) throw new IllegalStateException("column " + column.name() + " has no code list");
        String code = list.match(text).orElse(null);
        if (code == null) {
            List<String> labels =
                    list.entries().stream().map(CodeList.Entry::en).toList();
            return new Invalid("code", "is not in the code list " + list.list() + Nearest.hint(text, labels));
        }
        if (seenCodes.size() < REMEMBERED) seenCodes.put(text, code);
        return code;
    }

    private Object list(String text) {
        List<String> elements = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && !separates(text.charAt(i))) continue;
            if (i > from) elements.add(text.substring(from, i));
            from = i + 1;
        }
        if (elements.isEmpty()) return new Invalid("type", "is not a list");
        return elements;
    }

    private static boolean separates(char c) {
        return c == ';' || c == ',' || c == '،' || c == '؛' || c == '|' || Character.isWhitespace(c);
    }

    private Object date(String text) {
        long day = dates.date(text);
        if (day == Dates.NONE) return new Invalid("type", "is not a date (yyyy-mm-dd or dd/mm/yyyy)");
        if (day == Dates.NONEXISTENT) return new Invalid("type", "is a date that does not exist");
        return outside((double) day) ? outOfRange() : (Object) (int) day;
    }

    private Object timestamp(String text) {
        long micros = dates.timestamp(text);
        if (micros == Dates.NONE) return new Invalid("type", "is not a date and time (yyyy-mm-ddThh:mm:ss)");
        if (micros == Dates.NONEXISTENT) return new Invalid("type", "is a date or time that does not exist");
        return column.range() != null && outside((double) dates.dayOf(micros)) ? outOfRange() : (Object) micros;
    }

    private Object ranged(@Nullable Number number, String text, String message) {
        if (number == null) return new Invalid("type", message);
        if (outside(number.doubleValue())) return outOfRange();
        return tooLong(text) ? longer(text) : number;
    }

    private boolean outside(double value) {
        Range range = column.range();
        return range != null && !range.contains(value);
    }

    private Invalid outOfRange() {
        Range range = column.range();
        if (range == null) throw new IllegalStateException("column " + column.name() + " has no range");
        return new Invalid("range", "is not between " + range.lowText() + " and " + range.highText());
    }

    private boolean tooLong(String text) {
        return text.length() > column.maxLength();
    }

    private Invalid longer(String text) {
        return new Invalid(
                "max_length", "has " + text.length() + " characters; " + column.maxLength() + " are allowed");
    }

    private static Object orInvalid(@Nullable Object value, String message) {
        return value == null ? new Invalid("type", message) : value;
    }

    static @Nullable Boolean bool(String text) {
        return switch (text) {
            case "1", "yes", "Yes", "YES", "y", "Y", "true", "True", "TRUE", "نعم" -> Boolean.TRUE;
            case "0", "no", "No", "NO", "n", "N", "false", "False", "FALSE", "لا" -> Boolean.FALSE;
            default -> null;
        };
    }
}
