package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;
import org.jspecify.annotations.Nullable;

/**
 * Iteratively reweighted least squares (McCullagh and Nelder 1989, 2.5), each step one aggregate query. It starts and
 * stops as R's {@code glm} does and keeps the working weights of the last step, so that errors agree with R's beyond
 * the digits that its stopping rule settles.
 */
final class ModelFit {
    private static final int STEPS = 25;
    private static final double SETTLED = 1e-8;
    /** Of a column's square, what rounding leaves when the columns before it say all. */
    private static final double COLLINEAR = 1e-12;
    /** The outcome in the query of a step. */
    private static final String RESPONSE = "y_";

    private final SampleRows rows;
    private final ModelFormula formula;
    private final Estimator.Family family;
    private final String valid;
    private String weightsAt;
    private String mean;
    private double[] coefficients;
    private double[][] information;
    private double devianceScale = 1;

    private ModelFit(SampleRows rows, ModelFormula formula, Estimator.Family family, String valid, double[] start) {
        this.rows = rows;
        this.formula = formula;
        this.family = family;
        this.valid = valid;
        this.coefficients = start.clone();
        this.information = new double[start.length][start.length];
        this.mean = fitted(formula.columns()::get);
        this.weightsAt = mean;
    }

    private ModelFit(SampleRows rows, ModelFormula formula, Estimator.Family family, String valid, String mean) {
        this.rows = rows;
        this.formula = formula;
        this.family = family;
        this.valid = valid;
        this.coefficients = new double[formula.names().size()];
        this.information = new double[coefficients.length][coefficients.length];
        this.mean = mean;
        this.weightsAt = mean;
    }

    /**
     * Fits, as R's {@code glm} without the variables that are collinear with those before them.
     *
     * @param averageWeight of the rows asked for, those without an answer too: R takes it to be one where it starts and stops
     * @throws SurveyException when the iteration does not settle
     */
    static ModelFit of(
            SampleRows rows,
            ModelFormula formula,
            Estimator.Family family,
            String valid,
            DoubleSupplier averageWeight) {
        // A linear model is fitted in one step, wherever it starts.
        double average = family == Estimator.Family.GAUSSIAN ? 1 : averageWeight.getAsDouble();
        UnaryOperator<String> start = start(family, average);
        ModelFit fit = new ModelFit(rows, formula, family, valid, start.apply(formula.response()));
        Step first = fit.step(start.apply(RESPONSE));
        List<Integer> kept = independent(first.information);
        if (kept.size() < formula.names().size()) {
            fit = new ModelFit(rows, formula.only(kept), family, valid, start.apply(formula.response()));
            first = fit.step(start.apply(RESPONSE));
        }
        fit.devianceScale = 1 / average;
        first.deviance *= fit.devianceScale;
        fit.settle(first);
        return fit;
    }

    /**
     * The columns of which something is left once those before them are taken out, by a Cholesky factor of X′WX. (Hipparchus
     * pivots where it meets a dependent column, and would leave out others than R does.)
     */
    static List<Integer> independent(double[][] information) {
        List<Integer> kept = new ArrayList<>();
        List<double[]> factor = new ArrayList<>();
        for (int k = 0; k < information.length; k++) {
            double[] row = new double[kept.size()];
            double left = information[k][k];
            for (int j = 0; j < row.length; j++) {
                double[] before = factor.get(j);
                double shared = information[k][kept.get(j)];
                for (int i = 0; i < j; i++) {
                    shared -= row[i] * before[i];
                }
                row[j] = shared / before[j];
                left -= row[j] * row[j];
            }
            if (left > COLLINEAR * information[k][k]) {
                kept.add(k);
                double[] own = Arrays.copyOf(row, row.length + 1);
                own[row.length] = Math.sqrt(left);
                factor.add(own);
            }
        }
        return kept;
    }

    /** The model without what was collinear. */
    ModelFormula formula() {
        return formula;
    }

    /**
     * The coefficients under other weights, from where the first fit ended. R normalises a replicate's weights to one, and
     * its rule for stopping is not the same at any scale. Null where the variables are collinear under these weights.
     */
    double @Nullable [] refit(SampleRows reweighted) {
        ModelFit again = new ModelFit(reweighted, formula, family, valid, coefficients);
        double[] weight = new double[1];
        reweighted.query(
                "select sum(w_) from " + reweighted.sql() + " where " + valid, row -> weight[0] = row.getDouble(1));
        again.devianceScale = 1 / weight[0];
        Step first = again.step(again.fitted(ModelFit::named));
        if (independent(first.information).size() < coefficients.length) {
            return null;
        }
        again.settle(first);
        return again.coefficients;
    }

    /** SQL of a row's fitted mean. */
    String mean() {
        return mean;
    }

    double[] coefficients() {
        return coefficients.clone();
    }

    double coefficient(int k) {
        return coefficients[k];
    }

    /** The inverse of X′WX. */
    RealMatrix inverse() {
        double[] scale = scale(information);
        RealMatrix inverse = new SingularValueDecomposition(scaled(information, scale))
                .getSolver()
                .getInverse();
        return scaled(inverse.getData(), scale);
    }

    /** What makes a variable's own sum one: a variable in the billions beside an intercept is not collinear. */
    private static double[] scale(double[][] information) {
        double[] scale = new double[information.length];
        for (int k = 0; k < scale.length; k++) {
            scale[k] = 1 / Math.sqrt(information[k][k]);
        }
        return scale;
    }

    private static RealMatrix scaled(double[][] matrix, double[] scale) {
        double[][] scaled = new double[scale.length][scale.length];
        for (int j = 0; j < scale.length; j++) {
            for (int k = 0; k < scale.length; k++) {
                scaled[j][k] = scale[j] * scale[k] * matrix[j][k];
            }
        }
        return new Array2DRowRealMatrix(scaled, false);
    }

    /** What each row adds to the estimating equations: x · working weight · working residual. */
    List<Item> scores() {
        String score = workingWeight(weightsAt) + " * " + workingResidual(formula.response(), mean);
        return formula.columns().stream()
                .map(column -> new Item(column + " * " + score, valid, 0))
                .toList();
    }

    private void settle(Step first) {
        Step step = first;
        for (int i = 0; i < STEPS; i++) {
            information = step.information;
            coefficients = solve(step, i == 0);
            weightsAt = mean;
            mean = fitted(formula.columns()::get);
            Step next = step(fitted(ModelFit::named));
            if (Math.abs(next.deviance - step.deviance) / (Math.abs(next.deviance) + 0.1) < SETTLED) {
                return;
            }
            step = next;
        }
        throw separated();
    }

    /** Means that have gone to their ends leave variables no weight by which to tell them apart. */
    private SurveyException separated() {
        return new SurveyException("The model " + formula.names()
                + " does not converge: does one of its variables separate the outcomes?");
    }

    private double[] solve(Step step, boolean first) {
        double[] scale = scale(step.information);
        SingularValueDecomposition decomposition = new SingularValueDecomposition(scaled(step.information, scale));
        if (!(decomposition.getInverseConditionNumber() > 1e-14)) {
            if (!first) {
                throw separated();
            }
            throw new SurveyException(
                    "The variables of the model " + formula.names() + " are collinear in these rows: drop one.");
        }
        RealVector by = new ArrayRealVector(scale, false);
        return decomposition
                .getSolver()
                .solve(new ArrayRealVector(step.target).ebeMultiply(by))
                .ebeMultiply(by)
                .toArray();
    }

    private static final class Step {
        private final double[][] information;
        private final double[] target;
        private double deviance;

        Step(int p) {
            information = new double[p][p];
            target = new double[p];
        }
    }

    /** X′WX, X′Wz and the deviance where the means are {@code at}, SQL of the outcome and of the {@link #named} columns. */
    private Step step(String at) {
        int p = coefficients.length;
        StringJoiner select = new StringJoiner(", ").add("sum(w_ * deviance_)");
        StringJoiner columns = new StringJoiner(", ").add("w_").add(formula.response() + " as " + RESPONSE);
        for (int j = 0; j < p; j++) {
            columns.add(formula.columns().get(j) + " as " + named(j));
            select.add("sum(w_ * working_ * z_ * " + named(j) + ")");
            for (int k = 0; k <= j; k++) {
                select.add("sum(w_ * working_ * " + named(j) + " * " + named(k) + ")");
            }
        }
        Step step = new Step(p);
        rows.query(
                "select " + select + " from (select *, " + workingWeight("mean_") + " as working_, " + link("mean_")
                        + " + " + workingResidual(RESPONSE, "mean_") + " as z_, " + deviance(RESPONSE, "mean_")
                        + " as deviance_ from (select *, " + at + " as mean_ from (select " + columns + " from "
                        + rows.sql() + " where " + valid + ")))",
                row -> {
                    step.deviance = devianceScale * row.getDouble(1);
                    int column = 2;
                    for (int j = 0; j < p; j++) {
                        step.target[j] = row.getDouble(column++);
                        for (int k = 0; k <= j; k++) {
                            step.information[j][k] = row.getDouble(column++);
                            step.information[k][j] = step.information[j][k];
                        }
                    }
                });
        return step;
    }

    private static String named(int k) {
        return "x" + k + "_";
    }

    /** The weight of the rows that meet a condition, over their number or that of all rows. */
    static double averageWeight(SampleRows rows, String among, boolean overAll) {
        double[] average = new double[1];
        String asked = " filter (where " + among + ")";
        rows.query(
                "select sum(w_)" + asked + " / count(*)" + (overAll ? "" : asked) + " from " + rows.sql(),
                row -> average[0] = row.getDouble(1));
        return average[0];
    }

    /** R's first means: the outcomes, drawn in from where the link ends; weights count relative to their average. */
    private static UnaryOperator<String> start(Estimator.Family family, double averageWeight) {
        return switch (family) {
            case GAUSSIAN -> y -> y;
            case BINOMIAL -> {
                String weight = "(w_ / " + Quoted.number(averageWeight) + ")";
                yield y -> "((" + weight + " * " + y + " + 0.5) / (" + weight + " + 1))";
            }
            case POISSON -> y -> "(" + y + " + 0.1)";
        };
    }

    /** The mean of a row by the coefficients, as SQL of its columns. */
    private String fitted(IntFunction<String> columns) {
        StringJoiner sum = new StringJoiner(" + ", "(", ")");
        for (int k = 0; k < coefficients.length; k++) {
            sum.add(Quoted.number(coefficients[k]) + " * " + columns.apply(k));
        }
        return switch (family) {
            case GAUSSIAN -> sum.toString();
            case BINOMIAL -> "(1 / (1 + exp(-" + sum + ")))";
            case POISSON -> "exp(" + sum + ")";
        };
    }

    private String link(String mu) {
        return switch (family) {
            case GAUSSIAN -> mu;
            case BINOMIAL -> "ln(" + mu + " / (1 - " + mu + "))";
            case POISSON -> "ln(" + mu + ")";
        };
    }

    /** (dμ/dη)² / V(μ), which for these canonical links is dμ/dη. */
    private String workingWeight(String mu) {
        return switch (family) {
            case GAUSSIAN -> "1.0::double";
            case BINOMIAL -> "(" + mu + " * (1 - " + mu + "))";
            case POISSON -> mu;
        };
    }

    private String workingResidual(String y, String mu) {
        return "((" + y + " - " + mu + ") / " + workingWeight(mu) + ")";
    }

    private String deviance(String y, String mu) {
        return switch (family) {
            case GAUSSIAN -> "((" + y + " - " + mu + ") * (" + y + " - " + mu + "))";
            case BINOMIAL -> "(-2 * (" + y + " * ln(" + mu + ") + (1 - " + y + ") * ln(1 - " + mu + ")))";
            case POISSON ->
                "(2 * (case when " + y + " > 0 then " + y + " * ln(" + y + " / " + mu + ") else 0 end - (" + y + " - "
                        + mu + ")))";
        };
    }
}
