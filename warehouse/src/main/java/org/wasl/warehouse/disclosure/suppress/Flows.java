package org.wasl.warehouse.disclosure.suppress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cheapest flows through a table of any size. Those through a large table are sought close to their target first: in the
 * lowest small table it stands in, then in all of them, last in the whole.
 */
final class Flows implements AutoCloseable {
    private static final int SMALL = 1500;

    private final Problem problem;
    private final @Nullable SmallTables tables;
    private final Map<BitSet, Flow> flows = new HashMap<>();

    Flows(Problem problem) {
        this.problem = problem;
        this.tables = problem.open().cardinality() <= SMALL ? null : SmallTables.of(problem.system());
    }

    /**
     * The cells that move; empty when there is no way.
     *
     * @param shown cells that must not move
     */
    BitSet against(Attack attack, BitSet hidden, BitSet shown) {
        for (BitSet near : near(attack.target())) {
            BitSet moved = flow(near).against(attack, hidden, shown);
            if (!moved.isEmpty()) {
                return moved;
            }
        }
        return flow(problem.open()).against(attack, hidden, shown);
    }

    private List<BitSet> near(int target) {
        if (tables == null) {
            return List.of();
        }
        List<BitSet> near = new ArrayList<>();
        BitSet all = new BitSet();
        for (List<Integer> table : tables.with(target)) {
            BitSet one = new BitSet();
            table.forEach(one::set);
            all.or(one);
            if (near.isEmpty()) {
                near.add(one);
            }
        }
        near.add(all);
        return near;
    }

    private Flow flow(BitSet among) {
        return flows.computeIfAbsent(among, cells -> new Flow(problem, cells));
    }

    @Override
    public void close() {
        flows.values().forEach(Flow::close);
    }
}
