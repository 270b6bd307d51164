package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regression's columns as SQL, from {@code y ~ x + g + factor(k) + x:g}; {@code a*b} is {@code a + b + a:b}. A category
 * gives a column for each level after the first, and in an interaction for each level where the term without it is not in
 * the model (as R codes them). {@code 0 +} or {@code - 1} leaves the intercept out; the first category then has all its
 * levels; {@code 1} is the intercept itself. True and false are a category, too. The response may be {@code I(g == "level")}, or true and false.
 *
 * @param response SQL of a double
 * @param names of the coefficients
 * @param columns SQL of each coefficient's variable
 * @param valid SQL of the condition that no variable is missing and the row is asked for
 */
record ModelFormula(String response, List<String> names, List<String> columns, String valid) {
    private static final Pattern EQUALS = Pattern.compile("I\\(\\s*(.+?)\\s*==\\s*\"(.*)\"\\s*\\)");
    private static final Pattern ORIGIN = Pattern.compile("^\\s*0\\s*\\+|\\+\\s*0\\s*(?=\\+|$)|-\\s*1\\s*(?=\\+|$)");
    private static final Pattern FACTOR = Pattern.compile("factor\\(\\s*(.+?)\\s*\\)");

    /** A coefficient's name and the SQL of its variable. */
    private record Column(String name, String sql) {
        Column times(Column other) {
            return new Column(name + ":" + other.name, sql + " * " + other.sql);
        }
    }

    /**
     * Reads a formula.
     *
     * @param valid what must hold of a row besides the condition given to it, that no variable is missing
     */
    static ModelFormula parse(String formula, SampleRows rows, UnaryOperator<String> valid) {
        String[] sides = sides(formula);
        Set<String> used = new LinkedHashSet<>();
        String response = response(sides[0].strip(), rows, used);
        Matcher through = ORIGIN.matcher(sides[1]);
        boolean intercept = !through.find();
        Set<Set<String>> terms = terms(through.replaceAll(""), rows);
        terms.forEach(term -> term.forEach(variable -> used.add(column(variable))));
        String condition = valid.apply(known(used));
        List<Column> columns = new ArrayList<>();
        if (intercept) {
            columns.add(new Column("(Intercept)", "1.0::double"));
        }
        Map<String, List<Column>> coded = new LinkedHashMap<>();
        Coding coding = variable -> coded.computeIfAbsent(variable, one -> coded(one, rows, condition));
        String whole = intercept ? null : firstCategory(terms, coding);
        for (Set<String> term : terms) {
            columns.addAll(columns(term, terms, coding, whole));
            whole = term.contains(whole) ? null : whole;
        }
        return new ModelFormula(
                response,
                columns.stream().map(Column::name).toList(),
                columns.stream().map(Column::sql).toList(),
                condition);
    }

    private static String[] sides(String formula) {
        String[] sides = formula.split("~", -1);
        if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
            throw new SurveyException("\"" + formula + "\" is not a model: write it as outcome ~ variable + variable.");
        }
        return sides;
    }

    /** SQL of the condition that no variable of a formula is missing. */
    static String known(String formula, SampleRows rows) {
        String[] sides = sides(formula);
        Set<String> used = new LinkedHashSet<>();
        response(sides[0].strip(), rows, used);
        terms(ORIGIN.matcher(sides[1]).replaceAll(""), rows)
                .forEach(term -> term.forEach(variable -> used.add(column(variable))));
        return known(used);
    }

    private static String known(Set<String> columns) {
        return String.join(
                " and ",
                columns.stream()
                        .map(column -> Quoted.name(column) + " is not null")
                        .toList());
    }

    /** The variable that has all its levels, for there is no intercept that stands for the first. */
    private static @Nullable String firstCategory(Set<Set<String>> terms, Coding coding) {
        return terms.stream()
                .flatMap(Set::stream)
                .filter(variable -> isCategory(variable, coding.of(variable)))
                .findFirst()
                .orElse(null);
    }

    private static boolean isCategory(String variable, List<Column> coded) {
        return coded.size() != 1 || !coded.get(0).name().equals(variable);
    }

    /** The same without the variables that say nothing beside those before them. */
    ModelFormula only(List<Integer> kept) {
        return new ModelFormula(
                response,
                kept.stream().map(names::get).toList(),
                kept.stream().map(columns::get).toList(),
                valid);
    }

    private static String response(String text, SampleRows rows, Set<String> used) {
        Matcher equals = EQUALS.matcher(text);
        if (equals.matches()) {
            rows.requireColumn(equals.group(1));
            used.add(equals.group(1));
            return Quoted.is(equals.group(1), equals.group(2)) + "::int::double";
        }
        if (!rows.isNumber(text) && rows.isTruth(text)) {
            used.add(text);
            return Quoted.name(text) + "::boolean::int::double";
        }
        rows.requireNumber(text);
        used.add(text);
        return Quoted.name(text) + "::double";
    }

    /**
     * Each term's variables, main effects first, then interactions of two and more; as R, in the order in which the formula
     * first names them.
     */
    private static Set<Set<String>> terms(String text, SampleRows rows) {
        List<Set<String>> terms = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>();
        for (String term : text.split("\\+", -1)) {
            if (term.strip().equals("1") && !rows.types().containsKey("1")) {
                continue;
            }
            List<Set<String>> crossed = new ArrayList<>();
            for (String factor : term.split("\\*", -1)) {
                Set<String> variables = new LinkedHashSet<>();
                for (String variable : factor.split(":", -1)) {
                    variables.add(named(variable.strip(), rows));
                }
                named.addAll(variables);
                for (Set<String> before : List.copyOf(crossed)) {
                    Set<String> together = new LinkedHashSet<>(before);
                    together.addAll(variables);
                    crossed.add(together);
                }
                crossed.add(variables);
            }
            terms.addAll(crossed);
        }
        Set<Set<String>> ordered = new LinkedHashSet<>();
        terms.stream().sorted(Comparator.comparingInt(Set::size)).forEach(term -> {
            Set<String> variables = new LinkedHashSet<>(named);
            variables.retainAll(term);
            ordered.add(variables);
        });
        return ordered;
    }

    private static String named(String variable, SampleRows rows) {
        if (!rows.types().containsKey(column(variable)) && !variable.matches("[\\w. ]+")) {
            throw new SurveyException("\"" + variable + "\" is no column of the data: a model's terms are columns,"
                    + " factor(column), a:b and a*b; make anything else a column of the file.");
        }
        rows.requireColumn(column(variable));
        return variable;
    }

    private static String column(String variable) {
        Matcher factor = FACTOR.matcher(variable);
        return factor.matches() ? factor.group(1) : variable;
    }

    /** A number, or an indicator of each level that the rows have; of a Boolean column by R's names. */
    private static List<Column> coded(String variable, SampleRows rows, String condition) {
        String column = column(variable);
        if ("BOOLEAN".equals(rows.types().get(column))) {
            String sql = Quoted.name(column) + "::int::double";
            return List.of(new Column(variable + "FALSE", "(1 - " + sql + ")"), new Column(variable + "TRUE", sql));
        }
        if (variable.equals(column) && rows.isNumber(column)) {
            return List.of(new Column(variable, Quoted.name(column) + "::double"));
        }
        return Profile.levels(rows, column, condition).stream()
                .map(level -> new Column(variable + level, Quoted.is(column, level) + "::int::double"))
                .toList();
    }

    private interface Coding {
        List<Column> of(String variable);
    }

    /** The products of the term's variables, the first one's levels changing fastest. */
    private static List<Column> columns(
            Set<String> term, Set<Set<String>> terms, Coding coding, @Nullable String whole) {
        List<Column> products = List.of();
        for (String variable : term) {
            List<Column> own = coding.of(variable);
            Set<String> without = new LinkedHashSet<>(term);
            without.remove(variable);
            if (isCategory(variable, own) && !variable.equals(whole)) {
                own = without.isEmpty() || terms.contains(without) ? own.subList(1, own.size()) : own;
            }
            List<Column> before = products;
            products = before.isEmpty() && variable.equals(term.iterator().next())
                    ? own
                    : own.stream()
                            .flatMap(one -> before.stream().map(other -> other.times(one)))
                            .toList();
        }
        return products;
    }
}
