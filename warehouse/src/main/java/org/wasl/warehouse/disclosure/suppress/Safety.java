package org.wasl.warehouse.disclosure.suppress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.wasl.warehouse.disclosure.table.Knowledge.Insider;

/** Whether what is hidden protects what is sensitive. */
final class Safety {
    private final Problem problem;

    Safety(Problem problem) {
        this.problem = problem;
    }

    /** The attacks that succeed on any of some sensitive cells, and on those that hang together with them. */
    List<Attack> breaches(BitSet hidden, BitSet targets) {
        List<Attack> breaches = new ArrayList<>();
        BitSet left = (BitSet) targets.clone();
        while (!left.isEmpty()) {
            BitSet component = Components.of(problem.system(), hidden, left.nextSetBit(0));
            breaches.addAll(breachesIn(component, false));
            left.andNot(component);
        }
        return breaches;
    }

    /** Whether every sensitive cell that hangs together with one of these is protected. */
    boolean safe(BitSet hidden, Iterable<Integer> around) {
        BitSet seen = new BitSet();
        for (int cell : around) {
            if (hidden.get(cell) && !seen.get(cell)) {
                BitSet component = Components.of(problem.system(), hidden, cell);
                if (!breachesIn(component, true).isEmpty()) {
                    return false;
                }
                seen.or(component);
            }
        }
        return true;
    }

    private List<Attack> breachesIn(BitSet component, boolean first) {
        List<Attack> breaches = new ArrayList<>();
        BitSet targets = problem.sensitive();
        targets.and(component);
        if (targets.isEmpty()) {
            return breaches;
        }
        Known known = new Known(component);
        try (Reach reach = new Reach(problem, component.stream().boxed().toList())) {
            for (int target : targets.stream().toArray()) {
                for (Attack attack : Attack.on(problem, target, component)) {
                    if (known.refute(attack)) {
                        continue;
                    }
                    if (!reach.withstands(attack)) {
                        breaches.add(attack);
                        if (first) {
                            return breaches;
                        }
                    }
                    known.remember(reach);
                }
            }
        }
        return breaches;
    }

    /** Tables the attackers cannot tell from the truth, found so far: each refutes every attack that it contradicts. */
    private final class Known {
        private static final int ENOUGH = 64;
        private final int[] cells;
        private final List<double[]> tables = new ArrayList<>();
        private final int[] place;

        Known(BitSet component) {
            cells = component.stream().toArray();
            place = new int[component.length()];
            for (int i = 0; i < cells.length; i++) {
                place[cells[i]] = i;
            }
        }

        void remember(Reach reach) {
            double[] table = new double[cells.length];
            for (int i = 0; i < cells.length; i++) {
                table[i] = reach.deviation(cells[i]);
            }
            if (tables.size() == ENOUGH) {
                tables.remove(0);
            }
            tables.add(table);
        }

        boolean refute(Attack attack) {
            for (double[] table : tables) {
                if (attack.side() * table[place[attack.target()]] >= attack.needed() && possible(table, attack)) {
                    return true;
                }
            }
            return false;
        }

        private boolean possible(double[] table, Attack attack) {
            Insider by = attack.by();
            if (by == null) {
                return true;
            }
            return by.known().keySet().stream().allMatch(cell -> {
                double deviation = table[place[cell]];
                return deviation >= -attack.down(problem, cell) - 1e-9 && deviation <= attack.up(problem, cell) + 1e-9;
            });
        }
    }
}
