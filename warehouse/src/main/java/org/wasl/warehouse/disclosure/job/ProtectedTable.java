package org.wasl.warehouse.disclosure.job;

import java.util.List;
import java.util.Map;
import org.wasl.warehouse.disclosure.audit.Exposure;
import org.wasl.warehouse.disclosure.suppress.Suppression;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Need;

/**
 * A table that may be printed.
 *
 * @param exposures what can still be told of each hidden cell: for the eyes of who protects it, not to be printed
 */
public record ProtectedTable(
        CellSystem system, Map<Integer, Need> needs, Suppression suppression, List<Exposure> exposures) {
    public ProtectedTable {
        needs = Map.copyOf(needs);
        exposures = List.copyOf(exposures);
    }

    /** Why a cell is not printed; empty when it is. */
    public String status(int cell) {
        if (!suppression.hidden().get(cell)) {
            return "";
        }
        Need need = needs.get(cell);
        return need == null ? "secondary" : need.reason();
    }
}
