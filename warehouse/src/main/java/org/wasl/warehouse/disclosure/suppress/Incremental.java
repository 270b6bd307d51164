package org.wasl.warehouse.disclosure.suppress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * Protects one sensitive cell after the other by the cheapest flow through it, then takes back every cell that turned
 * out not to be needed.
 */
final class Incremental {
    private final Problem problem;
    private final Safety safety;

    Incremental(Problem problem) {
        this.problem = problem;
        this.safety = new Safety(problem);
    }

    /** A pattern that protects every sensitive cell. */
    BitSet solve() {
        return solve(problem.sensitive());
    }

    /** The same, beginning with a pattern that protects some. */
    BitSet solve(BitSet begun) {
        BitSet hidden = (BitSet) begun.clone();
        hidden.or(problem.sensitive());
        try (Flow flow = new Flow(problem)) {
            List<Attack> breaches = safety.breaches(hidden);
            while (!breaches.isEmpty()) {
                if (!hideMore(hidden, breaches, flow)) {
                    throw unprotectable(breaches);
                }
                breaches = safety.breaches(hidden);
            }
        }
        return withoutNeedless(hidden);
    }

    private static boolean hideMore(BitSet hidden, List<Attack> breaches, Flow flow) {
        int before = hidden.cardinality();
        List<Attack> hardest = new ArrayList<>(breaches);
        hardest.sort(Comparator.comparingDouble(Attack::needed).reversed());
        int last = -1;
        for (Attack attack : hardest) {
            if (attack.target() != last) {
                hidden.or(flow.against(attack, hidden));
            }
            last = attack.target();
        }
        return hidden.cardinality() > before;
    }

    /** Takes back what can be, the most expensive first. */
    BitSet withoutNeedless(BitSet pattern) {
        BitSet hidden = (BitSet) pattern.clone();
        BitSet extra = (BitSet) pattern.clone();
        extra.andNot(problem.sensitive());
        List<Integer> order = extra.stream()
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(problem::cost).reversed())
                .toList();
        for (int cell : order) {
            BitSet around = Components.of(problem.system(), hidden, cell);
            hidden.clear(cell);
            around.clear(cell);
            if (!safety.safe(hidden, around.stream().boxed().toList())) {
                hidden.set(cell);
            }
        }
        return hidden;
    }

    private ProtectionException unprotectable(List<Attack> breaches) {
        String cells = breaches.stream()
                .map(attack -> String.join(
                        " / ", problem.system().cell(attack.target()).key()))
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
        return new ProtectionException("no suppression protects " + cells
                + ": the sums above hold nothing else that could be hidden; coarsen the table or hide its total");
    }
}
