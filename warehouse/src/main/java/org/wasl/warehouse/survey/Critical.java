package org.wasl.warehouse.survey;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/** Critical values to machine precision: the library's root finder stops at 1e-9, Newton's method does not. */
public final class Critical {
    private static final double LEVEL = 0.95;

    /** A design has few degrees of freedom and many intervals. */
    private static final Map<Double, Double> POINTS = new ConcurrentHashMap<>();

    /** Of a number above zero, its logarithm. */
    private static final double SMALLEST = Math.log(Double.MIN_NORMAL);

    private Critical() {}

    /** The two-sided 95 % point of Student's t. */
    public static double t(double degreesOfFreedom) {
        return POINTS.computeIfAbsent(degreesOfFreedom, df -> polished(new TDistribution(df), 1 - (1 - LEVEL) / 2));
    }

    /** Two-sided p of a t statistic. */
    public static double pOfT(double t, double degreesOfFreedom) {
        return Math.min(1, 2 * new TDistribution(degreesOfFreedom).cumulativeProbability(-Math.abs(t)));
    }

    /** The upper tail of F. */
    public static double pOfF(double f, double above, double below) {
        // P(F > f) = I_{below / (below + above f)}(below / 2, above / 2): accurate where 1 − CDF is not.
        return f <= 0 ? 1 : Beta.regularizedBeta(below / (below + above * f), below / 2, above / 2);
    }

    /** The upper tail of χ². */
    public static double pOfChiSquare(double chiSquare, double df) {
        return chiSquare <= 0 ? 1 : Gamma.regularizedGammaQ(df / 2, chiSquare / 2);
    }

    static double beta(double probability, double a, double b) {
        if (a <= 0) {
            return 0;
        }
        if (b <= 0) {
            return 1;
        }
        if (a < 1) {
            return besideZero(probability, a, b);
        }
        return b < 1 ? 1 - besideZero(1 - probability, b, a) : polished(new BetaDistribution(a, b), probability);
    }

    /** Where the density has no end at zero, a point may lie nearer to it than a solver looks: on the scale of its logarithm. */
    private static double besideZero(double probability, double a, double b) {
        return Math.exp(new BracketingNthOrderBrentSolver(1e-15, 1e-14, 5)
                .solve(1000, at -> Beta.regularizedBeta(Math.exp(at), a, b) - probability, SMALLEST, 0));
    }

    private static double polished(RealDistribution distribution, double probability) {
        double x = distribution.inverseCumulativeProbability(probability);
        for (int step = 0; step < 3; step++) {
            double density = distribution.density(x);
            double next = x - (distribution.cumulativeProbability(x) - probability) / density;
            if (!(density > 0) || !Double.isFinite(next)) {
                return x;
            }
            x = next;
        }
        return x;
    }
}
