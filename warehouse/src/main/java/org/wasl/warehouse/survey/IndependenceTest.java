package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * Independence of two categories under a complex design: Pearson's X² with Rao and Scott's (1984, Annals of Statistics
 * 12) corrections, or Wald's statistic of the residuals (Koch, Freeman and
 * Freeman 1975).
 */
final class IndependenceTest {
    private final Estimation.Sample sample;
    private final Variability variability;
    private final Moments moments;
    private final Profile profile;
    private final Map<Item, Integer> numbers;
    private final Cell cell;

    IndependenceTest(Estimation.Sample sample, Profile profile, Map<Item, Integer> numbers, Cell cell) {
        this.sample = sample;
        this.variability = sample.variability();
        this.moments = sample.moments();
        this.profile = profile;
        this.numbers = numbers;
        this.cell = cell;
    }

    Estimate of(Estimator.Independence test) {
        if (profile.levels(test.row()).size() < 2
                || profile.levels(test.column()).size() < 2) {
            throw new SurveyException("chisq(" + test.variable() + "): both variables need at least two values.");
        }
        List<String> ofRow = present(test.row(), test.row(), test.column());
        List<String> ofColumn = present(test.column(), test.row(), test.column());
        int rows = ofRow.size();
        int columns = ofColumn.size();
        if (rows < 2 || columns < 2) {
            return none(test, "no_variation");
        }
        boolean wald = test.test() == Estimator.Test.WALD || test.test() == Estimator.Test.ADJWALD;
        List<Statistic> cells = new ArrayList<>();
        double n = 0;
        for (Item item : profile.table(test.row(), ofRow, test.column(), ofColumn)) {
            int number = numbers.getOrDefault(item, 0);
            cells.add(wald ? new Statistic.TotalOf(cell, number, 0) : new Statistic.MeanOf(cell, number, 0));
            n = variability.totals().of(cell, number * Item.SUMS + Item.COUNT);
        }
        double[] p = cells.stream()
                .mapToDouble(share -> share.value(variability.totals()))
                .toArray();
        RealMatrix covariance = new Array2DRowRealMatrix(variability.covariance(cells), false);
        // R counts the units of a subset, and all of a calibrated sample.
        double df = sample.calibrated() && variability instanceof Linearised
                ? variability.degreesOfFreedom()
                : sample.answeringDegreesOfFreedom(cell, numbers.getOrDefault(profile.everybody(), 0));
        try {
            return (wald
                            ? wald(test, p, covariance, rows, columns, df, n)
                            : raoScott(test, p, covariance, rows, columns, df, n))
                    .asked(moments.sums(cell).rows());
        } catch (MathIllegalArgumentException singular) {
            return none(test, "singular");
        }
    }

    /** The values of one variable that rows of the domain have which have both. */
    private List<String> present(String of, String row, String column) {
        return profile.levels(of).stream()
                .filter(level -> profile
                        .table(
                                row,
                                of.equals(row) ? List.of(level) : profile.levels(row),
                                column,
                                of.equals(row) ? profile.levels(column) : List.of(level))
                        .stream()
                        .anyMatch(item ->
                                variability.totals().of(cell, numbers.getOrDefault(item, 0) * Item.SUMS + Item.FIRST)
                                        > 0))
                .toList();
    }

    private Estimate none(Estimator.Independence test, String flag) {
        return Estimate.exact(
                test.label(), test.variable(), test.test().name(), cell.domain(), null, null, List.of(flag));
    }

    private Estimate raoScott(
            Estimator.Independence test,
            double[] p,
            RealMatrix covariance,
            int rows,
            int columns,
            double design,
            double n) {
        RealMatrix contrast = interaction(rows, columns);
        double[] inverse = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            inverse[i] = p[i] == 0 ? 0 : 1 / p[i];
        }
        RealMatrix weight = MatrixUtils.createRealDiagonalMatrix(inverse);
        RealMatrix simple =
                contrast.transposeMultiply(weight).multiply(contrast).scalarMultiply(1 / n);
        RealMatrix actual = contrast.transposeMultiply(weight)
                .multiply(covariance)
                .multiply(weight)
                .multiply(contrast);
        // The generalised design effects.
        RealMatrix delta = new LUDecomposition(simple).getSolver().solve(actual);
        double trace = delta.getTrace();
        double pearson = n * chiSquare(p, rows, columns);
        int df = delta.getRowDimension();
        if (test.test() == Estimator.Test.CHISQ) {
            // R's svychisq scales the statistic it prints to all rows, those without an answer too.
            double printed = pearson * moments.sums(cell).rows() / n;
            return estimate(test, printed, df, Critical.pOfChiSquare(pearson * df / trace, df), n);
        }
        double satterthwaite = trace * trace / delta.multiply(delta).getTrace();
        double f = pearson / trace;
        double tail = Critical.pOfF(f, satterthwaite, satterthwaite * design);
        return estimate(test, f, satterthwaite, tail, n);
    }

    /** On population counts t: residuals t_ij − t_i· t_·j / t. */
    private Estimate wald(
            Estimator.Independence test,
            double[] t,
            RealMatrix covariance,
            int rows,
            int columns,
            double design,
            double n) {
        int df = (rows - 1) * (columns - 1);
        double all = Arrays.stream(t).sum();
        double[] residual = new double[df];
        RealMatrix gradient = new Array2DRowRealMatrix(df, t.length);
        for (int i = 0; i < rows - 1; i++) {
            for (int j = 0; j < columns - 1; j++) {
                int at = i * (columns - 1) + j;
                double row = rowSum(t, i, columns) / all;
                double column = columnSum(t, j, rows, columns) / all;
                residual[at] = t[i * columns + j] - row * column * all;
                for (int k = 0; k < t.length; k++) {
                    double slope = (k == i * columns + j ? 1 : 0)
                            - (k / columns == i ? column : 0)
                            - (k % columns == j ? row : 0)
                            + row * column;
                    gradient.setEntry(at, k, slope);
                }
            }
        }
        RealMatrix v = gradient.multiply(covariance).multiplyTransposed(gradient);
        double w = MatrixUtils.createRealVector(residual)
                .dotProduct(new LUDecomposition(v).getSolver().solve(MatrixUtils.createRealVector(residual)));
        double f = w / df;
        if (test.test() == Estimator.Test.ADJWALD) {
            f *= (design - df + 1) / design;
            return estimate(test, f, df, Critical.pOfF(f, df, design - df + 1), n);
        }
        return estimate(test, f, df, Critical.pOfF(f, df, design), n);
    }

    /** Interaction columns of a two-way model, made orthogonal to its main effects. */
    private static RealMatrix interaction(int rows, int columns) {
        int cells = rows * columns;
        RealMatrix main = new Array2DRowRealMatrix(cells, rows + columns - 1);
        RealMatrix both = new Array2DRowRealMatrix(cells, (rows - 1) * (columns - 1));
        for (int c = 0; c < cells; c++) {
            int i = c / columns;
            int j = c % columns;
            main.setEntry(c, 0, 1);
            if (i > 0) {
                main.setEntry(c, i, 1);
            }
            if (j > 0) {
                main.setEntry(c, rows - 1 + j, 1);
            }
            if (i > 0 && j > 0) {
                both.setEntry(c, (i - 1) * (columns - 1) + j - 1, 1);
            }
        }
        return both.subtract(main.multiply(new QRDecomposition(main).getSolver().solve(both)));
    }

    private static double chiSquare(double[] p, int rows, int columns) {
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            double expected = rowSum(p, c / columns, columns) * columnSum(p, c % columns, rows, columns);
            sum += expected > 0 ? (p[c] - expected) * (p[c] - expected) / expected : 0;
        }
        return sum;
    }

    private static double rowSum(double[] p, int row, int columns) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            sum += p[row * columns + j];
        }
        return sum;
    }

    private static double columnSum(double[] p, int column, int rows, int columns) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += p[i * columns + column];
        }
        return sum;
    }

    private Estimate estimate(Estimator.Independence test, double statistic, double df, double p, double n) {
        return new Estimate(
                test.label(),
                test.variable(),
                test.test().name(),
                cell.domain(),
                statistic,
                null,
                null,
                null,
                Math.round(n),
                null,
                null,
                df,
                p,
                List.of());
    }
}
