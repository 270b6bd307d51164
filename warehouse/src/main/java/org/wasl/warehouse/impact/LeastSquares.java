package org.wasl.warehouse.impact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.survey.Critical;

/**
 * Weighted least squares with absorbed effects and errors robust to clusters (Liang and Zeger 1986; two ways: Cameron,
 * Gelbach and Miller 2011), with {@code fixest}'s small-sample factors: (n − 1) / (n − K) where absorbed effects nested
 * in clusters do not count, and G / (G − 1) for the smallest number of clusters.
 */
final class LeastSquares {
    // Rounding leaves about 1e-26 of a variable that the absorbed effects explain.
    private static final double NEGLIGIBLE = 1e-20;

    private final List<String> names = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private final double[] coefficients;
    private final RealMatrix covariance;
    private final double df;
    private final int rows;
    private final int clusters;

    /**
     * Fits.
     *
     * @param absorbed codes of each absorbed category
     * @param clusterings codes of each clustering: none, one or two
     * @throws StudyException when no variable is left to estimate, or there are too few clusters
     */
    LeastSquares(
            double[] outcome,
            List<Variable> variables,
            List<int[]> absorbed,
            List<int[]> clusterings,
            double[] weights) {
        rows = outcome.length;
        List<int[]> categories = absorbed.isEmpty() ? List.of(new int[rows]) : absorbed;
        Absorption absorption = new Absorption(categories, weights);
        double[] y = absorption.residual(outcome);
        List<double[]> kept = independent(absorption, variables, weights);
        if (kept.isEmpty()) {
            throw new StudyException("Nothing is left to estimate: "
                    + variables.stream().map(Variable::name).toList()
                    + " do not vary once the absorbed effects are taken out.");
        }
        double[][] x = kept.toArray(double[][]::new);
        int p = x.length;
        double[][] gram = new double[p][p];
        double[] target = new double[p];
        for (int j = 0; j < p; j++) {
            target[j] = product(x[j], y, weights);
            for (int k = 0; k < p; k++) {
                gram[j][k] = product(x[j], x[k], weights);
            }
        }
        RealMatrix inverse = new LUDecomposition(new Array2DRowRealMatrix(gram, false))
                .getSolver()
                .getInverse();
        coefficients = inverse.operate(target);
        double[][] scores = scores(x, y, weights);
        int parameters = parameters(p, categories, clusterings);
        if (clusterings.isEmpty()) {
            clusters = rows;
            df = rows - (double) parameters;
            covariance = sandwich(inverse, meat(scores, null), rows / (double) (rows - parameters));
        } else {
            clusters = clusterings.stream().mapToInt(Absorption::levels).min().orElse(rows);
            if (clusters < 2) {
                throw new StudyException("All rows lie in one cluster; at least two are needed for an error.");
            }
            df = clusters - 1.0;
            double factor = (rows - 1.0) / (rows - parameters) * clusters / (clusters - 1.0);
            covariance = sandwich(inverse, clusteredMeat(scores, clusterings), factor);
        }
    }

    /** The variables that still vary after the absorbed effects and the variables before them. */
    private List<double[]> independent(Absorption absorption, List<Variable> variables, double[] weights) {
        List<double[]> kept = new ArrayList<>();
        List<double[]> basis = new ArrayList<>();
        for (Variable variable : variables) {
            double[] residual = absorption.residual(variable.values());
            double[] rest = residual.clone();
            for (double[] before : basis) {
                double share = product(rest, before, weights) / product(before, before, weights);
                for (int i = 0; i < rest.length; i++) {
                    rest[i] -= share * before[i];
                }
            }
            if (product(rest, rest, weights) <= NEGLIGIBLE * product(variable.values(), variable.values(), weights)) {
                dropped.add(variable.name());
            } else {
                kept.add(residual);
                basis.add(rest);
                names.add(variable.name());
            }
        }
        return kept;
    }

    private double[][] scores(double[][] x, double[] y, double[] weights) {
        double[][] scores = new double[rows][x.length];
        for (int i = 0; i < rows; i++) {
            double residual = y[i];
            for (int j = 0; j < x.length; j++) {
                residual -= coefficients[j] * x[j][i];
            }
            for (int j = 0; j < x.length; j++) {
                scores[i][j] = weights[i] * residual * x[j][i];
            }
        }
        return scores;
    }

    /** Coefficients and absorbed levels, one level less for each category after the first, nested ones counting one. */
    private static int parameters(int coefficients, List<int[]> categories, List<int[]> clusterings) {
        int parameters = coefficients - (categories.size() - 1);
        for (int[] category : categories) {
            boolean nested = clusterings.stream().anyMatch(clustering -> isNested(category, clustering));
            parameters += nested ? 1 : Absorption.levels(category);
        }
        return parameters;
    }

    private static boolean isNested(int[] category, int[] clustering) {
        int[] clusterOf = new int[Absorption.levels(category)];
        Arrays.fill(clusterOf, -1);
        for (int i = 0; i < category.length; i++) {
            if (clusterOf[category[i]] >= 0 && clusterOf[category[i]] != clustering[i]) {
                return false;
            }
            clusterOf[category[i]] = clustering[i];
        }
        return true;
    }

    private static RealMatrix clusteredMeat(double[][] scores, List<int[]> clusterings) {
        RealMatrix meat = meat(scores, clusterings.get(0));
        if (clusterings.size() == 2) {
            meat = meat.add(meat(scores, clusterings.get(1)))
                    .subtract(meat(scores, crossed(clusterings.get(0), clusterings.get(1))));
        }
        return meat;
    }

    private static int[] crossed(int[] one, int[] other) {
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        int[] codes = new int[one.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = numbers.computeIfAbsent(List.of(one[i], other[i]), any -> numbers.size());
        }
        return codes;
    }

    private static RealMatrix meat(double[][] scores, int @Nullable [] clusters) {
        int p = scores[0].length;
        double[][] sums = clusters == null ? scores : new double[Absorption.levels(clusters)][p];
        for (int i = 0; clusters != null && i < scores.length; i++) {
            for (int j = 0; j < p; j++) {
                sums[clusters[i]][j] += scores[i][j];
            }
        }
        RealMatrix matrix = new Array2DRowRealMatrix(sums, false);
        return matrix.transposeMultiply(matrix);
    }

    private static RealMatrix sandwich(RealMatrix bread, RealMatrix meat, double factor) {
        return bread.multiply(meat).multiply(bread).scalarMultiply(factor);
    }

    private static double product(double[] a, double[] b, double[] weights) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += weights[i] * a[i] * b[i];
        }
        return sum;
    }

    List<String> names() {
        return names;
    }

    /** Variables that do not vary beside the others and the absorbed effects. */
    List<String> dropped() {
        return dropped;
    }

    double coefficient(String name) {
        return coefficients[names.indexOf(name)];
    }

    double se(String name) {
        int k = names.indexOf(name);
        return Math.sqrt(covariance.getEntry(k, k));
    }

    double p(String name) {
        return Critical.pOfT(coefficient(name) / se(name), df);
    }

    /** Half the width of a 95 % interval. */
    double margin(String name) {
        return Critical.t(df) * se(name);
    }

    /** The chance of coefficients this far from zero together if all were zero: Wald's F. */
    double jointP(List<String> together) {
        int[] at = together.stream().mapToInt(names::indexOf).toArray();
        RealVector effects = new ArrayRealVector(
                Arrays.stream(at).mapToDouble(k -> coefficients[k]).toArray());
        RealMatrix among = covariance.getSubMatrix(at, at);
        double wald = effects.dotProduct(new LUDecomposition(among).getSolver().solve(effects));
        return Critical.pOfF(wald / at.length, at.length, df);
    }

    int rows() {
        return rows;
    }

    int clusters() {
        return clusters;
    }
}
