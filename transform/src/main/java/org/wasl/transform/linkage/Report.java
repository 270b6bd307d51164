package org.wasl.transform.linkage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.transform.linkage.explain.Explanation;

/**
 * What a person wants to see of a run before trusting it.
 *
 * @param weights written pairs by weight
 * @param unlinkable share of records that do not reach a weight even when compared with themselves
 * @param sample pairs of each band of probability, explained
 * @param sizes entities by how many records they have
 * @param loose entities whose records are joined by few links, the loosest first
 * @param evaluation by pairs known to match, where there are some
 * @param missed those of them that are no links
 */
public record Report(
        ModelDocument document,
        long links,
        long entities,
        List<Bin> weights,
        List<Share> unlinkable,
        List<Explanation> sample,
        List<Bin> sizes,
        List<Loose> loose,
        @Nullable Evaluation evaluation,
        @Nullable Missed missed) {
    public Report {
        weights = List.copyOf(weights);
        unlinkable = List.copyOf(unlinkable);
        sample = List.copyOf(sample);
        sizes = List.copyOf(sizes);
        loose = List.copyOf(loose);
    }

    /** How many there are from a value to the next whole one. */
    public record Bin(double from, long count) {}

    /** A share of records at a weight. */
    public record Share(double weight, double share) {}

    /**
     * An entity.
     *
     * @param density links by pairs of its records; 1 where each is linked to each
     * @param bridges links without which it would fall in two
     * @param weakest the records of the weakest of these; empty where there is none
     */
    public record Loose(String entity, long records, long links, double density, int bridges, String weakest) {}

    /**
     * Known matches that are no links.
     *
     * @param pairs how many
     * @param looked of how many the rest speaks
     * @param foundBy by rule, those it finds but that weigh too little
     * @param unfound those that no rule finds
     * @param agreeing by comparison, in how many of the unfound the values are the same: what a further rule could ask
     */
    public record Missed(
            long pairs, long looked, Map<String, Long> foundBy, long unfound, Map<String, Long> agreeing) {}
}
