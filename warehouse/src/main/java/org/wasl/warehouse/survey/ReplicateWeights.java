package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Replicates made from a design: for each, the factor on every primary unit's weight. */
final class ReplicateWeights {
    private final Frame frame;
    private final List<double[]> factors = new ArrayList<>();
    private final List<Double> rscales = new ArrayList<>();
    private double scale = 1;

    private ReplicateWeights(Frame frame) {
        this.frame = frame;
    }

    static Replicated of(Moments moments, Replicates.Made made, Totals full) {
        ReplicateWeights weights = new ReplicateWeights(moments.frame());
        switch (made.kind()) {
            case JK1 -> weights.jackknife();
            case JKN -> weights.stratifiedJackknife();
            case BRR -> weights.halfSamples(0);
            case FAY -> weights.halfSamples(made.rho());
            case BOOTSTRAP -> weights.bootstrap(made.count(), made.seed());
        }
        int[] primary = moments.frame().primaryOfUnit();
        List<Totals> replicates = new ArrayList<>();
        weights.factors.forEach(factor -> replicates.add(new Reweighted(moments, primary, factor)));
        return new Replicated(
                full,
                replicates,
                weights.scale,
                weights.rscales.stream().mapToDouble(Double::doubleValue).toArray(),
                weights.frame.degreesOfFreedom());
    }

    /** Drop one unit at a time; (n − 1) / n, less the sampled fraction. */
    private void jackknife() {
        if (frame.strata().size() > 1) {
            throw new SurveyException("JK1 replicates are for designs without strata; use JKn.");
        }
        Frame.Cluster all = frame.strata().values().iterator().next();
        double n = frame.primaryUnits();
        dropEach(all, (n - 1) / n * (1 - frame.fraction(all)));
    }

    /** Drop one unit of one stratum at a time, each stratum with its own (n_h − 1) / n_h. */
    private void stratifiedJackknife() {
        for (Frame.Cluster stratum : frame.strata().values()) {
            double n = stratum.parts.size();
            dropEach(stratum, (n - 1) / n * (1 - frame.fraction(stratum)));
        }
    }

    private void dropEach(Frame.Cluster stratum, double rscale) {
        double n = stratum.parts.size();
        if (n < 2) {
            throw new SurveyException(
                    "Stratum \"" + stratum.label + "\" has only one unit, which a jackknife cannot drop.");
        }
        for (Frame.Cluster dropped : stratum.parts.values()) {
            double[] factor = ones();
            for (Frame.Cluster psu : stratum.parts.values()) {
                factor[psu.primary] = psu == dropped ? 0 : n / (n - 1);
            }
            factors.add(factor);
            rscales.add(rscale);
        }
    }

    /** Balanced half-samples by a Sylvester–Hadamard matrix; Fay's method keeps {@code rho} of the other half. */
    private void halfSamples(double rho) {
        int size = 2;
        while (size <= frame.strata().size()) {
            size *= 2;
        }
        for (int replicate = 0; replicate < size; replicate++) {
            double[] factor = ones();
            int column = 1;
            for (Frame.Cluster stratum : frame.strata().values()) {
                if (stratum.parts.size() != 2) {
                    throw new SurveyException("Stratum \"" + stratum.label + "\" has " + stratum.parts.size()
                            + " primary units; balanced half-samples need exactly two.");
                }
                // Entry of the Hadamard matrix: the parity of the bits that row and column share.
                boolean first = Integer.bitCount(replicate & column) % 2 == 0;
                for (Frame.Cluster psu : stratum.parts.values()) {
                    factor[psu.primary] = first ? 2 - rho : rho;
                    first = !first;
                }
                column++;
            }
            factors.add(factor);
            rscales.add(1.0);
        }
        scale = 1 / (size * (1 - rho) * (1 - rho));
    }

    /** Rao and Wu (1988): n_h − 1 units drawn with replacement in each stratum. */
    private void bootstrap(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int replicate = 0; replicate < count; replicate++) {
            double[] factor = ones();
            for (Frame.Cluster stratum : frame.strata().values()) {
                Frame.Cluster[] psus = stratum.parts.values().toArray(Frame.Cluster[]::new);
                if (psus.length < 2) {
                    throw new SurveyException(
                            "Stratum \"" + stratum.label + "\" has only one unit, which a bootstrap cannot resample.");
                }
                for (Frame.Cluster psu : psus) {
                    factor[psu.primary] = 0;
                }
                for (int draw = 0; draw < psus.length - 1; draw++) {
                    factor[psus[random.nextInt(psus.length)].primary] += psus.length / (psus.length - 1.0);
                }
            }
            factors.add(factor);
            rscales.add(1.0);
        }
        scale = 1.0 / (count - 1);
    }

    private double[] ones() {
        double[] factor = new double[frame.primaryUnits()];
        Arrays.fill(factor, 1);
        return factor;
    }

    /** Totals with each unit's sums multiplied by its primary unit's factor. */
    private static final class Reweighted implements Totals {
        private final Moments moments;
        private final int[] primary;
        private final double[] factor;
        private final Map<Cell, double[]> totals = new HashMap<>();

        Reweighted(Moments moments, int[] primary, double[] factor) {
            this.moments = moments;
            this.primary = primary;
            this.factor = factor;
        }

        @Override
        public double of(Cell cell, int column) {
            return totals.computeIfAbsent(cell, this::sumUp)[column];
        }

        private double[] sumUp(Cell cell) {
            double[] all = new double[moments.items().size() * Item.SUMS];
            Moments.UnitSums sums = moments.find(cell);
            for (int i = 0; sums != null && i < sums.size(); i++) {
                double f = factor[primary[sums.unit(i)]];
                for (int column = 0; f != 0 && column < all.length; column++) {
                    all[column] += f * sums.sum(i, column);
                }
            }
            return all;
        }
    }
}
