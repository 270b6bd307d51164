package org.wasl.warehouse.disclosure.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        BitSet everything = new BitSet();
        everything.set(0, atoms.size());
        try (Reconstruction attacker = new Reconstruction(atoms, everything, printed)) {
            List<BitSet> exposed = new ArrayList<>();
            for (BitSet target : targets) {
                double away = Math.max(1, protection * atoms.persons(target));
                if (!attacker.keeps(new Reconstruction.Secret(target, away))) {
                    exposed.add(target);
                }
            }
            return exposed;
        }
    }
}
