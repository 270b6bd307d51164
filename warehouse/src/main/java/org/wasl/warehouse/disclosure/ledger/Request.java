package org.wasl.warehouse.disclosure.ledger;

import java.util.List;

/**
 * What is asked of a population.
 *
 * @param filter which rows, as an SQL condition; {@code true} for all
 * @param by the columns that split it, a population's spans of time first
 */
public record Request(String filter, List<String> by) {
    static final String ALL = "true";

    public Request {
        by = List.copyOf(by);
    }

    boolean isOfAll() {
        return filter.equals(ALL);
    }
}
