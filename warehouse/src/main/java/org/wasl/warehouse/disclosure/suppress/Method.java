package org.wasl.warehouse.disclosure.suppress;

/** How the cells to hide are chosen. */
public enum Method {
    /** Optimal while that is quick, modular beyond. */
    AUTO,
    /** The cheapest pattern, by cutting planes. */
    OPTIMAL,
    /** Level by level. */
    MODULAR,
    /** One sensitive cell after the other. */
    INCREMENTAL
}
