package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.jspecify.annotations.Nullable;

/**
 * Regression with errors by linearising the estimating equations (Binder 1983, International Statistical Review 51), or
 * by fitting anew on each replicate; and the t-tests that are regressions.
 */
final class RegressionEstimation {
    private static final Cell WHOLE = new Cell(List.of(), List.of());

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
        if (test && estimator.variable().matches(".*~\\s*[01]\\s*")) {
            return List.of(againstZero(estimator, cell));
        }
        Estimator.Family family =
                estimator instanceof Estimator.Regression model ? model.family() : Estimator.Family.GAUSSIAN;
        if (!cell.columns().isEmpty() && nobody(ModelFormula.known(estimator.variable(), rows), cell)) {
            return List.of(none(estimator, cell, "no_valid_answers"));
        }
        ModelFormula asked = ModelFormula.parse(estimator.variable(), rows, known -> valid(known, cell));
        if (test && asked.names().size() != 2) {
            if (!cell.columns().isEmpty()) {
                return List.of(none(estimator, cell, "no_variation"));
            }
            throw new SurveyException("ttest(" + estimator.variable() + "): the group must have two values.");
        }
        refuseOutcomes(asked, family);
        String valid = asked.valid();
        ModelFit fit = ModelFit.of(
                rows,
                asked,
                family,
                valid,
                () -> ModelFit.averageWeight(rows, valid(Item.ALWAYS, cell), estimation.keepsAllRows()));
        ModelFormula formula = fit.formula();
        Estimation.Sample sample =
                estimation.sample(estimation.replicated() ? present(valid, cell) : scores(fit, cell), List.of(), null);
        Refits again = estimation.replicated() ? replicated(formula, family, fit, valid) : null;
        RealMatrix covariance = again == null
                ? new Array2DRowRealMatrix(sample.variability().covariance(influences(fit)), false)
                : again.covariance();
        // As R's svyglm, of the units that the model has rows of; with replicates of all rows asked for.
        double df = sample.answeringDegreesOfFreedom(WHOLE, again == null ? 0 : 1)
                + 1
                - formula.names().size();
        long n = Math.round(sample.variability().totals().of(WHOLE, Item.COUNT));
        int last = sample.moments().items().size() - 1;
        long rowsAsked = Math.round(sample.variability().totals().of(WHOLE, last * Item.SUMS + Item.COUNT));
        List<String> flags = again == null || again.without() == 0
                ? List.of()
                : List.of("replicates_without_estimate:" + again.without());
        List<Estimate> estimates = new ArrayList<>();
        for (String name : asked.names().subList(test ? 1 : 0, asked.names().size())) {
            String variable = test ? estimator.variable() : name;
            int k = formula.names().indexOf(name);
            estimates.add(
                    k < 0
                            ? Estimate.exact(
                                    estimator.label(), variable, null, cell.domain(), null, n, List.of("collinear"))
                            : tested(
                                    estimator,
                                    variable,
                                    cell,
                                    fit.coefficient(k),
                                    Math.sqrt(covariance.getEntry(k, k)),
                                    df,
                                    n,
                                    flags));
        }
        return estimates.stream().map(one -> one.asked(rowsAsked)).toList();
    }

    /** The rows that a model has, and all that are asked for. */
    private List<Item> present(String valid, Cell cell) {
        return List.of(Item.indicator("1.0::double", valid), asked(cell));
    }

    /** What the rows add to the estimating equations, and all rows that are asked for. */
    private List<Item> scores(ModelFit fit, Cell cell) {
        List<Item> items = new ArrayList<>(fit.scores());
        items.add(asked(cell));
        return items;
    }

    private Item asked(Cell cell) {
        return Item.indicator("1.0::double", valid(Item.ALWAYS, cell));
    }

    private void refuseOutcomes(ModelFormula formula, Estimator.Family family) {
        if (family == Estimator.Family.GAUSSIAN) {
            return;
        }
        boolean binomial = family == Estimator.Family.BINOMIAL;
        String bad = formula.response() + " < 0" + (binomial ? " or " + formula.response() + " > 1" : "");
        rows.firstRow("(" + formula.valid() + ") and (" + bad + ")", formula.response(), (row, value) -> {
            throw new SurveyException("Row " + row + ": the outcome is " + value + "; a "
                    + family.name().toLowerCase(Locale.ROOT) + " model is of numbers "
                    + (binomial
                            ? "from 0 to 1; of a category write I(column == \"level\")."
                            : "that are not negative."));
        });
    }

    private boolean nobody(String known, Cell cell) {
        long[] count = new long[1];
        rows.query(
                "select count(*) from " + rows.sql() + " where " + valid(known, cell),
                row -> count[0] = row.getLong(1));
        return count[0] == 0;
    }

    private static Estimate none(Estimator estimator, Cell cell, String flag) {
        return Estimate.exact(estimator.label(), estimator.variable(), null, cell.domain(), null, 0L, List.of(flag));
    }

    private static List<Statistic> influences(ModelFit fit) {
        List<Statistic> influences = new ArrayList<>();
        for (double[] row : fit.inverse().getData()) {
            influences.add(Statistic.Linear.combination(WHOLE, row));
        }
        return influences;
    }

    /** How coefficients vary over the replicates, and on how many there are none since variables are collinear. */
    private record Refits(RealMatrix covariance, long without) {
        static Refits of(double[] @Nullable [] values, Deviations deviations, double[] full) {
            long without = Arrays.stream(values).filter(Objects::isNull).count();
            if (without == values.length) {
                throw new SurveyException(
                        "The variables of the model are collinear in every replicate, which leaves no error.");
            }
            return new Refits(new Array2DRowRealMatrix(deviations.covariance(values, full), false), without);
        }
    }

    /** As R's {@code glm.fit}, a model leaves out the rows that have less than no weight in a replicate. */
    private Refits replicated(ModelFormula formula, Estimator.Family family, ModelFit fit, String valid) {
        if (family == Estimator.Family.GAUSSIAN && !estimation.negativeReplicates()) {
            return leastSquares(formula, fit, valid);
        }
        ReplicateSet set = estimation.replicates();
        double[] @Nullable [] values = new double[set.weights().size()][];
        for (int r = 0; r < values.length; r++) {
            values[r] =
                    fit.refit(set.rows().weighted("greatest(0, " + set.weights().get(r) + ")"));
        }
        return Refits.of(values, set.deviations(), fit.coefficients());
    }

    /** The normal equations are totals, so each replicate's are known without looking at the data again. */
    private Refits leastSquares(ModelFormula formula, ModelFit fit, String valid) {
        int p = formula.columns().size();
        List<Item> items = new ArrayList<>();
        List<Statistic> sums = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            String x = formula.columns().get(j);
            for (int k = 0; k < p; k++) {
                items.add(new Item(x + " * " + formula.columns().get(k), valid, 0));
            }
            items.add(new Item(x + " * " + formula.response(), valid, 0));
        }
        for (int item = 0; item < items.size(); item++) {
            sums.add(new Statistic.TotalOf(WHOLE, item, 0));
        }
        Estimation.Sample sample = estimation.sample(items, List.of(), null);
        Replicated replicated = (Replicated) sample.variability();
        double[][] values = replicated.values(sums);
        double[] @Nullable [] coefficients = new double[values.length][];
        for (int r = 0; r < values.length; r++) {
            double[][] gram = new double[p][p];
            double[] target = new double[p];
            for (int j = 0; j < p; j++) {
                System.arraycopy(values[r], j * (p + 1), gram[j], 0, p);
                target[j] = values[r][j * (p + 1) + p];
            }
            coefficients[r] = ModelFit.independent(gram).size() < p
                    ? null
                    : new SingularValueDecomposition(new Array2DRowRealMatrix(gram, false))
                            .getSolver()
                            .solve(new ArrayRealVector(target))
                            .toArray();
        }
        return Refits.of(coefficients, replicated.deviations(), fit.coefficients());
    }

    /** One mean against zero, with a degree of freedom less than the rows asked for have, answered or not, as R's svyttest. */
    private Estimate againstZero(Estimator estimator, Cell cell) {
        String column = estimator.variable().split("~", -1)[0].strip();
        rows.requireNumber(column);
        String valid = valid(Quoted.name(column) + " is not null", cell);
        Item item = new Item(Quoted.name(column) + "::double", valid, 0);
        Estimation.Sample sample = estimation.sample(List.of(item, asked(cell)), List.of(), null);
        Variability variability = sample.variability();
        long n = Math.round(variability.totals().of(WHOLE, Item.COUNT));
        if (n == 0) {
            if (!cell.columns().isEmpty()) {
                return none(estimator, cell, "no_valid_answers");
            }
            throw new SurveyException("Every value of \"" + column + "\" is missing.");
        }
        Statistic mean = new Statistic.MeanOf(WHOLE, 0, 0);
        return tested(
                        estimator,
                        estimator.variable(),
                        cell,
                        mean.value(variability.totals()),
                        Math.sqrt(variability.variance(mean)),
                        sample.answeringDegreesOfFreedom(WHOLE, 1) - 1,
                        n,
                        List.of())
                .asked(Math.round(variability.totals().of(WHOLE, Item.SUMS + Item.COUNT)));
    }

    private static Estimate tested(
            Estimator estimator,
            String variable,
            Cell cell,
            double value,
            double se,
            double df,
            long n,
            List<String> flags) {
        Confidence interval = Confidence.symmetric(value, se, df);
        return new Estimate(
                estimator.label(),
                variable,
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
                flags);
    }

    private String valid(String known, Cell cell) {
        StringJoiner valid = new StringJoiner(" and ").add(known);
        if (domain != null) {
            valid.add("(" + domain + ")");
        }
        cell.domain().forEach((column, value) -> valid.add(Quoted.is(column, value)));
        return valid.toString();
    }
}
