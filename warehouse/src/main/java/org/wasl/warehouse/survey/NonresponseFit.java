package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Weighting for non-response, whose own error is kept: weighting classes (Oh and Scheuren 1983) and estimated response
 * probabilities (Kim and Kim 2007, Canadian Journal of Statistics 35).
 */
final class NonresponseFit {
    private final SampleRows rows;
    private final String responded;

    private NonresponseFit(SampleRows rows, Nonresponse model) {
        this.rows = rows;
        this.responded = model.condition();
    }

    /** @param rows whose {@code w_} is the weight before non-response */
    static Adjustment fit(SampleRows rows, Nonresponse model) {
        rows.requireCondition(model.responded());
        NonresponseFit fit = new NonresponseFit(rows, model);
        return model instanceof Nonresponse.Cells cells
                ? fit.cells(cells.columns())
                : fit.propensity((Nonresponse.Propensity) model);
    }

    private Adjustment cells(List<String> columns) {
        columns.forEach(rows::requireColumn);
        List<List<@Nullable String>> cells = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        List<Double> people = new ArrayList<>();
        StringJoiner select = new StringJoiner(", ");
        columns.forEach(column -> select.add(Quoted.name(column) + "::varchar"));
        select.add("sum(w_)").add("coalesce(sum(case when " + responded + " then w_ end), 0)");
        rows.query("select " + select + " from " + rows.sql() + " group by all order by all", row -> {
            List<@Nullable String> cell = new ArrayList<>();
            StringJoiner named = new StringJoiner(", ");
            for (int i = 0; i < columns.size(); i++) {
                cell.add(row.getString(i + 1));
                named.add(columns.get(i) + " = " + cell.get(i));
            }
            double all = row.getDouble(columns.size() + 1);
            double answered = row.getDouble(columns.size() + 2);
            if (!(answered > 0)) {
                throw new SurveyException("Nobody responded in the cell " + named + ": join it with another.");
            }
            cells.add(cell);
            factors.add(all / answered);
            people.add(all);
        });
        Crossing crossing = new Crossing(columns, cells);
        String factor =
                "(case when " + responded + " then " + crossing.value(array(factors)) + " else 0.0::double end)";
        double[] behind = array(people);
        return new Adjustment(
                weight -> weight + " * " + factor,
                Auxiliaries.of(crossing),
                "w_",
                "1.0::double",
                "(d_ * " + factor + " - d_)",
                products -> {
                    double[] means = new double[products.length];
                    for (int cell = 0; cell < means.length; cell++) {
                        means[cell] = products[cell] / behind[cell];
                    }
                    return means;
                },
                "non-response: " + factors.size() + " cells, factors " + range(factors),
                0);
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Adjustment propensity(Nonresponse.Propensity model) {
        SampleRows marked = rows.with(responded + "::int::double as responded_", "responded_");
        ModelFormula formula = ModelFormula.parse("responded_ ~ " + model.model(), marked, known -> known);
        long[] incomplete = new long[1];
        marked.query(
                "select count(*) from " + marked.sql() + " where not (" + formula.valid() + ")",
                row -> incomplete[0] = row.getLong(1));
        if (incomplete[0] > 0) {
            throw new SurveyException("The response model " + model.model() + " has " + incomplete[0]
                    + " rows with an empty value; every row sampled needs one, whether it responded or not.");
        }
        ModelFit fit = ModelFit.of(
                marked,
                formula,
                Estimator.Family.BINOMIAL,
                Item.ALWAYS,
                () -> ModelFit.averageWeight(marked, Item.ALWAYS, true));
        String p = fit.mean();
        RealMatrix inverse = fit.inverse();
        double[] range = new double[2];
        marked.query(
                "select min(1 / " + p + "), max(1 / " + p + ") from " + marked.sql() + " where " + responded, row -> {
                    range[0] = row.getDouble(1);
                    range[1] = row.getDouble(2);
                });
        String miss = "(1 - " + p + ")";
        return new Adjustment(
                weight -> weight + " * (case when " + responded + " then 1 / " + p + " else 0.0::double end)",
                Auxiliaries.of(formula.columns()),
                "w_ * " + miss,
                miss,
                "d_ * (" + responded + "::int::double - " + p + ")",
                inverse::operate,
                "non-response: " + formula.names().size() + " coefficients, factors "
                        + range(List.of(range[0], range[1])),
                0);
    }

    private static String range(List<Double> factors) {
        return Told.number(
                        factors.stream().mapToDouble(Double::doubleValue).min().orElse(1)) + " to "
                + Told.number(
                        factors.stream().mapToDouble(Double::doubleValue).max().orElse(1));
    }
}
