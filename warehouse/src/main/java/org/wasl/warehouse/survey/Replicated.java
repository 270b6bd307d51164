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
        int k = statistics.size();
        double[][] theta = new double[k][replicates.size()];
        double[] centre = new double[k];
        int counted = 0;
        for (int r = 0; r < replicates.size(); r++) {
            counted += rscales[r] > 0 ? 1 : 0;
            for (int i = 0; i < k; i++) {
                theta[i][r] = statistics.get(i).value(replicates.get(r));
                centre[i] += rscales[r] > 0 ? theta[i][r] : 0;
            }
        }
        double[][] covariance = new double[k][k];
        for (int r = 0; r < replicates.size(); r++) {
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    covariance[i][j] += scale
                            * rscales[r]
                            * (theta[i][r] - centre[i] / counted)
                            * (theta[j][r] - centre[j] / counted);
                }
            }
        }
        return covariance;
    }
}
