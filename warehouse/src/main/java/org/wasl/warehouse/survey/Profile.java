package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What must be known of variables before they are summed: that they are usable, their centre, their levels. */
final class Profile {
    private static final int MOST_LEVELS = 200;

    private final SampleRows rows;
    private final @Nullable String domain;
    private final Map<String, Double> centres = new LinkedHashMap<>();
    private final Set<String> complete = new HashSet<>();
    private final Set<String> binaries = new HashSet<>();
    private final Map<String, List<String>> levels = new LinkedHashMap<>();

    private Profile(SampleRows rows, @Nullable String domain) {
        this.rows = rows;
        this.domain = domain;
    }

    static Profile of(SampleRows rows, List<String> numbers, List<String> categories, @Nullable String domain) {
        Profile profile = new Profile(rows, domain);
        numbers.forEach(rows::requireNumber);
        categories.forEach(rows::requireColumn);
        profile.readNumbers(numbers);
        categories.forEach(category -> profile.levels.put(category, levels(rows, category, Item.ALWAYS)));
        return profile;
    }

    private void readNumbers(List<String> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        StringJoiner select = new StringJoiner(", ").add("count(*)");
        for (String number : numbers) {
            String value = Quoted.name(number) + "::double";
            select.add("count(" + value + "), avg(" + value + ")");
            select.add(rows.isWhole(number) ? "min(" + value + ") >= 0 and max(" + value + ") <= 1" : "false");
        }
        rows.query("select " + select + " from " + rows.sql(), row -> {
            long all = row.getLong(1);
            int at = 2;
            for (String number : numbers) {
                long known = row.getLong(at++);
                double centre = row.getDouble(at++);
                boolean binary = row.getBoolean(at++);
                if (known == 0) {
                    throw new SurveyException("Every value of \"" + number + "\" is missing.");
                }
                // One infinite value leaves no finite average.
                if (!Double.isFinite(centre)) {
                    refuseInfinite(number);
                }
                if (known == all) {
                    complete.add(number);
                }
                if (binary) {
                    binaries.add(number);
                }
                centres.put(number, binary ? 0 : centre);
            }
        });
    }

    private void refuseInfinite(String number) {
        rows.firstRow("not isfinite(" + Quoted.name(number) + "::double)", Quoted.name(number), (row, value) -> {
            throw new SurveyException("Row " + row + ": \"" + number + "\" is " + value + ", not a finite number.");
        });
    }

    /** The values that a category has in the rows of a condition, in order. */
    static List<String> levels(SampleRows rows, String category, String condition) {
        List<String> found = new ArrayList<>();
        String value = Quoted.name(category) + "::varchar";
        rows.query(
                "select distinct " + value + " from " + rows.sql() + " where " + value + " is not null and ("
                        + condition + ") limit "
                        + (MOST_LEVELS + 1),
                row -> found.add(row.getString(1)));
        if (found.isEmpty()) {
            throw new SurveyException("Every value of \"" + category + "\" is missing.");
        }
        if (found.size() > MOST_LEVELS) {
            throw new SurveyException("\"" + category + "\" has more than " + MOST_LEVELS
                    + " different values: it is not a category; for its centre ask mean or quantile.");
        }
        found.sort(Cell::compare);
        return List.copyOf(found);
    }

    List<String> levels(String category) {
        return levels.getOrDefault(category, List.of());
    }

    /** The levels that a total counts: those of a column that holds no numbers. */
    List<String> counted(String column) {
        return rows.isNumber(column) ? List.of() : levels(column);
    }

    void requireLevel(String category, String level) {
        if (!levels(category).contains(level)) {
            throw new SurveyException("\"" + category + "\" has no value \"" + level + "\"; it has "
                    + String.join(", ", levels(category)) + ".");
        }
    }

    /** The number where it is known, in the domain. */
    Item number(String column) {
        return numberWhere(column, inDomain(known(column)));
    }

    /** The number where another is known too. */
    Item number(String column, String other) {
        return numberWhere(column, inDomain(both(known(column), known(other))));
    }

    private Item numberWhere(String column, String valid) {
        String value = Quoted.name(column) + "::double";
        return new Item(value, valid, centres.getOrDefault(column, 0.0), binaries.contains(column));
    }

    /** The product of two numbers' deviations from their centres. */
    Item product(String column, String other) {
        String value = deviation(column) + " * " + deviation(other);
        return new Item(value, inDomain(both(known(column), known(other))), 0);
    }

    private String deviation(String column) {
        return "(" + Quoted.name(column) + "::double - " + Quoted.number(centres.getOrDefault(column, 0.0)) + ")";
    }

    /** 1 where the category has the level, 0 where it has another. */
    Item indicator(String column, String level) {
        return Item.indicator(Quoted.is(column, level) + "::int::double", inDomain(known(column)));
    }

    /** The cells of a table of two categories, columns within rows. */
    List<Item> table(String row, String column) {
        return table(row, levels(row), column, levels(column));
    }

    /** The same of some of the values. */
    List<Item> table(String row, List<String> ofRow, String column, List<String> ofColumn) {
        List<Item> items = new ArrayList<>();
        for (String rowLevel : ofRow) {
            for (String columnLevel : ofColumn) {
                items.add(both(row, rowLevel, column, columnLevel));
            }
        }
        return items;
    }

    /** 1 where both categories have the levels, 0 where either has another. */
    private Item both(String row, String rowLevel, String column, String columnLevel) {
        return Item.indicator(
                "(" + Quoted.is(row, rowLevel) + " and " + Quoted.is(column, columnLevel) + ")::int::double",
                inDomain(both(known(row), known(column))));
    }

    /** 1 for every row of the domain. */
    Item everybody() {
        return Item.indicator("1.0::double", inDomain(Item.ALWAYS));
    }

    /** 1 where the number is at most a bound. */
    Item atMost(String column, double bound) {
        return Item.indicator(
                "(" + Quoted.name(column) + "::double <= " + Quoted.number(bound) + ")::int::double",
                inDomain(known(column)));
    }

    private String known(String column) {
        return complete.contains(column) ? Item.ALWAYS : Quoted.name(column) + " is not null";
    }

    private String inDomain(String condition) {
        return domain == null ? condition : both(condition, "(" + domain + ")");
    }

    private static String both(String condition, String other) {
        if (condition.equals(Item.ALWAYS)) {
            return other;
        }
        return other.equals(Item.ALWAYS) || other.equals(condition) ? condition : condition + " and " + other;
    }
}
