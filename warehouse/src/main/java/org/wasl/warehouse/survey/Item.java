package org.wasl.warehouse.survey;

/**
 * A number known for some rows, summed by the data base.
 *
 * @param value SQL of a double
 * @param valid SQL of a condition; rows outside it leave the item, not the design
 * @param pivot subtracted before squaring, so that large numbers with small spread keep their digits
 * @param ownSquare whether it is 0 or 1 in every row, so that its square need not be summed
 */
record Item(String value, String valid, double pivot, boolean ownSquare) {
    Item(String value, String valid, double pivot) {
        this(value, valid, pivot, false);
    }

    /** 1 where the condition of the value holds, 0 elsewhere. */
    static Item indicator(String value, String valid) {
        return new Item(value, valid, 0, true);
    }

    /** The condition that every row meets. */
    static final String ALWAYS = "true";

    /** Sums kept of each item: answers, weights, weighted deviations from the pivot, and their squares. */
    static final int SUMS = 4;

    static final int COUNT = 0;
    static final int WEIGHT = 1;
    static final int FIRST = 2;
    static final int SECOND = 3;

    boolean always() {
        return valid.equals(ALWAYS);
    }

    /** SQL of the deviation from the pivot, null where the item is not known. */
    String deviation() {
        String deviation = pivot == 0 ? value : "(" + value + " - " + Quoted.number(pivot) + ")";
        return always() ? deviation : "case when " + valid + " then " + deviation + " end";
    }
}
