package org.wasl.warehouse.survey;

import java.util.List;

/**
 * Replicate variance: scale · Σ rscale · (θ_r − mean θ)², the mean over replicates that count (Wolter 2007, ch. 3–5).
 */
final class Replicated implements Variability {
    private final Totals full;
    private final List<? extends Totals> replicates;
    private final double scale;
    private final double[] rscales;
    private final double degreesOfFreedom;

    Replicated(Totals full, List<? extends Totals> replicates, double scale, double[] rscales, double df) {
        this.full = full;
        this.replicates = replicates;
        this.scale = scale;
        this.rscales = rscales.clone();
        this.degreesOfFreedom = df;
    }

    @Override
    public Totals totals() {
        return full;
    }

    @Override
    public double degreesOfFreedom() {
        return degreesOfFreedom;
    }

    @Override
    public double[][] covariance(List<Statistic> statistics) {
        return covariance(values(statistics), scale, rscales);
    }

    /** Of what was made of each replicate's totals. */
    double[][] covarianceOf(double[][] values) {
        return covariance(values, scale, rscales);
    }

    /** Statistics on each replicate. */
    double[][] values(List<Statistic> statistics) {
        double[][] values = new double[replicates.size()][statistics.size()];
        for (int r = 0; r < values.length; r++) {
            for (int i = 0; i < statistics.size(); i++) {
                values[r][i] = statistics.get(i).value(replicates.get(r));
            }
        }
        return values;
    }

    /** Of statistics by their values on each replicate. */
    static double[][] covariance(double[][] values, double scale, double[] rscales) {
        int k = values[0].length;
        double[] centre = new double[k];
        int counted = 0;
        for (int r = 0; r < values.length; r++) {
            if (rscales[r] > 0) {
                counted++;
                for (int i = 0; i < k; i++) {
                    centre[i] += values[r][i];
                }
            }
        }
        double[][] covariance = new double[k][k];
        for (int r = 0; r < values.length; r++) {
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    covariance[i][j] += scale
                            * rscales[r]
                            * (values[r][i] - centre[i] / counted)
                            * (values[r][j] - centre[j] / counted);
                }
            }
        }
        return covariance;
    }
}
