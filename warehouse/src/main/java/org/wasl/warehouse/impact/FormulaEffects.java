package org.wasl.warehouse.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every coefficient of a formula. */
final class FormulaEffects {
    private FormulaEffects() {}

    /** Fits the formula to the rows in which nothing it names is missing. */
    static List<StudyResult> of(
            Specification.FixedEffects specification,
            @Nullable String weights,
            @Nullable String subgroup,
            StudyData data) {
        Formula formula = Formula.parse(specification.formula());
        StudyData known = data.where(i -> complete(data, formula.columns(), i));
        if (known.rows() == 0) {
            throw new StudyException(
                    "\"" + specification.formula() + "\": no row has all of " + formula.columns() + ".");
        }
        LeastSquares fit = new LeastSquares(
                known.number(formula.outcome()),
                formula.variables(known),
                formula.absorbed().stream().map(known::codes).toList(),
                specification.cluster().stream().map(known::codes).toList(),
                weights == null ? StudyRun.ones(known.rows()) : known.number(weights));
        List<StudyResult> results = new ArrayList<>();
        for (String name : fit.names()) {
            double estimate = fit.coefficient(name);
            results.add(new StudyResult(
                    specification.name(),
                    formula.outcome(),
                    "feols",
                    name,
                    null,
                    null,
                    null,
                    subgroup,
                    estimate,
                    fit.se(name),
                    estimate - fit.margin(name),
                    estimate + fit.margin(name),
                    null,
                    null,
                    fit.rows(),
                    fit.clusters(),
                    fit.p(name),
                    null));
        }
        return results;
    }

    private static boolean complete(StudyData data, Set<String> columns, int row) {
        for (String column : columns) {
            if (data.label(column).get(row).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
