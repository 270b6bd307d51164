package org.wasl.warehouse.survey;

/** Population totals estimated by one set of weights. */
interface Totals {
    /** The total of a column of {@link Moments} in a cell. */
    double of(Cell cell, int column);
}
