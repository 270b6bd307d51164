package org.wasl.transform.linkage.estimate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Level;

/** The arithmetic of a model's levels: their shares of pairs, beside the probabilities that the model gives. */
record LevelShares(LinkageModel model) {
    /** Nearest that a probability comes to 0 where a model gives it, or a share of matches. */
    static final double LEAST = 1e-9;
    /**
     * Pairs that each level has been seen in beforehand, for m as for u: a level that no match shows is then as rare as
     * so many matches can tell, not impossible. Jeffreys' prior of a multinomial, Dirichlet(½, …, ½); for linkage a
     * Dirichlet prior as in Enamorado, Fifield and Imai (2019), sect. 2.4.
     */
    static final double SEEN_BEFORE = 0.5;

    /** Where EM begins: agreement is usual among matches. */
    double[][] start() {
        double[][] m = zeros();
        for (int c = 0; c < m.length; c++) {
            int known = 0;
            for (int level = 0; level < m[c].length; level++) if (!missing(c, level)) known++;
            boolean first = true;
            for (int level = 0; level < m[c].length; level++) {
                if (missing(c, level)) continue;
                m[c][level] = known == 1 ? 1 : first ? 0.8 : 0.2 / (known - 1);
                first = false;
            }
            m[c] = fixed(c, m[c], true);
        }
        return m;
    }

    /** Probabilities with those that the model gives in their place; the others share what is left. */
    double[] fixed(int comparison, double[] estimated, boolean forM) {
        List<Level> levels = model.comparisons().get(comparison).levels();
        double given = 0;
        double open = 0;
        for (int i = 0; i < levels.size(); i++) {
            Double value = given(levels.get(i), forM);
            if (value != null) given += value;
            else if (!levels.get(i).missing()) open += estimated[i];
        }
        double[] result = new double[estimated.length];
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).missing()) continue;
            Double value = given(levels.get(i), forM);
            result[i] = value != null
                    ? value
                    : given == 0 ? estimated[i] : open <= 0 ? LEAST : estimated[i] / open * Math.max(1 - given, LEAST);
            result[i] = Math.max(result[i], LEAST);
        }
        return result;
    }

    static @Nullable Double given(Level level, boolean forM) {
        return forM ? (level.fixM() ? level.m() : null) : (level.fixU() ? level.u() : null);
    }

    /** Comparisons of which the model gives every m. */
    boolean[] given() {
        boolean[] given = new boolean[model.comparisons().size()];
        for (int c = 0; c < given.length; c++) {
            given[c] = model.comparisons().get(c).levels().stream()
                    .allMatch(level -> level.missing() || given(level, true) != null);
        }
        return given;
    }

    boolean missing(int comparison, int level) {
        return model.comparisons().get(comparison).levels().get(level).missing();
    }

    double[][] zeros() {
        double[][] zeros = new double[model.comparisons().size()][];
        for (int c = 0; c < zeros.length; c++)
            zeros[c] = new double[model.comparisons().get(c).levels().size()];
        return zeros;
    }

    /** The share of each level that says something, of pairs counted by level. */
    double[] of(int comparison, double[] counts) {
        double[] shares = new double[counts.length];
        for (int level = 0; level < counts.length; level++) {
            if (!missing(comparison, level)) shares[level] = counts[level] + SEEN_BEFORE;
        }
        double total = sum(shares);
        for (int level = 0; level < counts.length; level++) shares[level] /= total;
        return shares;
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum;
    }
}
