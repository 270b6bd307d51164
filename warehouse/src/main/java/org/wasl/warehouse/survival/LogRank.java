package org.wasl.warehouse.survival;

import java.util.ArrayList;
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
 * <p>Mantel (1966); observed less expected events against their hypergeometric covariance.
 *
 * @param chiSquare the statistic
 * @param df groups less one
 * @param p upper tail
 */
public record LogRank(double chiSquare, int df, double p) {

    /** Compares groups.
     *
     * @throws SurvivalException when fewer than two groups have subjects
     */
    public static LogRank of(List<List<SurvivalCurve.Subject>> groups) {
        List<List<SurvivalCurve.Subject>> filled =
                groups.stream().filter(group -> !group.isEmpty()).toList();
        int k = filled.size();
        if (k < 2) {
            throw new SurvivalException("A log-rank test needs at least two groups with subjects; there is " + k + ".");
        }
        TreeSet<Double> times = new TreeSet<>();
        filled.forEach(group ->
                group.stream().filter(SurvivalCurve.Subject::event).forEach(subject -> times.add(subject.time())));
        double[] excess = new double[k - 1];
        double[][] covariance = new double[k - 1][k - 1];
        for (double time : times) {
            addTime(filled, time, excess, covariance);
        }
        RealVector vector = new ArrayRealVector(excess, false);
        double chiSquare = vector.dotProduct(new SingularValueDecomposition(new Array2DRowRealMatrix(covariance, false))
                .getSolver()
                .solve(vector));
        return new LogRank(chiSquare, k - 1, Critical.pOfChiSquare(chiSquare, k - 1));
    }

    private static void addTime(
            List<List<SurvivalCurve.Subject>> groups, double time, double[] excess, double[][] covariance) {
        List<Double> atRisk = new ArrayList<>();
        double events = 0;
        double all = 0;
        double[] observed = new double[groups.size()];
        for (int g = 0; g < groups.size(); g++) {
            double risk = 0;
            for (SurvivalCurve.Subject subject : groups.get(g)) {
                risk += subject.time() >= time ? 1 : 0;
                observed[g] += subject.event() && subject.time() == time ? 1 : 0;
            }
            atRisk.add(risk);
            all += risk;
            events += observed[g];
        }
        double spread = all > 1 ? events * (all - events) / (all - 1) : 0;
        for (int g = 0; g < excess.length; g++) {
            excess[g] += observed[g] - events * atRisk.get(g) / all;
            for (int h = 0; h < excess.length; h++) {
                covariance[g][h] += spread * (atRisk.get(g) / all) * ((g == h ? 1 : 0) - atRisk.get(h) / all);
            }
        }
    }
}
