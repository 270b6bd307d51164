package org.wasl.warehouse.survey;

/** Which units an estimate's degrees of freedom count: primary units less strata. */
public enum DegreesOfFreedom {
    /** Those of the whole design. */
    DESIGN,
    /**
     * Those with an answer in the domain, and of several domains compared those of the one with fewest (Korn and Graubard
     * 1999, 5.2): a group that stands in few units is known no better than they tell.
     */
    DOMAIN
}
