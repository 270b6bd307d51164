package org.wasl.ingest.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.Pseudonyms;
import org.wasl.ingest.contract.Column;
import org.wasl.ingest.contract.ColumnType;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.FeedContract;
import org.wasl.ingest.contract.Folding;
import org.wasl.ingest.contract.Instrument;
import org.wasl.ingest.contract.Nearest;
import org.wasl.ingest.contract.Rule;
import org.wasl.ingest.read.Layout;
import org.wasl.ingest.read.Row;

/**
 * Lands or rejects the records of one delivery. A record is rejected once, by the first rule that it breaks: its shape,
 * then its columns from left to right, then the contract's rules, then the key. Not safe for several threads.
 */
public final class RowCheck {
    private static final int SHOWN = 4096;
    private static final List<String> TOTALS = List.of(
            "total",
            "totals",
            "grandtotal",
            "subtotal",
            "sum",
            Folding.fold("المجموع"),
            Folding.fold("الإجمالي"),
            Folding.fold("المجموع الكلي"),
            Folding.fold("الإجمالي العام"),
            Folding.fold("مجموع"));

    private final FeedContract contract;
    private final Contracts contracts;
    private final String source;
    private final ColumnCheck[] columns;
    private final boolean[] required;
    private final int[] key;
    private final KeySet keys;
    private final SurveyCheck survey;
    private final int version;

    public RowCheck(
            FeedContract contract, Contracts contracts, String source, Pseudonyms.Maker pseudonyms, KeySet keys) {
        this.contract = contract;
        this.contracts = contracts;
        this.source = source;
        this.keys = keys;
        Dates dates = new Dates(contracts.timeZone());
        int width = contract.columns().size();
        this.columns = new ColumnCheck[width];
        this.required = new boolean[width];
        for (int i = 0; i < width; i++) {
            Column column = contract.columns().get(i);
            columns[i] = new ColumnCheck(column, contracts, dates, pseudonyms);
            required[i] = column.requiredFor(source);
        }
        this.key = contract.source(source).orElseThrow().key().stream()
                .mapToInt(contract::indexOf)
                .toArray();
        this.survey = new SurveyCheck(contracts);
        this.version = contract.instruments() ? contract.indexOf("instrument_version") : -1;
    }

    public Outcome check(Row row) {
        if (row instanceof Row.Damaged damaged) return rejected(damaged);
        return check((Row.Cells) row);
    }

    private Outcome check(Row.Cells row) {
        Layout layout = row.layout();
        String[] cells = row.cells();
        if (layout.isHeader(cells)) {
            return rejected(row, null, null, "repeated_header", "this is the header once more");
        }
        if (isTotal(row)) return rejected(row, null, null, "total_row", "this is a row of totals");
        if (cells.length < layout.width()) {
            return rejected(
                    row,
                    null,
                    null,
                    "too_few_fields",
                    "the record has " + cells.length + " fields, the header " + layout.width());
        }
        // Also where the surplus is empty: an unquoted delimiter has then moved an empty last cell out of the record.
        if (cells.length > layout.width()) {
            return rejected(
                    row,
                    null,
                    null,
                    "too_many_fields",
                    "the record has " + cells.length + " fields, the header " + layout.width()
                            + "; does a value hold the delimiter without quotes?");
        }
        return land(row);
    }

    private Outcome land(Row.Cells row) {
        @Nullable Object[] values = new Object[columns.length];
        Map<String, String> raw = Map.of();
        List<String> issues = List.of();
        for (int i = 0; i < columns.length; i++) {
            ColumnCheck check = columns[i];
            Column column = check.column();
            String cell = row.layout().cell(row.cells(), i);
            Object value = check.value(cell);
            if (value instanceof Invalid invalid) {
                if (required[i] || !column.nullWhenInvalid()) {
                    return rejected(row, check, cell, invalid.rule(), sentence(column, check.shown(cell), invalid));
                }
                issues = with(issues, column.name() + ":" + invalid.rule());
                value = null;
            }
            if (value == null && required[i]) {
                return rejected(row, check, cell, "required", "column '" + column.name() + "' may not be empty");
            }
            if (column.personal() == Column.Personal.NONE && !cell.isEmpty() && differs(value, column.type(), cell)) {
                raw = with(raw, column.name(), cell);
            }
            values[i] = value;
        }
        for (Rule rule : contract.rules()) {
            if (broken(rule, values)) return rejected(row, null, null, rule.id(), rule.message());
        }
        List<Answer> answers = List.of();
        if (version >= 0) {
            Optional<Instrument> instrument =
                    Optional.ofNullable(contracts.instruments().get(String.valueOf(values[version])));
            if (instrument.isEmpty()) {
                return rejected(
                        row,
                        columns[version],
                        String.valueOf(values[version]),
                        "code",
                        "there is no questionnaire of version '" + values[version] + "'"
                                + Nearest.hint(
                                        String.valueOf(values[version]),
                                        contracts.instruments().keySet()));
            }
            SurveyCheck.Result result = survey.check(row.layout().answers(instrument.get()), row.cells());
            answers = result.answers();
            for (String issue : result.issues()) issues = with(issues, issue);
            for (Map.Entry<String, String> text : result.raw().entrySet()) {
                raw = with(raw, text.getKey(), text.getValue());
            }
        }
        @Nullable Object[] own = new Object[key.length];
        for (int i = 0; i < key.length; i++) own[i] = values[key[i]];
        if (!keys.add(own)) {
            return rejected(
                    row,
                    null,
                    shownKey(row),
                    "duplicate_key",
                    "a row with the same " + String.join(", ", keyNames()) + " stands above in this delivery");
        }
        return new Landed(row.file(), row.line(), source, values, raw, issues, answers);
    }

    // Text that was trimmed, or is written as its type is written anyway, has not been changed in a way worth keeping.
    private static boolean differs(@Nullable Object value, ColumnType type, String cell) {
        if (value == null) return true;
        return switch (type) {
            case STRING, CODE, PHONE, EMAIL, QID -> !value.equals(cell) && !value.equals(cell.strip());
            case INTEGER -> !plainNumber(cell, false);
            case DECIMAL -> !plainNumber(cell, true);
            case BOOLEAN -> false;
            case DATE -> !(cell.length() == 10 && isoDate(cell));
            case TIMESTAMP ->
                !(cell.length() >= 19 && isoDate(cell) && cell.charAt(13) == ':' && cell.charAt(16) == ':');
            case LIST -> false;
        };
    }

    private static boolean plainNumber(String cell, boolean point) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c < '0' || c > '9') && !(c == '-' && i == 0) && !(c == '.' && point)) return false;
        }
        return true;
    }

    private static boolean isoDate(String cell) {
        for (int i = 0; i < 10; i++) {
            char c = cell.charAt(i);
            boolean dash = i == 4 || i == 7;
            if (dash != (c == '-') || (!dash && (c < '0' || c > '9'))) return false;
        }
        return true;
    }

    private boolean broken(Rule rule, @Nullable Object[] values) {
        if (rule instanceof Rule.RequireAny any) {
            for (String column : any.columns()) if (values[contract.indexOf(column)] != null) return false;
            return true;
        }
        if (rule instanceof Rule.Before before) {
            Object first = values[contract.indexOf(before.first())];
            Object second = values[contract.indexOf(before.second())];
            return first instanceof Number a && second instanceof Number b && a.longValue() > b.longValue();
        }
        return rule instanceof Rule.RequireTrue isTrue
                && !Boolean.TRUE.equals(values[contract.indexOf(isTrue.column())]);
    }

    /** A row whose first word is "total" and that leaves required columns empty. */
    private boolean isTotal(Row.Cells row) {
        String[] cells = row.cells();
        int first = 0;
        while (first < cells.length && cells[first].isBlank()) first++;
        if (first == cells.length || cells[first].length() > 40) return false;
        char c = cells[first].strip().charAt(0);
        // Most rows begin with an identifier: only a word of letters can be one of these.
        if (!Character.isLetter(c) || cells[first].indexOf('-') == 1) return false;
        if (!TOTALS.contains(Folding.fold(withoutDigits(cells[first])))) return false;
        for (int i = 0; i < columns.length; i++) {
            if (required[i] && columns[i].value(row.layout().cell(cells, i)) instanceof Invalid) return true;
            if (required[i] && row.layout().cell(cells, i).isBlank()) return true;
        }
        return false;
    }

    private static String withoutDigits(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) if (!Character.isDigit(text.charAt(i))) letters.append(text.charAt(i));
        return letters.toString();
    }

    private static String sentence(Column column, String shown, Invalid invalid) {
        return "column '" + column.name() + "': '" + cut(shown, 100) + "' " + invalid.message();
    }

    private List<String> keyNames() {
        return contract.source(source).orElseThrow().key();
    }

    private String shownKey(Row.Cells row) {
        List<String> parts = new ArrayList<>();
        for (int column : key) parts.add(columns[column].shown(row.layout().cell(row.cells(), column)));
        return String.join(" / ", parts);
    }

    private Rejected rejected(
            Row.Cells row, @Nullable ColumnCheck at, @Nullable String cell, String rule, String message) {
        String value = at == null || cell == null ? cell : cut(at.shown(cell), SHOWN);
        return new Rejected(
                row.file(), row.line(), at == null ? null : at.column().name(), value, rule, message, rawRecord(row));
    }

    /** The record with personal cells masked; where cells may have shifted, everything from the first of them on. */
    private String rawRecord(Row.Cells row) {
        Layout layout = row.layout();
        String[] shown = row.cells().clone();
        int shift = Math.min(0, shown.length - layout.width());
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].column().personal() == Column.Personal.NONE) continue;
            for (int position : layout.positions(i)) {
                if (shown.length == layout.width()) {
                    shown[position] = columns[i].shown(shown[position]);
                } else {
                    for (int p = Math.max(0, position + shift); p < shown.length; p++) shown[p] = "(withheld)";
                }
            }
        }
        return cut(CSVFormat.DEFAULT.format((Object[]) shown), SHOWN);
    }

    private Rejected rejected(Row.Damaged row) {
        return new Rejected(row.file(), row.line(), null, null, row.rule(), row.message(), cut(withheld(row), SHOWN));
    }

    // Its cells cannot be told apart. Delimiters inside quotes only move cells to the right, so what stands before the
    // first personal column's place is never personal.
    private String withheld(Row.Damaged row) {
        int first = Integer.MAX_VALUE;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].column().personal() == Column.Personal.NONE) continue;
            for (int position : row.layout().positions(i)) first = Math.min(first, position);
        }
        int from = 0;
        for (int cell = 0; cell < first; cell++) {
            int next = row.text().indexOf(row.layout().delimiter(), from);
            if (next < 0) return row.text();
            from = next + 1;
        }
        return row.text().substring(0, from) + "(withheld)";
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    private static List<String> with(List<String> list, String more) {
        List<String> longer = list.isEmpty() ? new ArrayList<>(4) : list;
        longer.add(more);
        return longer;
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> larger = map.isEmpty() ? new LinkedHashMap<>(8) : map;
        larger.put(key, value);
        return larger;
    }
}
