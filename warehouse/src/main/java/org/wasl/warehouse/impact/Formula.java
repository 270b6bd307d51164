package org.wasl.warehouse.impact;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code y ~ x + a:b + i(period, treat, 5) | unit + period}.
 *
 * @param absorbed columns whose levels' effects are taken out
 */
record Formula(String outcome, List<Term> terms, List<String> absorbed) {
    private static final Pattern INTERACTION = Pattern.compile("i\\(([^,]+),([^,]+),([^,]+)\\)");

    /** One term, which may make several variables. */
    sealed interface Term {
        /** A number. */
        record Plain(String column) implements Term {}

        /** The product of two numbers. */
        record Product(String left, String right) implements Term {}

        /** A number at each level of another column but one. */
        record ByLevel(String level, String column, String reference) implements Term {}
    }

    static Formula parse(String text) {
        String[] sides = text.split("~", -1);
        String[] right = sides.length == 2 ? sides[1].split("\\|", -1) : new String[0];
        if (sides.length != 2 || right.length > 2 || sides[0].isBlank()) {
            throw new StudyException(
                    "\"" + text + "\" is not a formula: write outcome ~ variables | absorbed effects.");
        }
        List<Term> terms = new ArrayList<>();
        for (String term : parts(right[0])) {
            Matcher interaction = INTERACTION.matcher(term);
            int colon = term.indexOf(':');
            if (interaction.matches()) {
                terms.add(new Term.ByLevel(
                        interaction.group(1).strip(),
                        interaction.group(2).strip(),
                        interaction.group(3).strip()));
            } else if (colon > 0) {
                terms.add(new Term.Product(
                        term.substring(0, colon).strip(),
                        term.substring(colon + 1).strip()));
            } else {
                terms.add(new Term.Plain(term));
            }
        }
        return new Formula(sides[0].strip(), terms, right.length == 2 ? parts(right[1]) : List.of());
    }

    // Pluses inside i(…) do not occur: its arguments are names and a level.
    private static List<String> parts(String sum) {
        List<String> parts = new ArrayList<>();
        for (String part : sum.split("\\+", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(outcome);
        for (Term term : terms) {
            if (term instanceof Term.Plain plain) {
                columns.add(plain.column());
            } else if (term instanceof Term.Product product) {
                columns.add(product.left());
                columns.add(product.right());
            } else if (term instanceof Term.ByLevel by) {
                columns.add(by.level());
                columns.add(by.column());
            }
        }
        columns.addAll(absorbed);
        return columns;
    }

    /** The variables that the terms make of the data. */
    List<Variable> variables(StudyData data) {
        List<Variable> variables = new ArrayList<>();
        for (Term term : terms) {
            if (term instanceof Term.Plain plain) {
                variables.add(new Variable(plain.column(), data.number(plain.column())));
            } else if (term instanceof Term.Product product) {
                variables.add(new Variable(
                        product.left() + ":" + product.right(),
                        product(data.number(product.left()), data.number(product.right()))));
            } else if (term instanceof Term.ByLevel by) {
                for (String level : data.levels(by.level())) {
                    if (!level.equals(by.reference())) {
                        variables.add(new Variable(
                                by.level() + "::" + level + ":" + by.column(),
                                product(indicator(data.label(by.level()), level), data.number(by.column()))));
                    }
                }
            }
        }
        return variables;
    }

    private static double[] indicator(List<String> labels, String level) {
        return labels.stream().mapToDouble(label -> label.equals(level) ? 1 : 0).toArray();
    }

    private static double[] product(double[] left, double[] right) {
        double[] product = new double[left.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = left[i] * right[i];
        }
        return product;
    }
}
