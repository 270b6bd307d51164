package org.wasl.warehouse.survival;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;
import org.wasl.warehouse.survey.Critical;

/**
 * Whether groups have the same survival curve.
 *
 * <p>Mantel (1966); observed less expected events against their hypergeometric covariance, summed over strata. Each time
 * counts by S(t−)^ρ of the stratum's common curve (Harrington and Fleming 1982, Biometrika 69): 0 is the log-rank test, 1
 * Peto and Peto's Wilcoxon test, which tells rather of early differences. A group in which no event can be expected, because
 * nobody of it was followed when one came, is not compared, as in R's {@code survdiff}. A subject's weight is a number of
 * subjects that are alike.
 *
 * @param chiSquare the statistic; 0 where fewer than two groups can be compared
 * @param df groups that can be compared less one
 * @param p upper tail; 1 without degrees of freedom
 */
public record LogRank(double chiSquare, int df, double p) {

    /** Compares groups.
     *
     * @throws SurvivalException when fewer than two groups have subjects
     */
    public static LogRank of(List<List<SurvivalCurve.Subject>> groups) {
        return of(List.of(groups), 0);
    }

    /**
     * Compares groups within strata.
     *
     * @param strata in each, the same groups in the same order; some may be empty
     * @param rho how much more early times count than late ones
     * @throws SurvivalException when fewer than two groups have subjects, or one has a weight that counts none
     */
    public static LogRank of(List<List<List<SurvivalCurve.Subject>>> strata, double rho) {
        long filled = IntStream.range(0, strata.get(0).size())
                .filter(group ->
                        strata.stream().anyMatch(stratum -> !stratum.get(group).isEmpty()))
                .count();
        if (filled < 2) {
            throw new SurvivalException(
                    "A log-rank test needs at least two groups with subjects; there is " + filled + ".");
        }
        strata.stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .filter(subject -> subject.weight() != Math.rint(subject.weight()))
                .findFirst()
                .ifPresent(subject -> {
                    throw new SurvivalException("A log-rank test counts subjects, and " + subject.weight()
                            + " is no whole number of them.");
                });
        Sums sums = new Sums(strata.get(0).size());
        strata.forEach(stratum -> sums.add(stratum.stream().map(Followed::new).toList(), rho));
        return sums.test();
    }

    /** Over times and strata: events less those expected, their covariance, and the groups that any were expected in. */
    private static final class Sums {
        private final double[] excess;
        private final double[][] covariance;
        private final boolean[] compared;

        Sums(int groups) {
            excess = new double[groups];
            covariance = new double[groups][groups];
            compared = new boolean[groups];
        }

        void add(List<Followed> groups, double rho) {
            TreeSet<Double> times = new TreeSet<>();
            groups.forEach(group -> group.times().stream()
                    .filter(time -> group.events(time) > 0)
                    .forEach(times::add));
            double survival = 1;
            for (double time : times) {
                double events =
                        groups.stream().mapToDouble(group -> group.events(time)).sum();
                double[] atRisk =
                        groups.stream().mapToDouble(group -> group.atRisk(time)).toArray();
                double all = Arrays.stream(atRisk).sum();
                double weight = Math.pow(survival, rho);
                double spread = all > 1 ? weight * weight * events * (all - events) / (all - 1) : 0;
                for (int g = 0; g < excess.length; g++) {
                    compared[g] |= atRisk[g] > 0;
                    excess[g] += weight * (groups.get(g).events(time) - events * atRisk[g] / all);
                    for (int h = 0; h < excess.length; h++) {
                        covariance[g][h] += spread * (atRisk[g] / all) * ((g == h ? 1 : 0) - atRisk[h] / all);
                    }
                }
                survival *= 1 - events / all;
            }
        }

        LogRank test() {
            int[] groups =
                    IntStream.range(0, excess.length).filter(g -> compared[g]).toArray();
            int df = groups.length - 1;
            if (df < 1) {
                return new LogRank(0, 0, 1);
            }
            // The last group's is what the others leave.
            int[] free = Arrays.copyOf(groups, df);
            RealVector vector = new ArrayRealVector(
                    Arrays.stream(free).mapToDouble(g -> excess[g]).toArray(), false);
            RealMatrix matrix = new Array2DRowRealMatrix(covariance, false).getSubMatrix(free, free);
            double chiSquare = vector.dotProduct(
                    new SingularValueDecomposition(matrix).getSolver().solve(vector));
            return new LogRank(chiSquare, df, Critical.pOfChiSquare(chiSquare, df));
        }
    }
}
