package org.wasl.warehouse.survey;

/** How intervals of means, totals, ratios and what is made of them are drawn around an estimate. */
public enum Intervals {
    /** Symmetric, by Student's t. */
    T,
    /**
     * By the transformation that takes the skewness out of the t of an estimate (Hall 1992, Journal of the Royal Statistical
     * Society B 54), its third moment estimated between primary units: where values are skew and units few an estimate that
     * is too small comes with an error that is too small.
     */
    HALL
}
