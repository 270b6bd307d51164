package org.wasl.warehouse.disclosure.suppress;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Knowledge;
import org.wasl.warehouse.disclosure.table.Need;

/**
 * The cell suppression problem (Fischetti and Salazar 2001): hide cells at the least cost so that every sensitive cell's
 * interval reaches as far as it needs.
 *
 * @param needs of the sensitive cells
 * @param knowledge of the attackers
 * @param cost of hiding each cell, above nought
 * @param open cells that may be hidden; the others are known whatever happens
 */
public record Problem(
        CellSystem system, Map<Integer, Need> needs, Knowledge knowledge, List<Double> cost, BitSet open) {
    public Problem {
        needs = new TreeMap<>(needs);
        cost = List.copyOf(cost);
        open = (BitSet) open.clone();
        for (int cell : needs.keySet()) {
            open.set(cell);
        }
    }

    /** How far a cell could lie below its value for all that an attacker knows. */
    double down(int cell) {
        return Math.max(0, system.cell(cell).value() - knowledge.lower().get(cell));
    }

    double up(int cell) {
        return Math.max(0, knowledge.upper().get(cell) - system.cell(cell).value());
    }

    double cost(int cell) {
        return cost.get(cell);
    }

    /** The cells that are hidden for their own sake. */
    BitSet sensitive() {
        BitSet cells = new BitSet();
        needs.keySet().forEach(cells::set);
        return cells;
    }

    double cost(BitSet cells) {
        return cells.stream().mapToDouble(cost::get).sum();
    }
}
