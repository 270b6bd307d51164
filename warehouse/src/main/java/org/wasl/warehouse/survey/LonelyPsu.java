package org.wasl.warehouse.survey;

/** What a stratum with a single primary sampling unit adds to the variance. */
public enum LonelyPsu {
    /** Refuse to estimate, naming the stratum. */
    FAIL,
    /** Nothing. */
    REMOVE,
    /** The same as remove: the unit was selected with certainty. */
    CERTAINTY,
    /** Its squared deviation from the grand mean instead of from its own. */
    ADJUST,
    /** The average of the other strata. */
    AVERAGE
}
