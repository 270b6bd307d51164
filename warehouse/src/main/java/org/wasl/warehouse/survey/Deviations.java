package org.wasl.warehouse.survey;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How replicates' deviations make a variance: scale · Σ rscale · (θ_r − centre)², the centre being the mean over the
 * replicates that count, or with {@code mse} the figure of the full sample (Wolter 2007, ch. 3–5).
 */
record Deviations(double scale, List<Double> rscales, boolean mse) {
    Deviations {
        rscales = List.copyOf(rscales);
    }

    /**
     * Of several statistics; as in R a replicate on which one of them does not exist is left out.
     *
     * @param values of each statistic on each replicate, {@code values[replicate][statistic]}; null where there are none
     * @param full their values in the full sample
     */
    double[][] covariance(double[] @Nullable [] values, double[] full) {
        int k = full.length;
        double[] centre = mse ? full : mean(values, k);
        double[][] covariance = new double[k][k];
        boolean any = false;
        for (int r = 0; r < values.length; r++) {
            double[] here = values[r];
            if (here == null || !exist(here)) {
                continue;
            }
            any = true;
            double factor = scale * rscales.get(r);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    covariance[i][j] += factor * (here[i] - centre[i]) * (here[j] - centre[j]);
                }
            }
        }
        if (!any) {
            Arrays.stream(covariance).forEach(row -> Arrays.fill(row, Double.NaN));
        }
        return covariance;
    }

    private static boolean exist(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /** Of one statistic. */
    double variance(double[] values, double full) {
        double[][] each = new double[values.length][];
        for (int r = 0; r < values.length; r++) {
            each[r] = new double[] {values[r]};
        }
        return covariance(each, new double[] {full})[0][0];
    }

    private double[] mean(double[] @Nullable [] values, int statistics) {
        double[] sum = new double[statistics];
        int counted = 0;
        for (int r = 0; r < values.length; r++) {
            double[] here = values[r];
            if (here != null && exist(here) && rscales.get(r) > 0) {
                counted++;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += here[i];
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= counted;
        }
        return sum;
    }
}
