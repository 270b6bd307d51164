package org.wasl.warehouse.disclosure.audit;

import java.util.BitSet;
import org.wasl.warehouse.disclosure.table.CellSystem;

/**
 * Tables as they left the house.
 *
 * @param system every cell, with its true value
 * @param hidden those not printed
 */
public record Publication(CellSystem system, BitSet hidden) {
    public Publication {
        hidden = (BitSet) hidden.clone();
    }
}
