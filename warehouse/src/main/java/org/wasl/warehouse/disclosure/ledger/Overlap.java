package org.wasl.warehouse.disclosure.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.wasl.warehouse.disclosure.program.LinearProgram;

/**
 * What sums over overlapping sets of persons tell of the small sets between them: the attacker knows which pieces are
 * empty and every printed sum, and solves for the rest.
 */
final class Overlap {
    private final Atoms atoms;
    private final int minimum;
    private final double protection;

    /**
     * @param minimum fewer persons than this are nobody's business
     * @param protection to within this share of their number
     */
    Overlap(Atoms atoms, int minimum, double protection) {
        this.atoms = atoms;
        this.minimum = minimum;
        this.protection = protection;
    }

    /**
     * Small sets whose size can be told from all that is printed, but not from what was printed before.
     *
     * @param before sets printed already
     * @param now sets asked for
     */
    List<BitSet> told(List<BitSet> before, List<BitSet> now) {
        List<BitSet> targets = targets(before, now);
        if (targets.isEmpty()) {
            return List.of();
        }
        List<BitSet> all = new ArrayList<>(before);
        all.addAll(now);
        List<BitSet> exposed = exposed(targets, all);
        List<BitSet> already = exposed(exposed, before);
        exposed.removeAll(already);
        return exposed;
    }

    /** Every small piece, and what a new set and another have not in common when that is small. */
    private List<BitSet> targets(List<BitSet> before, List<BitSet> now) {
        Set<BitSet> targets = new LinkedHashSet<>();
        for (int atom = 0; atom < atoms.size(); atom++) {
            if (atoms.persons(atom) < minimum) {
                BitSet one = new BitSet();
                one.set(atom);
                targets.add(one);
            }
        }
        List<BitSet> others = new ArrayList<>(before);
        others.addAll(now);
        for (BitSet set : now) {
            for (BitSet other : others) {
                addDifference(set, other, targets);
                addDifference(other, set, targets);
            }
        }
        return List.copyOf(targets);
    }

    private void addDifference(BitSet of, BitSet less, Set<BitSet> targets) {
        BitSet difference = (BitSet) of.clone();
        difference.andNot(less);
        if (!difference.isEmpty() && !difference.equals(of) && atoms.persons(difference) < minimum) {
            targets.add(difference);
        }
    }

    private List<BitSet> exposed(List<BitSet> targets, List<BitSet> printed) {
        List<BitSet> exposed = new ArrayList<>();
        List<double[]> possible = new ArrayList<>();
        try (LinearProgram program = LinearProgram.continuous()) {
            for (int atom = 0; atom < atoms.size(); atom++) {
                program.variable(0, Double.POSITIVE_INFINITY);
            }
            double everybody = 0;
            for (BitSet set : new LinkedHashSet<>(printed)) {
                int row = program.row((double) atoms.persons(set), (double) atoms.persons(set));
                set.stream().forEach(atom -> program.coefficient(row, atom, 1));
                everybody += atoms.persons(set);
            }
            int bound = program.row(0, Math.max(1, 10 * everybody));
            for (int atom = 0; atom < atoms.size(); atom++) {
                program.coefficient(bound, atom, 1);
            }
            for (BitSet target : targets) {
                if (!canBe(target, 1, program, possible) || !canBe(target, -1, program, possible)) {
                    exposed.add(target);
                }
            }
        }
        return exposed;
    }

    /** Whether the target could for all that is printed be as much larger or smaller as is asked. */
    private boolean canBe(BitSet target, int side, LinearProgram program, List<double[]> possible) {
        double truth = atoms.persons(target);
        double away = Math.min(Math.max(1, protection * truth), side > 0 ? Double.POSITIVE_INFINITY : truth);
        for (double[] table : possible) {
            double value = target.stream().mapToDouble(atom -> table[atom]).sum();
            if (side * (value - truth) >= away - 1e-9) {
                return true;
            }
        }
        target.stream().forEach(atom -> program.cost(atom, side));
        OptionalDouble found = program.maximise();
        target.stream().forEach(atom -> program.cost(atom, 0));
        if (found.isEmpty()) {
            throw new IllegalStateException("what was printed contradicts itself");
        }
        double[] table = new double[atoms.size()];
        for (int atom = 0; atom < table.length; atom++) {
            table[atom] = program.value(atom);
        }
        possible.add(table);
        return side * (side * found.getAsDouble() - truth) >= away - 1e-6;
    }
}
