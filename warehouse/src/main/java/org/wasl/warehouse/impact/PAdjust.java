package org.wasl.warehouse.impact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How p values are adjusted for being several. */
public enum PAdjust {
    NONE,
    BONFERRONI,
    /** Holm (1979): controls the chance of any false finding. */
    HOLM,
    /** Hochberg (1988): the same for independent or positively dependent tests. */
    HOCHBERG,
    /** Benjamini and Hochberg (1995): controls the share of false findings. */
    BH,
    /** Benjamini and Yekutieli (2001): the same under any dependence. */
    BY;

    /** The adjusted values, in the order given. */
    public double[] adjust(double... p) {
        int n = p.length;
        double[] adjusted = new double[n];
        int[] ascending = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double harmonic = IntStream.rangeClosed(1, n).mapToDouble(i -> 1.0 / i).sum();
        for (int rank = 1; rank <= n; rank++) {
            int at = ascending[rank - 1];
            adjusted[at] = p[at]
                    * switch (this) {
                        case NONE -> 1.0;
                        case BONFERRONI -> (double) n;
                        case HOLM, HOCHBERG -> n - rank + 1.0;
                        case BH -> (double) n / rank;
                        case BY -> harmonic * n / rank;
                    };
        }
        // Step-down takes the largest so far from below, step-up the smallest so far from above.
        if (this == HOLM) {
            for (int rank = 1; rank < n; rank++) {
                adjusted[ascending[rank]] = Math.max(adjusted[ascending[rank]], adjusted[ascending[rank - 1]]);
            }
        } else if (this != NONE && this != BONFERRONI) {
            for (int rank = n - 2; rank >= 0; rank--) {
                adjusted[ascending[rank]] = Math.min(adjusted[ascending[rank]], adjusted[ascending[rank + 1]]);
            }
        }
        return Arrays.stream(adjusted).map(value -> Math.min(1, value)).toArray();
    }
}
