package org.wasl.transform.linkage.score;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.PairSyntax;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Comparison;
import org.wasl.transform.linkage.model.LinkageModel.Level;
import org.wasl.transform.linkage.model.LinkageModel.TermFrequency;

/**
 * Match weights: w = log₂(λ / (1 − λ)) + Σ log₂(m / u), Fellegi and Sunter (1969). Where a level adjusts by frequency,
 * log₂(u of the exact level / frequency of the value) is added, times its damping; of two values the more frequent one
 * counts (Winkler 1989, "Frequency-Based Matching in the Fellegi–Sunter Model"; the same arithmetic as Splink's).
 */
public final class Weights implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double prior;
    private final double[][] base;
    private final @Nullable Adjustment[][] adjustments;

    private record Adjustment(int frequency, double known, double weight, double logU, double minimumU)
            implements Serializable {
        double of(int left, int right) {
            int most = Math.max(left, right);
            return most < 0 ? 0 : weight * (logU - log2(Math.max(most / known, minimumU)));
        }

        /** What a value that only one record has would add. */
        double most() {
            return Math.max(of(1, 1), 0);
        }
    }

    public Weights(LinkageModel model, Parameters parameters, Slots slots, TermCounts counts) {
        prior = log2(parameters.prior() / (1 - parameters.prior()));
        int comparisons = model.comparisons().size();
        base = new double[comparisons][];
        adjustments = new Adjustment[comparisons][];
        for (int c = 0; c < comparisons; c++) {
            Comparison comparison = model.comparisons().get(c);
            base[c] = new double[comparison.levels().size()];
            adjustments[c] = new Adjustment[base[c].length];
            for (int i = 0; i < base[c].length; i++) {
                Level level = comparison.levels().get(i);
                if (level.missing()) continue;
                base[c][i] = log2(parameters.m()[c][i] / parameters.u()[c][i]);
                TermFrequency frequency = level.termFrequency();
                if (frequency == null || frequency.weight() == 0 || level.condition() == null) continue;
                int at = counts.slots().indexOf(slots.of(ModelFile.quote(frequency.column())));
                double u = frequency.ownU()
                        ? parameters.u()[c][i]
                        : parameters.u()[c][exact(comparison, frequency.column())];
                adjustments[c][i] =
                        new Adjustment(at, counts.known().get(at), frequency.weight(), log2(u), frequency.minimumU());
            }
        }
    }

    /** The level that is the equality of a column and nothing else. */
    private static int exact(Comparison comparison, String column) {
        for (int i = 0; i < comparison.levels().size(); i++) {
            String condition = comparison.levels().get(i).condition();
            if (condition == null) continue;
            PairSyntax.Equality equality = PairSyntax.equality(PairSyntax.parse(condition));
            if (equality != null && equality.isSymmetric() && isColumn(equality.left(), column)) return i;
        }
        throw new TransformException(comparison.name() + ": a frequency adjustment by " + column
                + " needs a level where " + column + " is exactly equal, or own_u: true");
    }

    private static boolean isColumn(String sql, String column) {
        return sql.replace("`", "").equalsIgnoreCase(column.replace("`", ""));
    }

    /** Slots whose frequencies a model needs. */
    public static List<Integer> frequencySlots(LinkageModel model, Slots slots) {
        return model.comparisons().stream()
                .flatMap(c -> c.levels().stream())
                .map(Level::termFrequency)
                .filter(f -> f != null && f.weight() != 0)
                .map(f -> slots.of(ModelFile.quote(f.column())))
                .distinct()
                .toList();
    }

    public double prior() {
        return prior;
    }

    /** The weight of a level without the frequency of values. */
    public double level(int comparison, int level) {
        return base[comparison][level];
    }

    /** What the frequency of the two values adds; {@code counts} as in {@link TermCounts#slots}, −1 where missing. */
    public double adjustment(int comparison, int level, int[] left, int[] right) {
        Adjustment adjustment = adjustments[comparison][level];
        return adjustment == null ? 0 : adjustment.of(left[adjustment.frequency()], right[adjustment.frequency()]);
    }

    public double of(int[] levels, int[] left, int[] right) {
        double weight = prior;
        for (int c = 0; c < levels.length; c++) {
            weight += base[c][levels[c]];
            weight += adjustment(c, levels[c], left, right);
        }
        return weight;
    }

    /** The most that a pair with these levels can weigh. */
    public double most(int[] levels) {
        double weight = prior;
        for (int c = 0; c < levels.length; c++) {
            Adjustment adjustment = adjustments[c][levels[c]];
            weight += base[c][levels[c]] + (adjustment == null ? 0 : adjustment.most());
        }
        return weight;
    }

    public static double probability(double weight) {
        return weight >= 0 ? 1 / (1 + Math.pow(2, -weight)) : Math.pow(2, weight) / (1 + Math.pow(2, weight));
    }

    /** The weight at which a pair has a probability. */
    public static double weight(double probability) {
        return log2(probability / (1 - probability));
    }

    static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
