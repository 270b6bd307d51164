package org.wasl.transform.linkage.compare;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The levels that most comparisons begin with, in one piece: a value is missing, both are the same, and then one
 * similarity, or distance, that is within this bound or that. Asked one by one they would cost several times as much.
 */
final class Ladder implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int NONE = -1;

    private final @Nullable Test[] levels;
    private int end;
    private int missing = NONE;
    private int missingLeft;
    private int missingRight;
    private int equal = NONE;
    private int equalLeft;
    private int equalRight;
    private Measures.@Nullable OfValues similarity;
    private Conditions.@Nullable Order order;
    private int firstBound;
    private double[] bounds = {};

    /** Takes of some levels as many as it can. */
    Ladder(@Nullable Test[] levels) {
        this.levels = levels;
        if (takesMissing()) end++;
        if (takesEqual()) end++;
        firstBound = end;
        while (takesBound()) end++;
    }

    private boolean takesMissing() {
        if (end < levels.length
                && levels[end] instanceof Conditions.Either either
                && either.a() instanceof Conditions.Missing a
                && either.b() instanceof Conditions.Missing b
                && a.left()
                && !b.left()) {
            missing = end;
            missingLeft = a.slot();
            missingRight = b.slot();
            return true;
        }
        return false;
    }

    private boolean takesEqual() {
        if (end < levels.length && levels[end] instanceof Conditions.Equal same) {
            equal = end;
            equalLeft = same.left();
            equalRight = same.right();
            return true;
        }
        return false;
    }

    private boolean takesBound() {
        if (end < levels.length
                && levels[end] instanceof Conditions.Compared compared
                && compared.a() instanceof Measures.Once once
                && once.measure() instanceof Measures.OfValues of
                && compared.b() instanceof Measures.Constant bound
                && (similarity == null || (similarity.equals(of) && order == compared.order()))) {
            similarity = of;
            order = compared.order();
            bounds = Arrays.copyOf(bounds, bounds.length + 1);
            bounds[bounds.length - 1] = bound.value();
            return true;
        }
        return false;
    }

    /** The first level that it does not take. */
    int end() {
        return end;
    }

    /** The first of its levels that holds; {@link #end} where none does. */
    int level(@Nullable Term[] l, @Nullable Term[] r) {
        if (missing != NONE && (l[missingLeft] == null || r[missingRight] == null)) return missing;
        if (equal != NONE) {
            Term x = l[equalLeft];
            Term y = r[equalRight];
            if (x != null && y != null && x.sameAs(y)) return equal;
        }
        return similarity == null || order == null ? end : bound(similarity, order, l, r);
    }

    private int bound(Measures.OfValues of, Conditions.Order asked, @Nullable Term[] l, @Nullable Term[] r) {
        double value = of.of(l, r);
        for (int i = 0; i < bounds.length; i++) if (asked.holds(value, bounds[i])) return firstBound + i;
        return end;
    }
}
