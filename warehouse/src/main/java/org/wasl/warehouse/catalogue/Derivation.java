package org.wasl.warehouse.catalogue;

/** What may be made of figures that stand side by side. */
public enum Derivation {
    /** The change from one period to the next, over the former. */
    GROWTH,
    /** A group's part of the whole of its period. */
    SHARE,
    /** The sum up to each period of what happened within them. */
    CUMULATIVE,
    /** The figure over what a straight line from the programme's start to its target would have reached. */
    TRAJECTORY
}
