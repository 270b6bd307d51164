package org.wasl.warehouse.disclosure.audit;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Need;

/**
 * Tables as they left the house.
 *
 * @param system every cell, with its true value
 * @param hidden those not printed
 * @param way by which they were protected, as a sentence can name it
 * @param printed the numbers that were printed in the place of the true ones; empty where cells were hidden
 * @param needs how far from the truth attackers must be kept
 */
public record Publication(
        CellSystem system, BitSet hidden, String way, List<Double> printed, Map<Integer, Need> needs) {
    /** The way of tables whose cells are left out. */
    public static final String SUPPRESSION = "suppression";

    public Publication {
        hidden = (BitSet) hidden.clone();
        printed = List.copyOf(printed);
        needs = Map.copyOf(needs);
    }

    /** A table some of whose cells are left out. */
    public Publication(CellSystem system, BitSet hidden) {
        this(system, hidden, SUPPRESSION, List.of(), Map.of());
    }
}
