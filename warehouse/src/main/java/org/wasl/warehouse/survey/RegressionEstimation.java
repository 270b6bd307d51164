package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.jspecify.annotations.Nullable;

/**
 * Regression by weighted Fisher scoring, each step one aggregate query; errors by linearising the estimating equations
 * (Binder 1983, International Statistical Review 51).
 */
final class RegressionEstimation {
    private static final int STEPS = 50;

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
        Fit fit = new Fit(formula, family, valid);
        fit.solve();
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
            double value = fit.coefficients[k];
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

    private final class Fit {
        private final ModelFormula formula;
        private final Estimator.Family family;
        private final String valid;
        private final double[] coefficients;
        private RealMatrix information;

        Fit(ModelFormula formula, Estimator.Family family, String valid) {
            this.formula = formula;
            this.family = family;
            this.valid = valid;
            this.coefficients = new double[formula.names().size()];
            this.information = new Array2DRowRealMatrix(coefficients.length, coefficients.length);
        }

        void solve() {
            if (family == Estimator.Family.POISSON) {
                rows.query(
                        "select avg(" + formula.response() + ") from " + rows.sql() + " where " + valid,
                        row -> coefficients[0] = Math.log(row.getDouble(1)));
            }
            for (int step = 0; step < STEPS; step++) {
                double[] score = step();
                double[] change = new SingularValueDecomposition(information)
                        .getSolver()
                        .solve(new ArrayRealVector(score))
                        .toArray();
                double largest = 0;
                for (int k = 0; k < change.length; k++) {
                    coefficients[k] += change[k];
                    largest = Math.max(largest, Math.abs(change[k]) / (1e-8 + Math.abs(coefficients[k])));
                }
                if (largest < 1e-10) {
                    step();
                    return;
                }
            }
            throw new SurveyException("The model " + formula.names() + " does not converge: are its variables"
                    + " collinear, or does one separate the outcomes?");
        }

        /** Score and information at the current coefficients. */
        private double[] step() {
            int p = coefficients.length;
            StringJoiner select = new StringJoiner(", ");
            for (int j = 0; j < p; j++) {
                select.add("sum(w_ * " + formula.columns().get(j) + " * residual_)");
                for (int k = 0; k <= j; k++) {
                    select.add("sum(w_ * information_ * " + formula.columns().get(j) + " * "
                            + formula.columns().get(k) + ")");
                }
            }
            double[] score = new double[p];
            rows.query(
                    "select " + select + " from (select *, " + residual() + " as residual_, " + informationOfRow()
                            + " as information_ from " + rows.sql() + " where " + valid + ")",
                    row -> {
                        int at = 1;
                        for (int j = 0; j < p; j++) {
                            score[j] = row.getDouble(at++);
                            for (int k = 0; k <= j; k++) {
                                double entry = row.getDouble(at++);
                                information.setEntry(j, k, entry);
                                information.setEntry(k, j, entry);
                            }
                        }
                    });
            return score;
        }

        private RealMatrix inverse() {
            return new SingularValueDecomposition(information).getSolver().getInverse();
        }

        /** What each row adds to the estimating equations: x (y − μ), every link here being canonical. */
        private List<Item> scores() {
            return formula.columns().stream()
                    .map(column -> new Item(column + " * " + residual(), valid, 0))
                    .toList();
        }

        private String residual() {
            return "(" + formula.response() + " - " + mean() + ")";
        }

        private String mean() {
            StringJoiner sum = new StringJoiner(" + ", "(", ")");
            for (int k = 0; k < coefficients.length; k++) {
                sum.add(Quoted.number(coefficients[k]) + " * "
                        + formula.columns().get(k));
            }
            return switch (family) {
                case GAUSSIAN -> sum.toString();
                case BINOMIAL -> "(1 / (1 + exp(-" + sum + ")))";
                case POISSON -> "exp(" + sum + ")";
            };
        }

        private String informationOfRow() {
            return switch (family) {
                case GAUSSIAN -> "1.0::double";
                case BINOMIAL -> "(" + mean() + " * (1 - " + mean() + "))";
                case POISSON -> mean();
            };
        }
    }
}
