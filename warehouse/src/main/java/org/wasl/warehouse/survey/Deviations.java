package org.wasl.warehouse.survey;

import java.util.List;

/**
 * How replicates' deviations make a variance: scale · Σ rscale · (θ_r − centre)², the centre being the mean over the
 * replicates that count, or with {@code mse} the figure of the full sample (Wolter 2007, ch. 3–5).
 */
record Deviations(double scale, List<Double> rscales, boolean mse) {
    Deviations {
        rscales = List.copyOf(rscales);
    }

    /**
     * Of several statistics.
     *
     * @param values of each statistic on each replicate, {@code values[replicate][statistic]}
     * @param full their values in the full sample
     */
    double[][] covariance(double[][] values, double[] full) {
        double[] centre = mse ? full : mean(values);
        int k = full.length;
        double[][] covariance = new double[k][k];
        for (int r = 0; r < values.length; r++) {
            double factor = scale * rscales.get(r);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    covariance[i][j] += factor * (values[r][i] - centre[i]) * (values[r][j] - centre[j]);
                }
            }
        }
        return covariance;
    }

    /** Of one statistic. */
    double variance(double[] values, double full) {
        double[][] each = new double[values.length][];
        for (int r = 0; r < values.length; r++) {
            each[r] = new double[] {values[r]};
        }
        return covariance(each, new double[] {full})[0][0];
    }

    private double[] mean(double[][] values) {
        double[] sum = new double[values[0].length];
        int counted = 0;
        for (int r = 0; r < values.length; r++) {
            if (rscales.get(r) > 0) {
                counted++;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += values[r][i];
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= counted;
        }
        return sum;
    }
}
