package org.wasl.warehouse.survey;

/** Simple random sampling that a design's variance is compared with (Kish 1965, 8.2). */
public enum DesignEffect {
    /** Of as many from the same finite population, without replacement. */
    FINITE,
    /** Of as many with replacement. */
    REPLACE
}
