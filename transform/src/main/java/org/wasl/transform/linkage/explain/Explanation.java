package org.wasl.transform.linkage.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.score.Weights;

/**
 * Why a pair weighs what it does: the weight of two random records, then what each comparison adds.
 *
 * @param prior weight before anything is compared
 * @param blockedBy the first rule that finds the pair; null where none does
 */
public record Explanation(
        Side left,
        Side right,
        double prior,
        List<Part> parts,
        double weight,
        double probability,
        @Nullable String blockedBy) {
    public Explanation {
        parts = List.copyOf(parts);
    }

    /** A record: where it is from. */
    public record Side(String source, String id) {}

    /**
     * A comparison's part.
     *
     * @param left what the left record has of the columns compared
     * @param level what the pair shows
     * @param weight log₂(m / u) of the level
     * @param frequency what the frequency of the values adds
     */
    public record Part(String comparison, String left, String right, String level, double weight, double frequency) {}

    /** Explains a pair whose levels are known.
     *
     * @param values per comparison, the values of the left and the right record
     * @param leftCounts how often the left record's values occur, as {@link Weights#adjustment} takes them
     */
    public static Explanation of(
            Side left,
            Side right,
            LinkageModel model,
            Weights weights,
            int[] levels,
            List<String[]> values,
            int[] leftCounts,
            int[] rightCounts,
            @Nullable String blockedBy) {
        List<Part> parts = new ArrayList<>();
        for (int c = 0; c < levels.length; c++) {
            parts.add(new Part(
                    model.comparisons().get(c).name(),
                    values.get(c)[0],
                    values.get(c)[1],
                    model.comparisons().get(c).levels().get(levels[c]).label(),
                    weights.level(c, levels[c]),
                    weights.adjustment(c, levels[c], leftCounts, rightCounts)));
        }
        double weight = weights.of(levels, leftCounts, rightCounts);
        return new Explanation(left, right, weights.prior(), parts, weight, Weights.probability(weight), blockedBy);
    }
}
