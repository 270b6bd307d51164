package org.wasl.warehouse.disclosure.ledger;

import java.util.List;

/**
 * A table of persons that was asked for.
 *
 * @param filter which rows, as an SQL condition; {@code true} for all
 * @param by the columns that split it
 */
public record Request(String filter, List<String> by) {
    public Request {
        by = List.copyOf(by);
    }
}
