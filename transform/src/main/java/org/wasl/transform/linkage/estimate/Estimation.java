package org.wasl.transform.linkage.estimate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Comparison;
import org.wasl.transform.linkage.model.LinkageModel.Level;

/**
 * Finds a model's parameters from counts of patterns: u from random pairs, m by EM within the pairs of each training
 * rule for the comparisons that the rule leaves open, the prior from deterministic rules or from all blocked pairs.
 *
 * <p>EM: Dempster, Laird and Rubin (1977); for linkage Winkler (1988), "Using the EM Algorithm for Weight Computation in
 * the Fellegi–Sunter Model of Record Linkage"; on counts of patterns as Enamorado, Fifield and Imai (2019), APSR 113,
 * eq. 5–8.
 */
public final class Estimation {
    /** Labelled matches from which m is theirs; below, they only pin their pairs. */
    private static final int ENOUGH_MATCHES = 50;
    /** Then EM's m still counts as so many matches, so that a level that no label shows keeps a probability. */
    private static final double OF_EM = 10;
    /** Rounds in which u is cleared of the matches among the random pairs. */
    private static final int CLEARING = 4;

    private final LinkageModel model;
    private final LevelShares shares;
    private final List<Set<String>> columns = new ArrayList<>();
    private final RandomPairs random;
    private final PatternCounts blocked;
    private final double allPairs;
    private final LabelledPairs labels;
    private final double[] labelledSame;
    private final double[] labelledDifferent;
    private final List<String> warnings = new ArrayList<>();

    /** Estimates from what was counted.
     *
     * @param allPairs pairs of records that the model asks about, compared or not
     */
    public Estimation(LinkageModel model, RandomPairs random, PatternCounts blocked, double allPairs) {
        this(model, random, blocked, allPairs, LabelledPairs.NONE);
    }

    /** The same where some pairs are labelled: semi-supervised, as Enamorado, Fifield and Imai (2019), sect. 2.4. */
    public Estimation(
            LinkageModel model, RandomPairs random, PatternCounts blocked, double allPairs, LabelledPairs labels) {
        this.model = model;
        shares = new LevelShares(model);
        this.random = random;
        this.blocked = blocked;
        this.allPairs = allPairs;
        this.labels = labels;
        labelledSame = labels.among(blocked, true);
        labelledDifferent = labels.among(blocked, false);
        for (Comparison comparison : model.comparisons()) {
            Set<String> of = new HashSet<>();
            for (Level level : comparison.levels()) {
                if (level.condition() != null) {
                    of.addAll(org.wasl.transform.linkage.compare.PairSyntax.columns(
                            org.wasl.transform.linkage.compare.PairSyntax.parse(level.condition())));
                }
            }
            columns.add(of);
        }
    }

    /** Finds the parameters.
     *
     * @param rules all rules of the run, in the order of the bits
     * @param training which of them are blocks for EM
     * @param deterministic which of them find matches only
     * @param predicting bits of the rules whose pairs are scored
     */
    public Parameters estimate(List<Rule> rules, int[] training, int deterministic, int predicting) {
        double[][] u = u(null, 0);
        Parameters found = null;
        double[][] seen = shares.zeros();
        for (int round = 0; round < CLEARING; round++) {
            warnings.clear();
            double[][] m = shares.start();
            List<Parameters.Session> sessions = new ArrayList<>();
            seen = shares.zeros();
            double[] weights = new double[m.length];
            boolean[] given = shares.given();
            if (!all(given)) {
                for (int rule : training) sessions.add(session(rules.get(rule), 1 << rule, m, u, seen, weights));
            }
            for (int c = 0; c < m.length; c++) {
                if (weights[c] > 0) m[c] = shares.fixed(c, shares.of(c, seen[c]), true);
            }
            double prior = prior(m, u, deterministic, predicting);
            for (int c = 0; c < m.length; c++) {
                if (weights[c] == 0 && !given[c]) m[c] = untrained(c, m, u, prior, predicting);
            }
            for (int c = 0; c < m.length; c++) m[c] = taught(c, m[c]);
            prior = prior(m, u, deterministic, predicting);
            found = new Parameters(prior, m, u, sessions, warnings);
            if (model.estimation().prior() != null && round > 0) break;
            u = u(m, prior);
        }
        if (found == null) throw new IllegalStateException("no round of estimation");
        List<String> doubts = new Doubts(model, shares, random).of(found, seen, warnings);
        return new Parameters(found.prior(), found.m(), found.u(), found.sessions(), doubts);
    }

    private static boolean all(boolean[] of) {
        for (boolean one : of) if (!one) return false;
        return true;
    }

    /**
     * u: the share of each level among random pairs, without the matches among them: of the pairs a share λ are
     * matches, so p = λ m + (1 − λ) u.
     */
    private double[][] u(double @Nullable [][] m, double prior) {
        double[][] u = shares.zeros();
        for (int c = 0; c < u.length; c++) {
            double[] counts = random.counts()[c];
            double known = 0;
            for (int level = 0; level < counts.length; level++) {
                if (!shares.missing(c, level)) known += counts[level];
            }
            double total = 0;
            for (int level = 0; level < counts.length; level++) {
                if (shares.missing(c, level)) continue;
                double seen = counts[level];
                if (m != null) seen = Math.max(seen - prior * known * m[c][level], Math.min(0.5, seen));
                u[c][level] = seen + LevelShares.SEEN_BEFORE;
                total += u[c][level];
            }
            for (int level = 0; level < counts.length; level++) u[c][level] /= total;
            u[c] = shares.fixed(c, u[c], false);
        }
        return u;
    }

    private Parameters.Session session(
            Rule rule, int bit, double[][] m0, double[][] u, double[][] sums, double[] weights) {
        int comparisons = m0.length;
        boolean[] open = new boolean[comparisons];
        List<String> trained = new ArrayList<>();
        for (int c = 0; c < comparisons; c++) {
            open[c] = columns.get(c).stream().noneMatch(rule.columns()::contains);
            if (open[c]) trained.add(model.comparisons().get(c).name());
        }
        double pairs = blocked.pairs(bit);
        if (pairs == 0) {
            warnings.add("the training rule `" + rule.text() + "` finds no pairs");
            return new Parameters.Session(rule.text(), List.of(), 0, 0, 0, 0, false);
        }
        if (trained.size() < 2) {
            warnings.add("the training rule `" + rule.text() + "` leaves " + trained.size()
                    + " comparisons open: what is a match among its pairs cannot be told");
        }
        double[][] m = m0.clone();
        double share = 0.3;
        double change = 1;
        int iteration = 0;
        double matches = 0;
        double[][] expected = shares.zeros();
        while (iteration < model.estimation().iterations()
                && change > model.estimation().convergence()) {
            iteration++;
            expected = shares.zeros();
            matches = expect(bit, open, m, u, share, expected);
            change = Math.abs(matches / pairs - share);
            share = Math.min(Math.max(matches / pairs, LevelShares.LEAST), 1 - LevelShares.LEAST);
            for (int c = 0; c < comparisons; c++) {
                if (!open[c]) continue;
                double total = LevelShares.sum(expected[c]);
                if (total <= 0) continue;
                double[] next = shares.fixed(c, shares.of(c, expected[c]), true);
                for (int level = 0; level < next.length; level++)
                    change = Math.max(change, Math.abs(next[level] - m[c][level]));
                m[c] = next;
            }
        }
        for (int c = 0; c < comparisons; c++) {
            if (!open[c]) continue;
            for (int level = 0; level < expected[c].length; level++) sums[c][level] += expected[c][level];
            weights[c] += LevelShares.sum(expected[c]);
        }
        boolean converged = change <= model.estimation().convergence();
        if (!converged) {
            warnings.add("EM in `" + rule.text() + "` had not converged after " + iteration + " rounds (change "
                    + change + ")");
        }
        return new Parameters.Session(rule.text(), trained, pairs, share, iteration, change, converged);
    }

    /** The E step: expected matches by level, and in all. */
    private double expect(int bits, boolean[] open, double[][] m, double[][] u, double share, double[][] expected) {
        double matches = 0;
        for (int i = 0; i < blocked.counts().length; i++) {
            if ((blocked.rules()[i] & bits) == 0) continue;
            int[] levels = blocked.levels()[i];
            double odds = share / (1 - share);
            for (int c = 0; c < open.length; c++) {
                if (open[c] && !shares.missing(c, levels[c]))
                    odds *= Math.max(m[c][levels[c]], LevelShares.LEAST) / u[c][levels[c]];
            }
            double probability = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
            double unlabelled = blocked.counts()[i] - labelledSame[i] - labelledDifferent[i];
            double match = Math.max(unlabelled, 0) * probability + labelledSame[i];
            matches += match;
            for (int c = 0; c < open.length; c++) {
                if (!shares.missing(c, levels[c])) expected[c][levels[c]] += match;
            }
        }
        return matches;
    }

    /** The prior as given; from deterministic rules and the share of matches they find; else from all blocked pairs. */
    private double prior(double[][] m, double[][] u, int deterministic, int predicting) {
        Double given = model.estimation().prior();
        if (given != null) return given;
        if (deterministic != 0) {
            double pairs = blocked.pairs(deterministic);
            if (pairs > 0) return Math.min(pairs / model.estimation().recall() / allPairs, 0.5);
            warnings.add("the deterministic rules find no pairs; the prior is taken from all blocked pairs");
        }
        boolean[] all = new boolean[m.length];
        java.util.Arrays.fill(all, true);
        double prior = Math.min(0.5, 1 / Math.sqrt(Math.max(allPairs, 4)));
        for (int i = 0; i < 200; i++) {
            double matches = Math.max(expect(predicting, all, m, u, prior, shares.zeros()), 0.5);
            double next = Math.min(matches / allPairs, 0.5);
            if (Math.abs(next - prior) < 1e-9 * prior) break;
            prior = next;
        }
        return prior;
    }

    /** m of a comparison that every training rule fixes: from all blocked pairs, by what the others say. */
    private double[] untrained(int comparison, double[][] m, double[][] u, double prior, int predicting) {
        boolean[] others = new boolean[m.length];
        java.util.Arrays.fill(others, true);
        others[comparison] = false;
        double[][] expected = shares.zeros();
        expect(predicting, others, m, u, prior, expected);
        double total = LevelShares.sum(expected[comparison]);
        if (total > 0) {
            warnings.add(model.comparisons().get(comparison).name()
                    + ": every training rule reads its columns, so its m comes from the compared pairs, where agreement"
                    + " is too common");
        }
        return total > 0 ? shares.fixed(comparison, shares.of(comparison, expected[comparison]), true) : m[comparison];
    }

    /** m of the labelled matches where these are enough. */
    private double[] taught(int comparison, double[] m) {
        if (labels.matches() < ENOUGH_MATCHES) return m;
        double[] counts = labels.levels(comparison, m.length);
        double known = 0;
        for (int level = 0; level < m.length; level++) if (!shares.missing(comparison, level)) known += counts[level];
        double[] taught = new double[m.length];
        for (int level = 0; level < m.length; level++) {
            if (!shares.missing(comparison, level))
                taught[level] = (counts[level] + OF_EM * m[level]) / (known + OF_EM);
        }
        return shares.fixed(comparison, taught, true);
    }
}
