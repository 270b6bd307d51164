package org.wasl.transform.linkage.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Comparison;
import org.wasl.transform.linkage.model.LinkageModel.Level;

/**
 * A model's comparisons, ready to run: what a pair shows is one number, its pattern, in which each comparison's level
 * is a digit. Its conditions remember the last pair, so a kernel belongs to one thread; a copy costs little.
 */
public final class Kernel implements Serializable {
    private static final long serialVersionUID = 1L;

    private final @Nullable Test[][] levels;
    private final Ladder[] ladders;
    private final long[] strides;
    private final long patterns;

    public Kernel(LinkageModel model, Slots slots) {
        List<@Nullable Test[]> all = new ArrayList<>();
        long stride = 1;
        strides = new long[model.comparisons().size()];
        for (Comparison comparison : model.comparisons()) {
            PairSql sql = new PairSql(slots);
            @Nullable Test[] tests = new Test[comparison.levels().size()];
            for (int i = 0; i < tests.length; i++) {
                Level level = comparison.levels().get(i);
                tests[i] = level.condition() == null ? null : sql.test(level.condition());
            }
            strides[all.size()] = stride;
            stride *= tests.length;
            all.add(tests);
        }
        levels = all.toArray(new @Nullable Test[0][]);
        ladders = all.stream().map(Ladder::new).toArray(Ladder[]::new);
        patterns = stride;
    }

    /** What a pair shows, comparison by comparison. */
    public long pattern(@Nullable Term[] left, @Nullable Term[] right) {
        long pattern = 0;
        for (int c = 0; c < levels.length; c++) pattern += strides[c] * level(c, left, right);
        return pattern;
    }

    private int level(int comparison, @Nullable Term[] left, @Nullable Term[] right) {
        Ladder ladder = ladders[comparison];
        int begun = ladder.level(left, right);
        if (begun < ladder.end()) return begun;
        @Nullable Test[] tests = levels[comparison];
        for (int i = begun; i < tests.length; i++) {
            Test test = tests[i];
            if (test == null || test.holds(left, right)) return i;
        }
        return tests.length - 1;
    }

    public int level(long pattern, int comparison) {
        return (int) (pattern / strides[comparison] % levels[comparison].length);
    }

    public int comparisons() {
        return levels.length;
    }

    public int levels(int comparison) {
        return levels[comparison].length;
    }

    /** How many patterns there could be. */
    public long patterns() {
        return patterns;
    }
}
