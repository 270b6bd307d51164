package org.wasl.transform.linkage.estimate;

import java.io.Serializable;
import java.util.List;

/**
 * What a model has learned: the probability that two random records match, and for each comparison the probability of
 * each level among matches (m) and among other pairs (u). Fellegi and Sunter (1969), "A Theory for Record Linkage",
 * JASA 64.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Parameters(double prior, double[][] m, double[][] u, List<Session> sessions, List<String> warnings)
        implements Serializable {
    public Parameters {
        sessions = List.copyOf(sessions);
        warnings = List.copyOf(warnings);
    }

    /**
     * One run of EM in the pairs of one rule.
     *
     * @param trained comparisons whose m it estimated
     * @param matchShare share of matches among the pairs
     * @param change largest change of a parameter in the last round
     */
    public record Session(
            String rule,
            List<String> trained,
            double pairs,
            double matchShare,
            int iterations,
            double change,
            boolean converged)
            implements Serializable {}
}
