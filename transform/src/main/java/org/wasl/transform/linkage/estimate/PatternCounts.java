package org.wasl.transform.linkage.estimate;

import java.io.Serializable;
import java.util.Map;
import org.wasl.transform.linkage.compare.Kernel;

/**
 * How many pairs show each pattern. All that estimation needs: a handful of patterns stands for millions of pairs.
 *
 * @param levels per pattern, the level of each comparison
 * @param rules per pattern, the blocking rules that hold, as bits
 */
@SuppressWarnings("ArrayRecordComponent")
public record PatternCounts(int[][] levels, int[] rules, double[] counts) implements Serializable {

    public static PatternCounts of(Map<Long, Long> counted, Kernel kernel) {
        int n = counted.size();
        int[][] levels = new int[n][];
        int[] rules = new int[n];
        double[] counts = new double[n];
        int i = 0;
        for (Map.Entry<Long, Long> entry : new java.util.TreeMap<>(counted).entrySet()) {
            levels[i] = levels(entry.getKey() % kernel.patterns(), kernel);
            rules[i] = (int) (entry.getKey() / kernel.patterns());
            counts[i] = entry.getValue();
            i++;
        }
        return new PatternCounts(levels, rules, counts);
    }

    public static int[] levels(long pattern, Kernel kernel) {
        int[] levels = new int[kernel.comparisons()];
        for (int c = 0; c < levels.length; c++) levels[c] = kernel.level(pattern, c);
        return levels;
    }

    /** Pairs for which one of the rules holds. */
    public double pairs(int anyOf) {
        double pairs = 0;
        for (int i = 0; i < counts.length; i++) {
            if ((rules[i] & anyOf) != 0) pairs += counts[i];
        }
        return pairs;
    }
}
