package org.wasl.warehouse.disclosure.suppress;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.wasl.warehouse.disclosure.table.CellSystem;

/** Hidden cells hang together where they stand in one sum; what is hidden elsewhere tells nothing of them. */
final class Components {
    private Components() {}

    /** The hidden cells that hang together with one of them. */
    static BitSet of(CellSystem system, BitSet hidden, int cell) {
        BitSet reached = new BitSet();
        Deque<Integer> next = new ArrayDeque<>();
        reached.set(cell);
        next.add(cell);
        while (!next.isEmpty()) {
            for (int s : system.sumsOf(next.remove())) {
                for (int other : system.sums().get(s).cells()) {
                    if (hidden.get(other) && !reached.get(other)) {
                        reached.set(other);
                        next.add(other);
                    }
                }
            }
        }
        return reached;
    }
}
