package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regression's columns as SQL, from {@code y ~ x + g + factor(k)}; a category gives a column for each level after the
 * first. The response may be {@code I(g == "level")}.
 *
 * @param response SQL of a double
 * @param names of the coefficients
 * @param columns SQL of each coefficient's variable
 * @param known SQL of the condition that no variable is missing
 */
record ModelFormula(String response, List<String> names, List<String> columns, String known) {
    private static final Pattern EQUALS = Pattern.compile("I\\(\\s*(.+?)\\s*==\\s*\"(.*)\"\\s*\\)");
    private static final Pattern FACTOR = Pattern.compile("factor\\(\\s*(.+?)\\s*\\)");

    static ModelFormula parse(String formula, SampleRows rows) {
        String[] sides = formula.split("~", -1);
        if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
            throw new SurveyException("\"" + formula + "\" is not a model: write it as outcome ~ variable + variable.");
        }
        Set<String> used = new LinkedHashSet<>();
        String response = response(sides[0].strip(), rows, used);
        List<String> names = new ArrayList<>(List.of("(Intercept)"));
        List<String> columns = new ArrayList<>(List.of("1.0::double"));
        for (String term : sides[1].split("\\+", -1)) {
            addTerm(term.strip(), rows, used, names, columns);
        }
        String known = String.join(
                " and ",
                used.stream()
                        .map(column -> Quoted.name(column) + " is not null")
                        .toList());
        return new ModelFormula(response, names, columns, known);
    }

    private static String response(String text, SampleRows rows, Set<String> used) {
        Matcher equals = EQUALS.matcher(text);
        if (equals.matches()) {
            rows.requireColumn(equals.group(1));
            used.add(equals.group(1));
            return Quoted.is(equals.group(1), equals.group(2)) + "::int::double";
        }
        rows.requireNumber(text);
        used.add(text);
        return Quoted.name(text) + "::double";
    }

    private static void addTerm(
            String term, SampleRows rows, Set<String> used, List<String> names, List<String> columns) {
        Matcher factor = FACTOR.matcher(term);
        String column = factor.matches() ? factor.group(1) : term;
        rows.requireColumn(column);
        used.add(column);
        if (!factor.matches() && rows.isNumber(column)) {
            names.add(term);
            columns.add(Quoted.name(column) + "::double");
            return;
        }
        List<String> levels = Profile.of(rows, List.of(), List.of(column), null).levels(column);
        for (String level : levels.subList(1, levels.size())) {
            names.add(term + level);
            columns.add(Quoted.is(column, level) + "::int::double");
        }
    }
}
