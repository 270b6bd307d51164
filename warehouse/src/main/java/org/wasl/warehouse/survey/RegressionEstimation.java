package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Regression with errors by linearising the estimating equations (Binder 1983, International Statistical Review 51).
 */
final class RegressionEstimation {
    private final Estimation estimation;
    private final SampleRows rows;
    private final @Nullable String domain;

    RegressionEstimation(Estimation estimation, SampleRows rows, @Nullable String domain) {
        this.estimation = estimation;
        this.rows = rows;
        this.domain = domain;
    }

    List<Estimate> estimate(Estimator estimator, Cell cell) {
        boolean test = estimator instanceof Estimator.TTest;
        Estimator.Family family =
                estimator instanceof Estimator.Regression model ? model.family() : Estimator.Family.GAUSSIAN;
        ModelFormula formula = ModelFormula.parse(estimator.variable(), rows);
        if (test && formula.names().size() != 2) {
            throw new SurveyException("ttest(" + estimator.variable() + "): the group must have two values.");
        }
        if (estimation.replicated()) {
            throw new SurveyException(estimator.label() + "(" + estimator.variable()
                    + "): regression errors come from linearisation; leave replicates out of the design.");
        }
        String valid = valid(formula, cell);
        ModelFit fit = ModelFit.of(rows, formula, family, valid);
        List<Item> scores = fit.scores();
        Estimation.Sample sample = estimation.sample(scores, List.of(), null);
        Cell whole = new Cell(List.of(), List.of());
        List<Statistic> influences = new ArrayList<>();
        for (double[] row : fit.inverse().getData()) {
            influences.add(
                    new Statistic.Combination(whole, Arrays.stream(row).boxed().toList()));
        }
        double[][] covariance = sample.variability().covariance(influences);
        double df =
                sample.variability().degreesOfFreedom() + 1 - formula.names().size();
        long n = Math.round(sample.variability().totals().of(whole, Item.COUNT));
        List<Estimate> estimates = new ArrayList<>();
        for (int k = test ? 1 : 0; k < covariance.length; k++) {
            double value = fit.coefficient(k);
            double se = Math.sqrt(covariance[k][k]);
            Confidence interval = Confidence.symmetric(value, se, df);
            estimates.add(new Estimate(
                    estimator.label(),
                    test ? estimator.variable() : formula.names().get(k),
                    null,
                    cell.domain(),
                    value,
                    se,
                    interval.low(),
                    interval.high(),
                    n,
                    null,
                    null,
                    df,
                    df > 0 ? Critical.pOfT(value / se, df) : null,
                    List.of()));
        }
        return estimates;
    }

    private String valid(ModelFormula formula, Cell cell) {
        StringJoiner valid = new StringJoiner(" and ").add(formula.known());
        if (domain != null) {
            valid.add("(" + domain + ")");
        }
        cell.domain().forEach((column, value) -> valid.add(Quoted.is(column, value)));
        return valid.toString();
    }
}
