package org.wasl.warehouse.disclosure.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What sums over overlapping sets of persons tell of the small sets between them: the attacker knows which pieces are
 * empty and every printed sum, and solves for the rest.
 */
final class Overlap {
    /** So few pieces that the attacker's program can be asked about each. */
    private static final int FEW_PIECES = 400;

    private final Pieces pieces;
    private final int minimum;
    private final double protection;

    /**
     * @param minimum fewer persons than this are nobody's business
     * @param protection to within this share of their number
     */
    Overlap(Pieces pieces, int minimum, double protection) {
        this.pieces = pieces;
        this.minimum = minimum;
        this.protection = protection;
    }

    /**
     * Small sets whose size can be told from all that is printed, but not from what was printed before: pieces that follow
     * exactly, and what a set asked for and another have or have not in common, if to within the protection.
     *
     * @param asked sets that were asked for, printed or not
     * @param before sets printed already
     * @param now those asked for that would be printed
     */
    List<BitSet> told(Collection<BitSet> asked, Collection<BitSet> before, Collection<BitSet> now) {
        List<BitSet> all = new ArrayList<>(before);
        all.addAll(now);
        Set<BitSet> differences = new LinkedHashSet<>();
        Set<BitSet> targets = new LinkedHashSet<>();
        between(asked, before, differences, targets);
        between(asked, asked, differences, targets);
        // What two earlier sets left between them, a new one may tell.
        between(before, before, targets, targets);
        addSmallPieces(pieces.size() <= FEW_PIECES ? differences : targets);
        targets.addAll(differences);
        Determined exactly = new Determined(pieces.size(), all);
        Determined already = new Determined(pieces.size(), List.copyOf(before));
        List<BitSet> told = new ArrayList<>();
        List<BitSet> open = new ArrayList<>();
        for (BitSet target : targets) {
            if (!exactly.tells(target)) {
                open.add(target);
            } else if (!already.tells(target)) {
                told.add(target);
            }
        }
        open.retainAll(differences);
        if (told.isEmpty() && !open.isEmpty()) {
            List<BitSet> narrowed = narrowed(open, all);
            narrowed.removeAll(narrowed(narrowed, before));
            told.addAll(narrowed);
        }
        return told;
    }

    private void addSmallPieces(Set<BitSet> targets) {
        for (int piece = 0; piece < pieces.size(); piece++) {
            if (pieces.persons(piece) < minimum) {
                BitSet one = new BitSet();
                one.set(piece);
                targets.add(one);
            }
        }
    }

    private void between(
            Collection<BitSet> asked, Collection<BitSet> others, Set<BitSet> differences, Set<BitSet> common) {
        for (BitSet set : asked) {
            addSmall(set, differences);
            for (BitSet other : others) {
                if (set.intersects(other)) {
                    BitSet both = (BitSet) set.clone();
                    both.and(other);
                    addSmall(both, common);
                    addSmall(less(set, other), differences);
                    addSmall(less(other, set), differences);
                }
            }
        }
    }

    static BitSet less(BitSet of, BitSet other) {
        BitSet difference = (BitSet) of.clone();
        difference.andNot(other);
        return difference;
    }

    private void addSmall(BitSet set, Set<BitSet> sets) {
        if (!set.isEmpty() && pieces.areFewer(set, minimum)) {
            sets.add(set);
        }
    }

    private List<BitSet> narrowed(List<BitSet> targets, Collection<BitSet> printed) {
        if (targets.isEmpty()) {
            return List.of();
        }
        BitSet everything = new BitSet();
        everything.set(0, pieces.size());
        try (Reconstruction attacker = new Reconstruction(pieces, everything, printed)) {
            List<BitSet> narrowed = new ArrayList<>();
            for (BitSet target : targets) {
                double away = Math.max(1, protection * pieces.persons(target));
                if (!attacker.keeps(new Reconstruction.Secret(target, away))) {
                    narrowed.add(target);
                }
            }
            return narrowed;
        }
    }
}
