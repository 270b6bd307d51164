package org.wasl.warehouse.survey;

/**
 * A number known for some rows, summed by the data base.
 *
 * @param value SQL of a double
 * @param valid SQL of a condition; rows outside it leave the item, not the design
 * @param pivot subtracted before squaring, so that large numbers with small spread keep their digits
 */
record Item(String value, String valid, double pivot) {
    /** Sums kept of each item: answers, weights, weighted deviations from the pivot, and their squares. */
    static final int SUMS = 4;

    static final int COUNT = 0;
    static final int WEIGHT = 1;
    static final int FIRST = 2;
    static final int SECOND = 3;

    /** The four sums, under a weight. */
    String sums(String weight) {
        String deviation = "(" + value + " - " + Quoted.number(pivot) + ")";
        String only = ") filter (where " + valid + "), 0)";
        return "count(*) filter (where " + valid + ")::double, coalesce(sum(" + weight + only + ", coalesce(sum("
                + weight + " * " + deviation + only + ", coalesce(sum(" + weight + " * " + deviation + " * "
                + deviation + only;
    }

    /** The item's terms that calibration projects on {@code x}: the same sums times x. */
    String products(String weight, String x) {
        return sums(weight + " * (" + x + ")");
    }
}
