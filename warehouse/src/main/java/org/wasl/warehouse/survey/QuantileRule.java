package org.wasl.warehouse.survey;

import java.util.Locale;

/**
 * Which value a share of the weight points at, where it falls between two answers: Hyndman and Fan's (1996, The American
 * Statistician 50) rules with weights in the place of counts, three more as R survey 4.1 names and computes
 * them, and one of SAS.
 */
public enum QuantileRule {
    /** The smallest value at or below which the share lies. */
    MATH,
    /** The same, or the middle of two where the share ends on one. */
    SCHOOL,
    /** Shah and Vaish (2006). */
    SHAHVAISH,
    HF1,
    HF2,
    HF3,
    HF4,
    HF5,
    HF6,
    HF7,
    HF8,
    HF9,
    /**
     * On the line between different answers, each with the weight of all who gave it, as SAS's SURVEYMEANS has it: of
     * answers in round numbers a quantile that moves by little when little changes.
     */
    INTERPOLATED;

    /** Whether answers of one value may be taken together without changing what the rule gives. */
    boolean takesTiesTogether() {
        return switch (this) {
            case MATH, SCHOOL, HF1, HF2, HF3, INTERPOLATED -> true;
            case SHAHVAISH, HF4, HF5, HF6, HF7, HF8, HF9 -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
