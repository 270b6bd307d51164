package org.wasl.transform.linkage.compare;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Spares the work for pairs that are far from alike: from how often each character occurs follow a least distance and a
 * most similarity, and where these miss every bound that a comparison asks for, more need not be known. Nearly all pairs
 * of a block are such.
 */
final class Screen implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean ofDistance;
    private double bound;
    private boolean open;

    private Screen(boolean ofDistance) {
        this.ofDistance = ofDistance;
        this.bound = ofDistance ? 0 : 1;
    }

    static @Nullable Screen of(String function) {
        return switch (function) {
            case "levenshtein", "damerau_levenshtein" -> new Screen(true);
            case "jaro_winkler", "jaro_winkler_similarity" -> new Screen(false);
            default -> null;
        };
    }

    boolean ofDistance() {
        return ofDistance;
    }

    /** Some level asks whether a pair is within this. */
    void admit(double asked) {
        bound = ofDistance ? Math.max(bound, asked) : Math.min(bound, asked);
    }

    void letAllPass() {
        open = true;
    }

    boolean rejects(Term x, Term y) {
        if (open) return false;
        int only = x.charactersNotIn(y);
        int others = y.charactersNotIn(x);
        // Each edit takes away or brings one character at most.
        return ofDistance
                ? Math.max(only, others) > bound
                : mostAlike(x.chars().length, y.chars().length, only) < bound;
    }

    /** Jaro–Winkler of two texts whose common characters all match in order and that begin alike. */
    private static double mostAlike(int left, int right, int only) {
        if (left == 0 || right == 0) return 1;
        double common = left - only;
        if (common <= 0) return 0;
        double jaro = (common / left + common / right + 1) / 3;
        // A hair more, for the last bit of another order of operations.
        return (jaro > 0.7 ? jaro + 0.4 * (1 - jaro) : jaro) + 1e-9;
    }

    /** A value beyond every bound. */
    double beyond() {
        return ofDistance ? bound + 1 : 0;
    }
}
