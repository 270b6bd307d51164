package org.wasl.transform.linkage.model;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What records are, how pairs of them are found, compared and weighed, and how many partners each may have. Read from
 * YAML by {@link org.wasl.transform.linkage.file.ModelFile} or from a Splink settings file.
 *
 * @param inputs where the records are; empty where the run says it
 * @param id column that names a record within its source
 * @param otherIds of an input that has not this column, the first of these that it has
 * @param scope which pairs are asked about; null where the number of sources decides
 * @param emptyLists whether a list without elements is a value, as to Splink; else it is missing
 * @param block conditions on {@code l} and {@code r}, in order: pairs that meet one of them are compared, each once
 */
public record LinkageModel(
        String name,
        String question,
        List<Input> inputs,
        String id,
        List<String> otherIds,
        @Nullable Scope scope,
        List<ModelColumn> columns,
        boolean emptyLists,
        List<String> block,
        List<Comparison> comparisons,
        Estimation estimation,
        Thresholds thresholds,
        Constraint constraint,
        Clustering clustering,
        Limits limits)
        implements Serializable {
    public LinkageModel {
        inputs = List.copyOf(inputs);
        // Older results do not know of it.
        otherIds = List.copyOf(Objects.requireNonNullElse(otherIds, List.of()));
        columns = List.copyOf(columns);
        block = List.copyOf(block);
        comparisons = List.copyOf(comparisons);
    }

    /** The model without the parameters that it gives, so that all are estimated. */
    public LinkageModel withoutParameters() {
        Estimation e = estimation;
        return new LinkageModel(
                name,
                question,
                inputs,
                id,
                otherIds,
                scope,
                columns,
                emptyLists,
                block,
                comparisons.stream().map(Comparison::withoutParameters).toList(),
                new Estimation(
                        null,
                        e.deterministic(),
                        e.recall(),
                        e.trainingRules(),
                        e.samplePairs(),
                        e.seed(),
                        e.iterations(),
                        e.convergence()),
                thresholds,
                constraint,
                clustering,
                limits);
    }

    /** Columns of which the first that an input has names its records. */
    public List<String> ids() {
        return Stream.concat(Stream.of(id), otherIds.stream()).toList();
    }

    /** Whether all parameters are given, so that nothing is left to estimate. */
    public boolean hasAllParameters() {
        return estimation.prior() != null
                && comparisons.stream()
                        .flatMap(c -> c.levels().stream())
                        .allMatch(l -> l.missing() || (l.fixM() && l.fixU()));
    }

    /** Whether it finds and weighs the same pairs as another one, wherever their records are. */
    public boolean scoresAs(LinkageModel other) {
        return ids().equals(other.ids())
                && scope == other.scope
                && columns.equals(other.columns)
                && emptyLists == other.emptyLists
                && block.equals(other.block)
                && comparisons.equals(other.comparisons)
                && estimation.equals(other.estimation)
                && thresholds.keep() == other.thresholds.keep()
                && limits.block() == other.limits.block();
    }

    /** Which pairs of records are asked about. */
    public enum Scope {
        /** Pairs within one source. */
        DEDUPE,
        /** Pairs between sources. */
        LINK,
        /** All pairs. */
        BOTH
    }

    /**
     * A column as comparisons and rules see it: another column or an expression, put through standardisers.
     *
     * @param expression Spark SQL over the columns of the input
     * @param standardise names of standardisers, applied in order
     */
    public record ModelColumn(String name, String expression, List<String> standardise) implements Serializable {
        public ModelColumn {
            standardise = List.copyOf(standardise);
        }
    }

    /** An attribute of a pair: the first level whose condition holds is what the pair shows. */
    public record Comparison(String name, List<Level> levels) implements Serializable {
        public Comparison {
            levels = List.copyOf(levels);
        }

        private Comparison withoutParameters() {
            return new Comparison(
                    name,
                    levels.stream()
                            .map(l -> new Level(
                                    l.label(), l.condition(), l.missing(), null, null, false, false, l.termFrequency()))
                            .toList());
        }
    }

    /**
     * A degree of agreement.
     *
     * @param condition on {@code l} and {@code r}; null for all pairs that no level before it took
     * @param missing whether it says nothing about the pair
     * @param m probability of the level among matches, where it is given
     * @param u probability of the level among other pairs, where it is given
     */
    public record Level(
            String label,
            @Nullable String condition,
            boolean missing,
            @Nullable Double m,
            @Nullable Double u,
            boolean fixM,
            boolean fixU,
            @Nullable TermFrequency termFrequency)
            implements Serializable {}

    /**
     * A level weighs more where the common value is rare.
     *
     * @param column whose values are counted
     * @param weight damping: 1 is the whole adjustment, 0 none
     * @param minimumU frequencies below count as this
     * @param ownU whether the level's own u is replaced, not that of the exact level
     */
    public record TermFrequency(String column, double weight, double minimumU, boolean ownU) implements Serializable {}

    /**
     * How parameters are found.
     *
     * @param prior probability that two random records match, where it is given
     * @param deterministic rules whose pairs are matches
     * @param recall share of the matches that those rules find
     * @param trainingRules blocks in which m is estimated; the model's own where there are none
     * @param samplePairs random pairs for u
     * @param iterations most rounds of EM
     * @param convergence change of m at which EM ends
     */
    public record Estimation(
            @Nullable Double prior,
            List<String> deterministic,
            double recall,
            List<String> trainingRules,
            long samplePairs,
            long seed,
            int iterations,
            double convergence)
            implements Serializable {
        public Estimation {
            deterministic = List.copyOf(deterministic);
            trainingRules = List.copyOf(trainingRules);
        }
    }

    /** Probabilities at which something is done with a pair.
     *
     * @param link probability from which a pair is a link
     * @param keep probability from which a pair is written
     */
    public record Thresholds(double link, double keep) implements Serializable {}

    /** How many partners a record may have in another source. */
    public enum Constraint {
        NONE,
        /** Each record of the first source has one partner at most. */
        MANY_TO_ONE,
        /** Each record has one partner at most. */
        ONE_TO_ONE
    }

    /** How links become entities. */
    public enum Clustering {
        /** Records joined by a chain of links. */
        CONNECTED,
        /** Records joined to a common centre. */
        STAR
    }

    /** What a rule may cost.
     *
     * @param pairs most pairs that a rule may compare
     * @param block most records that a rule may bring together
     */
    public record Limits(long pairs, long block) implements Serializable {}
}
