package org.wasl.warehouse.disclosure.perturb;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * By how much a count is changed, given a number between 0 and 1: unbiased, of a given variance, never by more than
 * {@code maximum}, and never to a result from 1 to {@code small}. Among all such distributions the one of maximum entropy
 * (Marley and Leaver 2011; Giessing 2016), whose weights are exp(a·d + b·d²).
 *
 * @param maximum no count is changed by more
 * @param variance of the change, where the count is large enough to allow it
 * @param small no result is from 1 to this
 */
public record PerturbationTable(int maximum, double variance, int small) {
    private static final double LIMIT = 60;

    public PerturbationTable {
        if (maximum < 1 || maximum <= small || !(variance > 0) || variance >= (double) maximum * maximum || small < 0) {
            throw new ProtectionException(
                    "cell keys need maximum above small, and a variance above 0 and below maximum squared");
        }
    }

    /** A possible change and how often it is made. */
    public record Change(int by, double probability) {}

    /** The distribution for a count. */
    public List<Change> changes(long count) {
        List<Integer> possible = new ArrayList<>();
        for (int d = -maximum; d <= maximum; d++) {
            long result = count + d;
            if (result == 0 || result > small) {
                possible.add(d);
            }
        }
        double b = curvature(possible);
        double[] weights = weights(possible, tilt(possible, b), b);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            changes.add(new Change(possible.get(i), weights[i]));
        }
        return changes;
    }

    /** The b that gives the variance, or comes nearest to it. */
    private double curvature(List<Integer> possible) {
        if (spread(possible, -LIMIT) >= variance) {
            return -LIMIT;
        }
        if (spread(possible, LIMIT) <= variance) {
            return LIMIT;
        }
        return new BracketingNthOrderBrentSolver(1e-12, 1e-12, 5)
                .solve(500, b -> spread(possible, b) - variance, -LIMIT, LIMIT);
    }

    private double spread(List<Integer> possible, double b) {
        double[] weights = weights(possible, tilt(possible, b), b);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * possible.get(i) * possible.get(i);
        }
        return sum;
    }

    /** The a that makes the change nought on average. */
    private double tilt(List<Integer> possible, double b) {
        double reach = LIMIT * (2 * maximum + 1);
        return new BracketingNthOrderBrentSolver(1e-13, 1e-13, 5)
                .solve(500, a -> mean(possible, weights(possible, a, b)), -reach, reach);
    }

    private static double mean(List<Integer> possible, double[] weights) {
        double mean = 0;
        for (int i = 0; i < weights.length; i++) {
            mean += weights[i] * possible.get(i);
        }
        return mean;
    }

    private static double[] weights(List<Integer> possible, double a, double b) {
        double[] weights = new double[possible.size()];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            double d = possible.get(i);
            weights[i] = a * d + b * d * d;
            largest = Math.max(largest, weights[i]);
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(weights[i] - largest);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
