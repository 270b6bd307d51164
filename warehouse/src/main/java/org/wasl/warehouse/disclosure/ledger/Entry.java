package org.wasl.warehouse.disclosure.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger.
 *
 * @param at when it left
 * @param release from which it was made
 * @param population the metric or table
 * @param cells the persons in each cell that left: the reason why the ledger stays in the restricted zone
 * @param held the persons in each cell of a usual table that was held back
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Entry(
        Instant at,
        String release,
        String population,
        String filter,
        List<String> by,
        List<CellCount> cells,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CellCount> held) {
    public Entry {
        by = List.copyOf(by);
        cells = List.copyOf(cells);
        held = held == null ? List.of() : List.copyOf(held);
    }

    /** A request that left as a whole or not at all. */
    Entry(Instant at, String release, String population, Request request, List<CellCount> cells) {
        this(at, release, population, request.filter(), request.by(), cells, List.of());
    }

    public Request request() {
        return new Request(filter, by);
    }

    /** How many persons were said to be in a cell; null when nothing was said. */
    @Nullable Long shown(List<String> key) {
        return cells.stream()
                .filter(cell -> cell.key().equals(key))
                .map(CellCount::persons)
                .findFirst()
                .orElse(null);
    }

    /** The persons in one cell. */
    public record CellCount(List<String> key, long persons) {
        public CellCount {
            key = List.copyOf(key);
        }
    }
}
