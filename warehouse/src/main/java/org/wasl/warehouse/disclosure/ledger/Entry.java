package org.wasl.warehouse.disclosure.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;

/**
 * A line of the ledger.
 *
 * @param at when it left
 * @param release from which it was made
 * @param population the metric or table
 * @param cells the persons in each cell that left: the reason why the ledger stays in the restricted zone
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Entry(
        Instant at, String release, String population, String filter, List<String> by, List<CellCount> cells) {
    public Entry {
        by = List.copyOf(by);
        cells = List.copyOf(cells);
    }

    public Request request() {
        return new Request(filter, by);
    }

    /** The persons in one cell. */
    public record CellCount(List<String> key, long persons) {
        public CellCount {
            key = List.copyOf(key);
        }
    }
}
