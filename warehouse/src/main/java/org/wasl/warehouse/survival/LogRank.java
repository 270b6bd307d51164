package org.wasl.warehouse.survival;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;
import org.wasl.warehouse.survey.Critical;

/**
 * Whether groups have the same survival curve.
 *
 * <p>Mantel (1966); observed less expected events against their hypergeometric covariance. A group in which no event can be
 * expected, because nobody of it was followed when one came, is not compared, as in R's {@code survdiff}.
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
        List<Followed> filled = groups.stream()
                .filter(group -> !group.isEmpty())
                .map(Followed::new)
                .toList();
        if (filled.size() < 2) {
            throw new SurvivalException(
                    "A log-rank test needs at least two groups with subjects; there is " + filled.size() + ".");
        }
        TreeSet<Double> times = new TreeSet<>();
        filled.forEach(group ->
                group.times().stream().filter(time -> group.events(time) > 0).forEach(times::add));
        List<Followed> compared = filled.stream()
                .filter(group -> times.stream().anyMatch(time -> group.atRisk(time) > 0))
                .toList();
        int df = compared.size() - 1;
        if (df < 1) {
            return new LogRank(0, 0, 1);
        }
        double[] excess = new double[df];
        double[][] covariance = new double[df][df];
        for (double time : times) {
            addTime(compared, time, excess, covariance);
        }
        RealVector vector = new ArrayRealVector(excess, false);
        double chiSquare = vector.dotProduct(new SingularValueDecomposition(new Array2DRowRealMatrix(covariance, false))
                .getSolver()
                .solve(vector));
        return new LogRank(chiSquare, df, Critical.pOfChiSquare(chiSquare, df));
    }

    private static void addTime(List<Followed> groups, double time, double[] excess, double[][] covariance) {
        double events = groups.stream().mapToDouble(group -> group.events(time)).sum();
        double[] atRisk =
                groups.stream().mapToDouble(group -> group.atRisk(time)).toArray();
        double all = Arrays.stream(atRisk).sum();
        double spread = all > 1 ? events * (all - events) / (all - 1) : 0;
        for (int g = 0; g < excess.length; g++) {
            excess[g] += groups.get(g).events(time) - events * atRisk[g] / all;
            for (int h = 0; h < excess.length; h++) {
                covariance[g][h] += spread * (atRisk[g] / all) * ((g == h ? 1 : 0) - atRisk[h] / all);
            }
        }
    }
}
