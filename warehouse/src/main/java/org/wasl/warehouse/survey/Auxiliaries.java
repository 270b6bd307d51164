package org.wasl.warehouse.survey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variables x that an adjustment of weights is a regression on, as the data base sums them.
 *
 * @param crossing whose cells each have variables of their own; null: one set of variables
 * @param values SQL of the variables, within a cell where there are cells
 */
record Auxiliaries(@Nullable Crossing crossing, List<String> values) {
    static final Auxiliaries NONE = of(List.of());

    static Auxiliaries of(List<String> values) {
        return new Auxiliaries(null, values);
    }

    /** Whether a row is in each of the cells. */
    static Auxiliaries of(Crossing crossing) {
        return new Auxiliaries(crossing, List.of("1.0::double"));
    }

    int size() {
        return values.size() * (crossing == null ? 1 : crossing.cells().size());
    }

    /** SQL of the number of the cell in which a row has its variables; null where it has none. */
    String cell() {
        return crossing == null ? "0" : crossing.number();
    }
}
