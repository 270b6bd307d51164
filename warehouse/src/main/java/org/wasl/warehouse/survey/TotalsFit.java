package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * Calibration to totals by Newton's method on the distance function (Deville and Särndal 1992, JASA 87, eq. 2.5); each
 * step is one aggregate query.
 */
final class TotalsFit {
    /** Of a total, at which it is reached: Newton's next step would be smaller than rounding. */
    private static final double REACHED = 1e-10;

    /** Of a total, where rounding lets it come no nearer: one of large terms that cancel. */
    private static final double NEAR = 1e-7;

    private static final int STEPS = 50;

    /** Weights that are to grow more are brought to the size of the totals first, as R's {@code grake} does. */
    private static final double TOO_SMALL = 20;

    private final SampleRows rows;
    private final Calibration.Totals target;
    private final List<String> names;
    private final List<String> x = new ArrayList<>();
    private final double[] totals;
    private double scale = 1;

    private TotalsFit(SampleRows rows, Calibration.Totals target) {
        this.rows = rows;
        this.target = target;
        this.names = List.copyOf(target.totals().keySet());
        this.totals = names.stream()
                .mapToDouble(name -> target.totals().getOrDefault(name, 0.0))
                .toArray();
        names.forEach(name -> x.add(auxiliary(name)));
    }

    static Adjustment fit(SampleRows rows, Calibration.Totals target) {
        return new TotalsFit(rows, target).fit();
    }

    /** {@code (Intercept)}, a numeric column, or a column followed by one of its levels. */
    private String auxiliary(String name) {
        if (name.equals("(Intercept)")) {
            return "1.0::double";
        }
        if (rows.isNumber(name)) {
            rows.firstRow(Quoted.name(name) + " is null", "''", (row, value) -> {
                throw new SurveyException("Row " + row + ": \"" + name + "\" is a calibration variable and is empty.");
            });
            return Quoted.name(name) + "::double";
        }
        String column = "";
        for (Map.Entry<String, String> candidate : rows.types().entrySet()) {
            if (name.startsWith(candidate.getKey()) && candidate.getKey().length() > column.length()) {
                column = candidate.getKey();
            }
        }
        if (column.isEmpty()) {
            rows.requireColumn(name);
        }
        return "(case when " + Quoted.is(column, name.substring(column.length()))
                + " then 1.0::double else 0.0::double end)";
    }

    private Adjustment fit() {
        double[] eta = new double[x.size()];
        Sums sampled = sums(eta, "1.0::double");
        DecompositionSolver solver = solver(sampled.products);
        scale = scale(sampled.totals);
        double[] misfit = misfit(eta);
        for (int step = 0; step < STEPS; step++) {
            // As R, a step takes no notice of directions that the bounds leave no weight to go.
            double[] change = new SingularValueDecomposition(
                            new Array2DRowRealMatrix(sums(eta, slope(index(eta))).products, false))
                    .getSolver()
                    .solve(new ArrayRealVector(misfit))
                    .toArray();
            for (int k = 0; k < eta.length; k++) {
                eta[k] += change[k];
            }
            double before = largest(misfit);
            misfit = misfit(eta);
            double left = largest(misfit);
            if (left < REACHED || (left < NEAR && left > before / 2)) {
                String factor = factor(index(eta));
                return new Adjustment(
                        weight -> weight + " * " + factor,
                        Auxiliaries.of(x),
                        "w0_",
                        "1.0::double",
                        "w_",
                        products -> solver.solve(new ArrayRealVector(products)).toArray(),
                        told(step + 1, left, factor),
                        0);
            }
        }
        throw new SurveyException("Calibration to the totals of " + names + " does not converge"
                + (Double.isInfinite(target.upper())
                        ? "."
                        : " within the bounds [" + target.lower() + ", " + target.upper() + "]: widen them."));
    }

    /** The mean of how much each total is to grow, where that is much for all of them; else 1. */
    private double scale(double[] sampled) {
        if (target.regression()) {
            return 1;
        }
        double[] growth = new double[sampled.length];
        for (int k = 0; k < growth.length; k++) {
            growth[k] = totals[k] / sampled[k];
        }
        double least = Arrays.stream(growth).min().orElse(1);
        double mean = Arrays.stream(growth).average().orElse(1);
        return least > TOO_SMALL && Double.isFinite(mean) ? mean : 1;
    }

    private String told(int steps, double largest, String factor) {
        double[] range = new double[2];
        rows.query("select min(" + factor + "), max(" + factor + ") from " + rows.sql() + " where w0_ > 0", row -> {
            range[0] = row.getDouble(1);
            range[1] = row.getDouble(2);
        });
        String from = scale == 1 ? "" : ", of weights times " + Told.number(scale) + ", from which bounds count,";
        return "calibration (" + target.distance().name().toLowerCase(Locale.ROOT) + ") on " + names.size() + " totals"
                + from + " settled in " + steps + " steps, largest misfit " + Told.number(largest) + ", factors "
                + Told.number(range[0]) + " to " + Told.number(range[1]);
    }

    /** The largest misfit, of its total. */
    private double largest(double[] misfit) {
        double largest = 0;
        for (int k = 0; k < misfit.length; k++) {
            largest = Math.max(largest, Math.abs(misfit[k]) / (1 + Math.abs(totals[k])));
        }
        return largest;
    }

    private double[] misfit(double[] eta) {
        double[] reached = sums(eta, factor(index(eta))).totals;
        double[] misfit = new double[reached.length];
        for (int k = 0; k < misfit.length; k++) {
            misfit[k] = totals[k] - reached[k];
        }
        return misfit;
    }

    private static final class Sums {
        private final double[] totals;
        private final double[][] products;

        Sums(int p) {
            totals = new double[p];
            products = new double[p][p];
        }
    }

    /** Totals of x and of its products under {@code w0 · factor}. */
    private Sums sums(double[] eta, String factor) {
        int p = eta.length;
        StringJoiner select = new StringJoiner(", ");
        for (int j = 0; j < p; j++) {
            select.add("sum(w0_ * f_ * " + x.get(j) + ")");
            for (int k = 0; k <= j; k++) {
                select.add("sum(w0_ * f_ * " + x.get(j) + " * " + x.get(k) + ")");
            }
        }
        Sums sums = new Sums(p);
        rows.query(
                "select " + select + " from (select *, " + factor + " as f_ from " + rows.sql() + " where w0_ > 0)",
                row -> {
                    int at = 1;
                    for (int j = 0; j < p; j++) {
                        sums.totals[j] = row.getDouble(at++);
                        for (int k = 0; k <= j; k++) {
                            sums.products[j][k] = row.getDouble(at++);
                            sums.products[k][j] = sums.products[j][k];
                        }
                    }
                });
        return sums;
    }

    private DecompositionSolver solver(double[][] products) {
        RealMatrix matrix = new Array2DRowRealMatrix(products, false);
        // Scale first: totals in the millions beside an intercept are not collinear.
        SingularValueDecomposition scaled = new SingularValueDecomposition(correlation(matrix));
        if (!(scaled.getInverseConditionNumber() > 1e-12)) {
            throw new SurveyException(
                    "The calibration variables " + names + " are linearly dependent in the sample: drop one.");
        }
        return new SingularValueDecomposition(matrix).getSolver();
    }

    private static RealMatrix correlation(RealMatrix matrix) {
        RealMatrix scaled = matrix.copy();
        for (int j = 0; j < matrix.getRowDimension(); j++) {
            for (int k = 0; k < matrix.getRowDimension(); k++) {
                scaled.setEntry(j, k, matrix.getEntry(j, k) / Math.sqrt(matrix.getEntry(j, j) * matrix.getEntry(k, k)));
            }
        }
        return scaled;
    }

    private String index(double[] eta) {
        StringJoiner sum = new StringJoiner(" + ", "(", ")");
        for (int k = 0; k < eta.length; k++) {
            sum.add(Quoted.number(eta[k]) + " * " + x.get(k));
        }
        return sum.toString();
    }

    /** F(u), the weight's factor. */
    private String factor(String u) {
        return scaled(
                switch (target.distance()) {
                    case LINEAR -> bounded("(1 + " + u + ")");
                    case RAKING -> bounded("exp(" + u + ")");
                    case LOGIT ->
                        "((" + n(target.lower() * (target.upper() - 1)) + " + "
                                + n(target.upper() * (1 - target.lower())) + " * " + odds(u) + ") / " + below(u) + ")";
                });
    }

    /** F′(u). */
    private String slope(String u) {
        return scaled(
                switch (target.distance()) {
                    case LINEAR -> within("1 + " + u) + " then 1.0::double else 0.0::double end)";
                    case RAKING -> within("exp(" + u + ")") + " then exp(" + u + ") else 0.0::double end)";
                    // The quotient rule leaves A (U − L)² e / (…)², written by L and U alone.
                    case LOGIT ->
                        "("
                                + n(steepness()
                                        * (1 - target.lower())
                                        * (target.upper() - 1)
                                        * (target.upper() - target.lower()))
                                + " * " + odds(u) + " / (" + below(u) + " * " + below(u)
                                + "))";
                });
    }

    private String within(String factor) {
        return "(case when " + factor + " < " + n(target.upper()) + " and " + factor + " > " + n(target.lower());
    }

    private String scaled(String factor) {
        return scale == 1 ? factor : "(" + n(scale) + " * " + factor + ")";
    }

    private String bounded(String factor) {
        return Double.isInfinite(target.upper())
                ? factor
                : "greatest(" + n(target.lower()) + ", least(" + n(target.upper()) + ", " + factor + "))";
    }

    private double steepness() {
        return (target.upper() - target.lower()) / ((target.upper() - 1) * (1 - target.lower()));
    }

    private String odds(String u) {
        return "exp(" + n(steepness()) + " * " + u + ")";
    }

    private String below(String u) {
        return "(" + n(target.upper() - 1) + " + " + n(1 - target.lower()) + " * " + odds(u) + ")";
    }

    private static String n(double number) {
        return Quoted.number(number);
    }
}
