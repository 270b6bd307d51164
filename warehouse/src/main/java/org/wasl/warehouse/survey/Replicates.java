package org.wasl.warehouse.survey;

/** Variance by re-estimation instead of by linearisation. */
public sealed interface Replicates {

    /** Replicates made here from the design. */
    record Made(Kind kind, int count, long seed, double rho) implements Replicates {}

    /**
     * Replicate weights that came with the data.
     *
     * @param columns a pattern ({@code rep*}), a range ({@code rep1..rep4}) or a comma-separated list
     * @param combined whether the columns already contain the sampling weight
     */
    record Given(String columns, Kind kind, boolean combined, double rho) implements Replicates {}

    /** How replicates deviate from the full sample. */
    enum Kind {
        JK1,
        JKN,
        BRR,
        FAY,
        BOOTSTRAP
    }
}
