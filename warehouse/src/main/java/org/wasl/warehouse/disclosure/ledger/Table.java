package org.wasl.warehouse.disclosure.ledger;

import java.util.List;

/** A table of a population: one that everybody has, one that left before, or one that is asked for. */
public record Table(Population population, Request request) {
    /** The columns that split it, beside its spans of time. */
    List<String> split() {
        return population.time() == null
                ? request.by()
                : request.by().subList(1, request.by().size());
    }
}
