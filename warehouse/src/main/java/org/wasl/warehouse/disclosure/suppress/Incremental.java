package org.wasl.warehouse.disclosure.suppress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * Protects one sensitive cell after the other by the cheapest flow through it, then takes back every cell that turned
 * out not to be needed, and looks for a cheaper way round each that stays.
 */
final class Incremental {
    private static final BitSet NONE = new BitSet();
    private static final Duration TAKING_BACK = Duration.ofSeconds(10);

    private final Problem problem;
    private final Safety safety;
    private final Duration time;

    /**
     * @param time to look for ways round single cells
     */
    Incremental(Problem problem, Duration time) {
        this.problem = problem;
        this.safety = new Safety(problem);
        this.time = time;
    }

    /** A pattern that protects every sensitive cell. */
    BitSet solve() {
        return solve(problem.sensitive());
    }

    /** The same, beginning with a pattern that protects some. */
    BitSet solve(BitSet begun) {
        try (Flows flows = new Flows(problem)) {
            BitSet hidden = (BitSet) begun.clone();
            hidden.or(problem.sensitive());
            List<Attack> left = protect(hidden, problem.sensitive(), NONE, flows);
            if (!left.isEmpty()) {
                throw unprotectable(left);
            }
            BitSet needed = withoutNeedless(hidden, hidden, System.nanoTime() + TAKING_BACK.toNanos());
            return cheaper(needed, flows, System.nanoTime() + time.toNanos());
        }
    }

    /** Hides more until no attack on some sensitive cells succeeds; the attacks that nothing helps against. */
    private List<Attack> protect(BitSet hidden, BitSet targets, BitSet shown, Flows flows) {
        List<Attack> breaches = safety.breaches(hidden, targets);
        while (!breaches.isEmpty()) {
            if (!hideMore(hidden, shown, breaches, flows)) {
                return breaches;
            }
            breaches = safety.breaches(hidden, targets);
        }
        return breaches;
    }

    private static boolean hideMore(BitSet hidden, BitSet shown, List<Attack> breaches, Flows flows) {
        int before = hidden.cardinality();
        List<Attack> hardest = new ArrayList<>(breaches);
        hardest.sort(Comparator.comparingDouble(Attack::needed).reversed());
        int last = -1;
        for (Attack attack : hardest) {
            if (attack.target() != last) {
                hidden.or(flows.against(attack, hidden, shown));
            }
            last = attack.target();
        }
        return hidden.cardinality() > before;
    }

    /** Takes back of some cells what can be, the most expensive first, while there is time. */
    private BitSet withoutNeedless(BitSet pattern, BitSet among, long end) {
        BitSet hidden = (BitSet) pattern.clone();
        for (int cell : dearest(among)) {
            if (System.nanoTime() > end) {
                break;
            }
            BitSet around = Components.of(problem.system(), hidden, cell);
            hidden.clear(cell);
            around.clear(cell);
            if (!safety.safe(hidden, around.stream().boxed().toList())) {
                hidden.set(cell);
            }
        }
        return hidden;
    }

    /** Shows each cell that only protects others, the most expensive first, and takes what then costs less. */
    private BitSet cheaper(BitSet pattern, Flows flows, long end) {
        BitSet best = pattern;
        for (int cell : dearest(pattern)) {
            if (System.nanoTime() > end) {
                break;
            }
            if (best.get(cell)) {
                best = without(cell, best, flows, end).orElse(best);
            }
        }
        return best;
    }

    private Optional<BitSet> without(int cell, BitSet pattern, Flows flows, long end) {
        BitSet shown = new BitSet();
        shown.set(cell);
        BitSet hidden = (BitSet) pattern.clone();
        hidden.clear(cell);
        // To hide more endangers nobody: only those can be told now who hung together with the cell.
        BitSet together = Components.of(problem.system(), pattern, cell);
        BitSet targets = problem.sensitive();
        targets.and(together);
        if (!protect(hidden, targets, shown, flows).isEmpty()) {
            return Optional.empty();
        }
        BitSet changed = (BitSet) hidden.clone();
        changed.andNot(pattern);
        changed.or(together);
        changed.clear(cell);
        BitSet least = withoutNeedless(hidden, changed, end);
        return problem.cost(least) < problem.cost(pattern) ? Optional.of(least) : Optional.empty();
    }

    /** The cells that are hidden to protect others, the most expensive first. */
    private List<Integer> dearest(BitSet pattern) {
        BitSet extra = (BitSet) pattern.clone();
        extra.andNot(problem.sensitive());
        return extra.stream()
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(problem::cost).reversed())
                .toList();
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
