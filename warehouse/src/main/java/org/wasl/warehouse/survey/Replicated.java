package org.wasl.warehouse.survey;

import java.util.List;

/** Replicate variance: of what a statistic is on each replicate's totals. */
final class Replicated implements Variability {
    private final Totals full;
    private final List<? extends Totals> replicates;
    private final Deviations deviations;
    private final double degreesOfFreedom;
    private final Degrees degrees;

    /** Degrees of freedom of part of the sample: the rank of its rows' replicate weights, less one. */
    interface Degrees {
        /**
         * Those of the rows that an item is known of in a cell.
         *
         * @param answering the units that hold such a row
         */
        double of(Cell cell, Item item, boolean[] answering);
    }

    Replicated(Totals full, List<? extends Totals> replicates, Deviations deviations, double df, Degrees degrees) {
        this.full = full;
        this.replicates = replicates;
        this.deviations = deviations;
        this.degreesOfFreedom = df;
        this.degrees = degrees;
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
        double[] here = statistics.stream()
                .mapToDouble(statistic -> statistic.value(full))
                .toArray();
        return deviations.covariance(values(statistics), here);
    }

    Degrees degrees() {
        return degrees;
    }

    Deviations deviations() {
        return deviations;
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
}
