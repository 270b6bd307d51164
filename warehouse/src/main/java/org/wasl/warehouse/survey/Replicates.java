package org.wasl.warehouse.survey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variance by re-estimation instead of by linearisation. */
public sealed interface Replicates {
    /** Whether replicates deviate from the figure of the full sample, instead of from their mean. */
    boolean mse();

    /** Replicates made here from the design. */
    record Made(Kind kind, int count, long seed, double rho, boolean mse) implements Replicates {}

    /**
     * Replicate weights that came with the data.
     *
     * @param columns a pattern ({@code rep*}), a range ({@code rep1..rep4}) or a comma-separated list
     * @param combined whether the columns already contain the sampling weight
     * @param scale of the sum of squares; null for what the kind says
     * @param rscales of each replicate's square, or one of all; empty for what the kind says
     */
    record Given(
            String columns,
            Kind kind,
            boolean combined,
            double rho,
            @Nullable Double scale,
            List<Double> rscales,
            boolean mse)
            implements Replicates {
        public Given {
            rscales = List.copyOf(rscales);
        }
    }

    /** How replicates deviate from the full sample. */
    enum Kind {
        JK1,
        JKN,
        BRR,
        FAY,
        BOOTSTRAP,
        /** Successive differences (Fay and Train 1995). */
        SDR,
        /** Two units a stratum, one dropped: the deviations add. */
        JK2,
        /** Whatever scale says. */
        OTHER
    }
}
