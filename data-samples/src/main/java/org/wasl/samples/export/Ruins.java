package org.wasl.samples.export;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.programme.Feed;
import org.wasl.samples.world.Draw;

/** Makes rows that a contract must reject: one breach a row, so that the rule is known. */
final class Ruins {
    private static final Map<String, String> NOT_IN_THE_LIST = Map.of("municipality", "Lusail Marina City");

    private final List<Rates.Ruin> ruins;
    private final Feed feed;
    private final Delivery delivery;
    private final List<Feed.Column> columns;

    Ruins(List<Rates.Ruin> ruins, Feed feed, Delivery delivery, List<Feed.Column> columns) {
        this.ruins = ruins;
        this.feed = feed;
        this.delivery = delivery;
        this.columns = columns;
    }

    /** A row that breaks one rule. */
    record Ruined(List<Value> values, String rule, String column) {}

    /** Ruins the row or leaves it; null: left as it is. */
    @Nullable Ruined ruin(List<Value> values, Draw draw) {
        for (Rates.Ruin ruin : ruins) {
            if (!draw.chance(ruin.rate())) {
                continue;
            }
            List<Value> ruined = apply(ruin, values, draw);
            if (ruined != null) {
                return new Ruined(ruined, ruin.rule(), Objects.requireNonNullElse(ruin.column(), ""));
            }
        }
        return null;
    }

    private @Nullable List<Value> apply(Rates.Ruin ruin, List<Value> values, Draw draw) {
        return switch (ruin.rule()) {
            case "duplicate_key" -> respelled(values);
            case "too_many_fields" -> delivery.isXlsx() ? null : split(values);
            case "too_few_fields" ->
                delivery.isXlsx() ? null : new ArrayList<>(values.subList(0, values.size() - 2 - draw.below(2)));
            case "required", "type", "range", "pattern", "code" -> cell(ruin, values, draw);
            default -> rule(ruin.rule(), values);
        };
    }

    /** The same key again, the name in capitals. */
    private List<Value> respelled(List<Value> values) {
        List<Value> again = new ArrayList<>(values);
        int name = Math.max(at("site_name"), at("name_en"));
        if (name >= 0) {
            again.set(name, Value.text(values.get(name).text().toUpperCase(Locale.ROOT)));
        }
        return again;
    }

    /** An unquoted delimiter: one cell has become two. */
    private @Nullable List<Value> split(List<Value> values) {
        for (int i = 0; i < columns.size(); i++) {
            String text = values.get(i).text().strip();
            int space = text.indexOf(' ');
            if (columns.get(i).type().equals("string") && space > 0 && text.indexOf('\n') < 0) {
                List<Value> more = new ArrayList<>(values);
                more.set(i, Value.text(text.substring(0, space)));
                more.add(i + 1, Value.text(text.substring(space)));
                return more;
            }
        }
        return null;
    }

    private @Nullable List<Value> cell(Rates.Ruin ruin, List<Value> values, Draw draw) {
        int at = at(String.valueOf(ruin.column()));
        if (at < 0 || values.get(at).text().isEmpty()) {
            return null;
        }
        Feed.Column column = columns.get(at);
        boolean insisted = column.required()
                || (column.requiredIn() != null && column.requiredIn().contains(delivery.source()));
        String text = values.get(at).text();
        String wrong = switch (ruin.rule()) {
            case "required" -> insisted ? "" : null;
            case "type" -> wrongDate(draw);
            case "range" -> farDate(draw);
            case "pattern" -> wrongPattern(text);
            case "code" -> NOT_IN_THE_LIST.getOrDefault(String.valueOf(column.codes()), "to be confirmed");
            default -> null;
        };
        if (wrong == null) {
            return null;
        }
        List<Value> ruined = new ArrayList<>(values);
        ruined.set(at, Value.text(wrong));
        return ruined;
    }

    private static String wrongDate(Draw draw) {
        return draw.pick(List.of("31/02/2018", "2019-13-05", "not known", "00/00/0000"));
    }

    private static String farDate(Draw draw) {
        LocalDate far = LocalDate.of(draw.between(2031, 2038), draw.between(1, 12), draw.between(1, 28));
        return far.toString();
    }

    /** F-0012 as F0012; 12345 as CR-12345. */
    private static String wrongPattern(String text) {
        return text.indexOf('-') > 0 ? text.replace("-", "") : "CR-" + text;
    }

    private @Nullable List<Value> rule(String id, List<Value> values) {
        Feed.Rule rule = feed.rule(id);
        if (rule == null) {
            return null;
        }
        List<Value> ruined = new ArrayList<>(values);
        List<String> any = rule.requireAny();
        List<String> before = rule.before();
        String mustBeTrue = rule.requireTrue();
        if (any != null) {
            for (String column : any) {
                if (at(column) >= 0) {
                    ruined.set(at(column), Value.EMPTY);
                }
            }
            return ruined;
        }
        if (before != null) {
            Value first = values.get(at(before.get(0)));
            Value second = values.get(at(before.get(1)));
            if (second.text().isEmpty() || first.text().equals(second.text())) {
                return null;
            }
            ruined.set(at(before.get(0)), second);
            ruined.set(at(before.get(1)), first);
            return ruined;
        }
        if (mustBeTrue != null) {
            ruined.set(at(mustBeTrue), Value.text("no"));
            return ruined;
        }
        return null;
    }

    private int at(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
