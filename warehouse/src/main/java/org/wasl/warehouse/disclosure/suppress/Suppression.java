package org.wasl.warehouse.disclosure.suppress;

import java.util.BitSet;
import org.wasl.warehouse.disclosure.table.CellSystem;

/**
 * What must be hidden.
 *
 * @param hidden the sensitive cells and those that protect them
 * @param sensitive hidden for their own sake
 * @param method by which the others were found
 * @param cost of all that is hidden
 * @param least no pattern that protects as much costs less, as far as that is known
 */
public record Suppression(BitSet hidden, BitSet sensitive, Method method, double cost, double least) {
    public Suppression {
        hidden = (BitSet) hidden.clone();
        sensitive = (BitSet) sensitive.clone();
    }

    /** Whether no pattern is cheaper. */
    public boolean optimal() {
        return cost <= least * (1 + 1e-9);
    }

    /** What is lost: of all cells, and of the amounts in the finest. */
    public Loss loss(CellSystem system) {
        int finest = 0;
        int gone = 0;
        double value = 0;
        double lost = 0;
        for (int i = 0; i < system.size(); i++) {
            if (system.finest(i)) {
                finest++;
                value += Math.abs(system.cell(i).value());
                if (hidden.get(i)) {
                    gone++;
                    lost += Math.abs(system.cell(i).value());
                }
            }
        }
        return new Loss(
                system.size(),
                sensitive.cardinality(),
                hidden.cardinality() - sensitive.cardinality(),
                finest,
                gone,
                value,
                lost);
    }

    /**
     * What a suppression costs its readers.
     *
     * @param cells of the table, margins included
     * @param primary hidden for their own sake
     * @param secondary hidden to protect those
     * @param finest cells that are no sums
     * @param finestHidden of these, hidden
     * @param value of all the finest
     * @param valueHidden of the hidden among them
     */
    public record Loss(
            int cells, int primary, int secondary, int finest, int finestHidden, double value, double valueHidden) {}
}
