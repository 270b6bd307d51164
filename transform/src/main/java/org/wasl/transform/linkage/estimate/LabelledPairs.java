package org.wasl.transform.linkage.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pairs of which a person says whether they match, by what they show: EM takes them as known. */
public final class LabelledPairs {
    /** No label at all. */
    public static final LabelledPairs NONE = new LabelledPairs(List.of());

    private final List<Pair> pairs;

    /**
     * A labelled pair.
     *
     * @param levels per comparison, its level
     * @param rules the blocking rules that hold, as bits
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Pair(int[] levels, int rules, boolean same) {}

    public LabelledPairs(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** How many are matches. */
    long matches() {
        return pairs.stream().filter(Pair::same).count();
    }

    /** Of the pairs that show each pattern, how many are labelled as matches, or as others. */
    double[] among(PatternCounts blocked, boolean same) {
        Map<List<Integer>, Double> counted = new HashMap<>();
        for (Pair pair : pairs) {
            if (pair.same() == same) counted.merge(shown(pair.levels(), pair.rules()), 1.0, Double::sum);
        }
        double[] labelled = new double[blocked.counts().length];
        if (counted.isEmpty()) return labelled;
        for (int i = 0; i < labelled.length; i++) {
            labelled[i] = counted.getOrDefault(shown(blocked.levels()[i], blocked.rules()[i]), 0.0);
        }
        return labelled;
    }

    private static List<Integer> shown(int[] levels, int rules) {
        List<Integer> shown = new ArrayList<>(Arrays.stream(levels).boxed().toList());
        shown.add(rules);
        return shown;
    }

    /** How many matches show each level of a comparison. */
    double[] levels(int comparison, int levels) {
        double[] counts = new double[levels];
        for (Pair pair : pairs) if (pair.same()) counts[pair.levels()[comparison]]++;
        return counts;
    }
}
