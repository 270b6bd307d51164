package org.wasl.transform.linkage.estimate;

import java.io.Serializable;
import java.util.List;
import org.wasl.transform.linkage.model.LinkageModel;

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

    /** The parameters that a model gives; all of them. */
    public static Parameters given(LinkageModel model) {
        int n = model.comparisons().size();
        double[][] m = new double[n][];
        double[][] u = new double[n][];
        for (int c = 0; c < n; c++) {
            List<LinkageModel.Level> levels = model.comparisons().get(c).levels();
            m[c] = levels.stream().mapToDouble(l -> l.m() == null ? 0 : l.m()).toArray();
            u[c] = levels.stream().mapToDouble(l -> l.u() == null ? 0 : l.u()).toArray();
        }
        Double prior = model.estimation().prior();
        return new Parameters(prior == null ? 0.5 : prior, m, u, List.of(), List.of());
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
