package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.hipparchus.linear.RealMatrix;

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
        List<String> x = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        List<Double> responding = new ArrayList<>();
        StringJoiner select = new StringJoiner(", ");
        columns.forEach(column -> select.add(Quoted.name(column) + "::varchar"));
        select.add("sum(w_)").add("coalesce(sum(case when " + responded + " then w_ end), 0)");
        StringJoiner cases = new StringJoiner(" ", "case ", " end");
        rows.query("select " + select + " from " + rows.sql() + " group by all order by all", row -> {
            StringJoiner member = new StringJoiner(" and ");
            List<String> cell = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String value = row.getString(i + 1);
                cell.add(columns.get(i) + " = " + value);
                member.add(value == null ? Quoted.name(columns.get(i)) + " is null" : Quoted.is(columns.get(i), value));
            }
            double all = row.getDouble(columns.size() + 1);
            double answered = row.getDouble(columns.size() + 2);
            if (!(answered > 0)) {
                throw new SurveyException(
                        "Nobody responded in the cell " + String.join(", ", cell) + ": join it with another.");
            }
            String condition = columns.isEmpty() ? "true" : member.toString();
            factors.add(all / answered);
            responding.add(all);
            x.add("(case when " + condition + " then 1.0::double else 0.0::double end)");
            cases.add("when " + condition + " then " + Quoted.number(all / answered));
        });
        String factor = "(case when " + responded + " then (" + cases + ") else 0.0::double end)";
        double[] people = responding.stream().mapToDouble(Double::doubleValue).toArray();
        return new Adjustment(
                weight -> weight + " * " + factor,
                x,
                "w_",
                "1.0::double",
                "(d_ * " + factor + " - d_)",
                products -> {
                    double[] means = new double[products.length];
                    for (int cell = 0; cell < means.length; cell++) {
                        means[cell] = products[cell] / people[cell];
                    }
                    return means;
                },
                "non-response: " + factors.size() + " cells, factors " + range(factors));
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
                formula.columns(),
                "w_ * " + miss,
                miss,
                "d_ * (" + responded + "::int::double - " + p + ")",
                inverse::operate,
                "non-response: " + formula.names().size() + " coefficients, factors "
                        + range(List.of(range[0], range[1])));
    }

    private static String range(List<Double> factors) {
        return Told.number(
                        factors.stream().mapToDouble(Double::doubleValue).min().orElse(1)) + " to "
                + Told.number(
                        factors.stream().mapToDouble(Double::doubleValue).max().orElse(1));
    }
}
