package org.wasl.transform.link;

import java.util.List;

/**
 * A linkage model: which records are compared, how, and how many partners each may have.
 *
 * <p>A record may stand in several rows (its names over time, say); a pair of records is as probable as its most
 * probable pair of rows.
 *
 * @param model name; the first column of {@code link_decision}
 * @param left view of the left records, with the column {@code id}
 * @param right view of the right records, with the column {@code id}; the same view links records among themselves
 * @param block SQL expressions over one record's row, each an array of texts: rows with a text in common are compared
 * @param largestBlock rows on the right that a text may bring together; a text more common than that tells nothing
 * @param rules in order: the first whose condition holds decides
 * @param threshold least probability of a link
 */
public record LinkModel(
        String model,
        String question,
        String left,
        String right,
        List<String> block,
        int largestBlock,
        List<LinkRule> rules,
        double threshold,
        Constraint constraint) {
    public LinkModel {
        block = List.copyOf(block);
        rules = List.copyOf(rules);
    }

    boolean withinOneView() {
        return left.equals(right);
    }

    /**
     * A rule over a pair of rows {@code l} and {@code r}.
     *
     * @param when SQL condition
     * @param probability SQL expression, 0 to 1
     */
    public record LinkRule(String rule, String when, String probability) {}

    /** How many partners a record may have. */
    public enum Constraint {
        NONE,
        /** Each left record has one right record at most. */
        MANY_TO_ONE,
        /** Each record has one partner at most. */
        ONE_TO_ONE
    }
}
