package org.wasl.transform.linkage.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.model.LinkageModel.Scope;

/**
 * Levels among random pairs, nearly all of which are no matches. All pairs where there are few records; else pairs
 * drawn from a random part of the records.
 *
 * @param counts per comparison and level, pairs that show it
 * @param pairs pairs compared
 */
@SuppressWarnings("ArrayRecordComponent")
public record RandomPairs(double[][] counts, double pairs) {

    /** Compares random pairs.
     *
     * @param records rows {@code source, id, s0, s1 …}
     */
    public static RandomPairs of(List<Row> records, int slots, Kernel kernel, Scope scope, long most, long seed) {
        int n = records.size();
        int[] sources = new int[n];
        List<@Nullable Term[]> terms = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            Row row = records.get(i);
            sources[i] = row.getInt(0);
            @Nullable Term[] values = new Term[slots];
            for (int s = 0; s < slots; s++) {
                String text = row.getString(2 + s);
                if (text != null) values[s] = new Term(text);
            }
            terms.add(values);
        }
        double[][] counts = new double[kernel.comparisons()][];
        for (int c = 0; c < counts.length; c++) counts[c] = new double[kernel.levels(c)];
        double pairs = 0;
        if ((long) n * (n - 1) / 2 <= most) {
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    if (!asked(scope, sources[i], sources[j])) continue;
                    pairs++;
                    add(counts, kernel, kernel.pattern(terms.get(i), terms.get(j)));
                }
            }
            return new RandomPairs(counts, pairs);
        }
        Random random = new Random(seed);
        for (long k = 0; k < most; k++) {
            int i = random.nextInt(n);
            int j = random.nextInt(n);
            if (i == j || !asked(scope, sources[i], sources[j])) continue;
            pairs++;
            add(counts, kernel, kernel.pattern(terms.get(Math.min(i, j)), terms.get(Math.max(i, j))));
        }
        return new RandomPairs(counts, pairs);
    }

    private static boolean asked(Scope scope, int a, int b) {
        return switch (scope) {
            case LINK -> a != b;
            case DEDUPE -> a == b;
            case BOTH -> true;
        };
    }

    private static void add(double[][] counts, Kernel kernel, long pattern) {
        for (int c = 0; c < counts.length; c++) counts[c][kernel.level(pattern, c)]++;
    }
}
