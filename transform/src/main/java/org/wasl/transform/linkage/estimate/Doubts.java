package org.wasl.transform.linkage.estimate;

import java.util.ArrayList;
import java.util.List;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Comparison;

/** Says what of found parameters is a guess, or cannot be told from the pairs. */
final class Doubts {
    private final LinkageModel model;
    private final LevelShares shares;
    private final RandomPairs random;

    Doubts(LinkageModel model, LevelShares shares, RandomPairs random) {
        this.model = model;
        this.shares = shares;
        this.random = random;
    }

    /** The sentences; where pairs tell nothing at all, that alone.
     *
     * @param seen expected matches by level, in the training blocks
     * @param before what estimation had to say
     */
    List<String> of(Parameters found, double[][] seen, List<String> before) {
        if (random.pairs() == 0) return List.of("there is no pair of records to compare");
        List<String> doubts = new ArrayList<>(before);
        boolean alike = true;
        for (int c = 0; c < found.m().length; c++) {
            double[] counts = random.counts()[c];
            double missing = 0;
            double most = 0;
            for (int level = 0; level < counts.length; level++) {
                if (shares.missing(c, level)) missing += counts[level];
                most = Math.max(most, counts[level]);
            }
            if (missing == random.pairs()) {
                doubts.add(model.comparisons().get(c).name() + ": missing in all pairs, so it says nothing");
            }
            alike &= most == random.pairs() && missing < random.pairs();
        }
        if (alike) {
            return List.of("every pair of records shows the same in each comparison: nothing tells a match from another"
                    + " pair, so no pair is linked on their account");
        }
        for (int c = 0; c < found.m().length; c++) ofLevels(c, found, seen[c], doubts);
        return doubts;
    }

    private void ofLevels(int c, Parameters found, double[] seen, List<String> doubts) {
        Comparison comparison = model.comparisons().get(c);
        boolean trained = LevelShares.sum(seen) > 0;
        int first = -1;
        for (int level = 0; level < found.m()[c].length; level++) {
            if (shares.missing(c, level)) continue;
            if (first < 0) first = level;
            if (trained
                    && seen[level] < LevelShares.SEEN_BEFORE
                    && LevelShares.given(comparison.levels().get(level), true) == null) {
                doubts.add(comparison.name() + ": no "
                        + (random.counts()[c][level] == 0 ? "pair" : "match in training") + " shows the level `"
                        + comparison.levels().get(level).label() + "`, so its m is a guess");
            }
        }
        if (first >= 0 && found.m()[c][first] < found.u()[c][first]) {
            doubts.add(comparison.name() + ": agreement speaks against a match (m " + found.m()[c][first] + " < u "
                    + found.u()[c][first] + "): the two classes may have changed places");
        }
    }
}
