package org.wasl.transform.linkage.estimate;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
    private static final int PARTS = 4;

    /** Compares random pairs.
     *
     * @param records rows {@code source, id, s0, s1 …}
     */
    public static RandomPairs of(
            List<Row> records, int slots, Supplier<Kernel> kernels, Scope scope, long most, long seed) {
        List<Part> parts = IntStream.range(0, PARTS)
                .mapToObj(part -> new Part(records, slots, kernels.get(), scope, most, seed, part))
                .toList();
        List<RandomPairs> compared = parts.parallelStream().map(Part::compare).toList();
        double[][] counts = compared.get(0).counts();
        double pairs = compared.get(0).pairs();
        for (RandomPairs other : compared.subList(1, PARTS)) {
            pairs += other.pairs();
            for (int c = 0; c < counts.length; c++) {
                for (int level = 0; level < counts[c].length; level++) counts[c][level] += other.counts()[c][level];
            }
        }
        return new RandomPairs(counts, pairs);
    }

    /** A share of the pairs, the same one whatever the machine; terms and kernel belong to it alone. */
    private record Part(List<Row> records, int slots, Kernel kernel, Scope scope, long most, long seed, int part) {
        RandomPairs compare() {
            int n = records.size();
            int[] sources = records.stream().mapToInt(row -> row.getInt(0)).toArray();
            List<@Nullable Term[]> terms = records.stream().map(this::terms).toList();
            double[][] counts = new double[kernel.comparisons()][];
            for (int c = 0; c < counts.length; c++) counts[c] = new double[kernel.levels(c)];
            double pairs = 0;
            if ((long) n * (n - 1) / 2 <= most) {
                for (int i = part; i < n; i += PARTS) {
                    for (int j = i + 1; j < n; j++) {
                        if (!asked(scope, sources[i], sources[j])) continue;
                        pairs++;
                        add(counts, kernel, kernel.pattern(terms.get(i), terms.get(j)));
                    }
                }
                return new RandomPairs(counts, pairs);
            }
            Random random = new Random(seed * PARTS + part);
            for (long k = 0; k < most / PARTS; k++) {
                int i = random.nextInt(n);
                int j = random.nextInt(n);
                if (i == j || !asked(scope, sources[i], sources[j])) continue;
                pairs++;
                add(counts, kernel, kernel.pattern(terms.get(Math.min(i, j)), terms.get(Math.max(i, j))));
            }
            return new RandomPairs(counts, pairs);
        }

        private @Nullable Term[] terms(Row row) {
            @Nullable Term[] values = new Term[slots];
            for (int s = 0; s < slots; s++) {
                String text = row.getString(2 + s);
                if (text != null) values[s] = new Term(text);
            }
            return values;
        }
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
