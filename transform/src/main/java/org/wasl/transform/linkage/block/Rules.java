package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.model.LinkageModel.Scope;

/**
 * A model's rules in their order: which of them bring a pair together, and under which it is compared.
 *
 * @param passedOver for each rule, elements of lists that too many records have
 */
record Rules(List<Rule> rules, Scope scope, List<Set<String>> passedOver) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The rules that hold for a pair of a block, as bits; 0 where it is compared in another block, or not at all. */
    int holding(Candidate l, Candidate r, int rule) {
        return asked(l, r) && isHere(l, r, rule) ? holding(l.terms(), r.terms(), rule) : 0;
    }

    private boolean asked(Candidate l, Candidate r) {
        if (l.role() == Blocks.RIGHT || r.role() == Blocks.LEFT) return false;
        return switch (scope) {
            case LINK -> l.source() != r.source();
            case DEDUPE -> l.source() == r.source() && !l.isSame(r);
            case BOTH -> l.source() != r.source() || !l.isSame(r);
        };
    }

    /** Of the blocks that bring a pair together by elements of their lists, it is compared in the first one's. */
    private boolean isHere(Candidate l, Candidate r, int rule) {
        String element = l.element();
        return element == null
                || (element.equals(r.element())
                        && element.equals(rules.get(rule).leastShared(l.terms(), r.terms(), passedOver.get(rule))));
    }

    /** The same of values; 0 where a rule before {@code rule} holds, under which the pair is compared. */
    private int holding(@Nullable Term[] l, @Nullable Term[] r, int rule) {
        for (int k = 0; k < rule; k++) {
            if (rules.get(k).holds(l, r, passedOver.get(k))) return 0;
        }
        if (!rules.get(rule).holds(l, r, passedOver.get(rule))) return 0;
        int holding = 1 << rule;
        for (int k = rule + 1; k < rules.size(); k++) {
            if (rules.get(k).holds(l, r, passedOver.get(k))) holding |= 1 << k;
        }
        return holding;
    }
}
