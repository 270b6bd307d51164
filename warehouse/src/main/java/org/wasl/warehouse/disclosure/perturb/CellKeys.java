package org.wasl.warehouse.disclosure.perturb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;

/**
 * Counts changed by cell keys: every record has a random number of its own for ever, a cell's key is the sum of its
 * records', and the key alone decides the change. So the same persons give the same number in every table and every release
 * (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013). Sums no longer hold exactly.
 */
public record CellKeys(PerturbationTable table) {
    /** Keys are whole numbers below this. */
    public static final double RANGE = 4_294_967_296.0;

    /** The changed counts, in the order of the system's cells. */
    public List<Double> perturb(CellSystem system) {
        Map<Long, List<PerturbationTable.Change>> distributions = new HashMap<>();
        List<Double> changed = new ArrayList<>();
        for (Cell cell : system.cells()) {
            long count = Math.round(cell.value());
            changed.add(count + (double) change(count, cell.keys() / RANGE, distributions));
        }
        return Collections.unmodifiableList(changed);
    }

    private int change(long count, double u, Map<Long, List<PerturbationTable.Change>> distributions) {
        if (count <= 0) {
            return 0;
        }
        // Beyond the reach of small results all counts have one distribution.
        long like = Math.min(count, table.maximum() + table.small() + 1L);
        double sum = 0;
        int last = 0;
        for (PerturbationTable.Change change : distributions.computeIfAbsent(like, table::changes)) {
            sum += change.probability();
            last = change.by();
            if (u < sum) {
                return last;
            }
        }
        return last;
    }
}
