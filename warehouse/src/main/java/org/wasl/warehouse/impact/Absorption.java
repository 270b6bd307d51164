package org.wasl.warehouse.impact;

import java.util.List;

/**
 * Takes the effects of categories out of a variable: weighted means by each in turn until nothing moves (Guimarães and
 * Portugal 2010, Stata Journal 10). What is left equals the residual of a regression on all their indicators.
 */
final class Absorption {
    private static final int ROUNDS = 100_000;
    private static final double SETTLED = 1e-13;

    private final List<int[]> categories;
    private final double[][] weightOfLevel;
    private final double[] weights;

    Absorption(List<int[]> categories, double[] weights) {
        this.categories = categories;
        this.weights = weights;
        this.weightOfLevel = new double[categories.size()][];
        for (int c = 0; c < categories.size(); c++) {
            weightOfLevel[c] = new double[levels(categories.get(c))];
            for (int i = 0; i < weights.length; i++) {
                weightOfLevel[c][categories.get(c)[i]] += weights[i];
            }
        }
    }

    static int levels(int[] codes) {
        int most = -1;
        for (int code : codes) {
            most = Math.max(most, code);
        }
        return most + 1;
    }

    double[] residual(double[] values) {
        double[] left = values.clone();
        double scale = 0;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int round = 0; round < ROUNDS; round++) {
            double moved = 0;
            for (int c = 0; c < categories.size(); c++) {
                moved = Math.max(moved, takeMeans(left, categories.get(c), weightOfLevel[c]));
            }
            if (moved <= SETTLED * scale || categories.size() == 1) {
                return left;
            }
        }
        throw new StudyException("The absorbed effects do not settle: do their levels hardly overlap?");
    }

    private double takeMeans(double[] left, int[] codes, double[] weight) {
        double[] mean = new double[weight.length];
        for (int i = 0; i < left.length; i++) {
            mean[codes[i]] += weights[i] * left[i];
        }
        double moved = 0;
        for (int level = 0; level < mean.length; level++) {
            mean[level] /= weight[level];
            moved = Math.max(moved, Math.abs(mean[level]));
        }
        for (int i = 0; i < left.length; i++) {
            left[i] -= mean[codes[i]];
        }
        return moved;
    }
}
