package org.wasl.warehouse.disclosure.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger.
 *
 * @param at when it left
 * @param release from which it was made
 * @param population the metric or table
 * @param cells the persons in each cell that left: the reason why the ledger stays in the restricted zone
 * @param held the persons in each cell of a usual table that was held back
 * @param spans the spans of time that a usual table was decided on for, if it has any
 * @param asked of a request of somebody's own, whom it was about, so that later ones can be held against it
 * @param figures the numbers as they were printed, of a line that notes nothing else
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Entry(
        Instant at,
        String release,
        String population,
        String filter,
        List<String> by,
        List<CellCount> cells,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CellCount> held,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> spans,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Population asked,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Printed> figures) {
    public Entry {
        by = List.copyOf(by);
        cells = List.copyOf(cells);
        held = held == null ? List.of() : List.copyOf(held);
        spans = spans == null ? List.of() : List.copyOf(spans);
        figures = figures == null ? List.of() : List.copyOf(figures);
    }

    /** A request of somebody's own. */
    static Entry asked(Instant at, String release, Table table, List<CellCount> cells) {
        return of(at, release, table, cells, List.of(), List.of(), table.population());
    }

    /** A table that everybody has. */
    static Entry usual(
            Instant at, String release, Table table, List<CellCount> cells, List<CellCount> held, List<String> spans) {
        return of(at, release, table, cells, held, spans, null);
    }

    private static Entry of(
            Instant at,
            String release,
            Table table,
            List<CellCount> cells,
            List<CellCount> held,
            List<String> spans,
            @Nullable Population asked) {
        Request request = table.request();
        String population = table.population().name();
        return new Entry(at, release, population, request.filter(), request.by(), cells, held, spans, asked, List.of());
    }

    public Request request() {
        return new Request(filter, by);
    }

    /** Of a request of somebody's own, the table it asked for. */
    Optional<Table> table() {
        return Optional.ofNullable(asked).map(population -> new Table(population, request()));
    }

    /** Whether it is a table of that name and split. */
    boolean isOf(Table table) {
        return figures.isEmpty()
                && population.equals(table.population().name())
                && request().equals(table.request());
    }

    /** The persons in one cell. */
    public record CellCount(List<String> key, long persons) {
        public CellCount {
            key = List.copyOf(key);
        }
    }

    /**
     * A number as it was printed.
     *
     * @param key the values of what splits it
     * @param level its name among several
     */
    public record Printed(
            List<String> key,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String level,

            double value,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long n) {
        public Printed {
            key = List.copyOf(key);
        }
    }
}
