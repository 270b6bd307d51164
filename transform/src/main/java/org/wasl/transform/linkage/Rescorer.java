package org.wasl.transform.linkage;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.score.Weights;

/**
 * Weighs a pair of an earlier run by the frequencies of today: its records are as they were, but their values may have
 * become more common.
 *
 * @param least weight from which a pair is kept
 */
record Rescorer(Weights weights, TermCounts counts, double least) implements Serializable {
    private static final int WEIGHT = 5;
    private static final int PATTERN = 8;

    /** The pair as it is now; null where it weighs too little.
     *
     * @param pair row {@link Scorer#PAIRS}
     * @param left the left record, {@code source, id, s0, s1 …}
     */
    @Nullable Row score(Row pair, Row left, Row right) {
        if (counts.slots().isEmpty()) return pair.getDouble(WEIGHT) >= least ? pair : null;
        int[] levels = Arrays.stream(pair.getString(PATTERN).split("\\."))
                .mapToInt(Integer::parseInt)
                .toArray();
        double weight = weights.of(levels, counts.of(left), counts.of(right));
        if (weight < least) return null;
        return RowFactory.create(
                pair.get(0),
                pair.get(1),
                pair.get(2),
                pair.get(3),
                Weights.probability(weight),
                weight,
                pair.get(6),
                null,
                pair.get(PATTERN));
    }
}
