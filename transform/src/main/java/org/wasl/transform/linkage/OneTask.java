package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.BlockingAnalysis;
import org.wasl.transform.linkage.block.Blocks;
import org.wasl.transform.linkage.block.BlocksInMemory;
import org.wasl.transform.linkage.block.Neighbourhood;
import org.wasl.transform.linkage.block.RecordId;
import org.wasl.transform.linkage.block.Tape;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.constrain.Constraints;
import org.wasl.transform.linkage.estimate.Estimation;
import org.wasl.transform.linkage.estimate.LabelledPairs;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.estimate.RandomPairs;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Scope;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.score.Weights;

/**
 * A whole linkage by one task over records in memory: what {@link Linkage} has many tasks do, in the same order and by
 * the same code for each block. Records are rows {@code source, id, s0, s1 …}.
 */
final class OneTask {
    private final Plan plan;
    private final List<String> sources;
    private final Decided decided;

    OneTask(Plan plan, List<String> sources, Decided decided) {
        this.plan = plan;
        this.sources = sources;
        this.decided = decided;
    }

    /**
     * What came of it.
     *
     * @param scored rows {@link Scorer#PAIRS}
     * @param pairs those of them that decisions and the constraint leave
     * @param compared pairs that the rules brought together
     */
    record Outcome(List<Row> scored, List<Row> pairs, Parameters parameters, TermCounts counts, double compared) {}

    /** Records of which pairs are compared, brought together by the rules, and what that costs. */
    record Met(List<Row> records, BlocksInMemory blocks, BlockingAnalysis analysis) {}

    /** Brings records together; ends where that is too much, or where an id is missing or stands twice. */
    Met met(List<Row> records) {
        refuseWithoutId(records);
        BlockingAnalysis.refuseRepeatedIds(records);
        return blocked(records);
    }

    private Met blocked(List<Row> records) {
        BlocksInMemory blocks = BlocksInMemory.of(records, plan.rules());
        return new Met(
                records,
                blocks,
                BlockingAnalysis.of(blocks, plan.rules(), plan.model().limits()));
    }

    /**
     * An increment in memory.
     *
     * @param pairs how many pairs with a fresh record there are at most
     * @param met the records that a fresh one can meet
     */
    record Since(Increment increment, Increment.OfFew few, double pairs, Met met) {}

    /** What is new since an earlier run, and what it can meet. */
    Since since(Held held, Increment increment) {
        refuseWithoutId(held.rows());
        Increment.OfFew few = increment.of(held);
        Neighbourhood near = Neighbourhood.of(few.fresh(), few.others(), plan.rules());
        return new Since(increment, few, near.pairs(), blocked(near.records()));
    }

    private void refuseWithoutId(List<Row> records) {
        if (records.stream().anyMatch(row -> row.isNullAt(1))) throw noId(plan.model());
    }

    /** Links all of them, learning what the model does not give. */
    Outcome link(List<Row> records) {
        LinkageModel model = plan.model();
        Parameters given = model.hasAllParameters() ? Parameters.given(model) : null;
        return Objects.requireNonNull(link(met(records), given, LabelledPairs.NONE, Double.POSITIVE_INFINITY));
    }

    /** Null where more pairs weigh enough than may be kept.
     *
     * @param kept parameters that are not estimated
     * @param most pairs that are kept at most
     */
    @Nullable Outcome link(Met all, @Nullable Parameters kept, LabelledPairs labels, double most) {
        return link(all.records(), all, null, kept, labels, most);
    }

    /** Links what is new to all records, and keeps what holds of the earlier run; null as above. */
    @Nullable Outcome link(Since since, double most) {
        return link(
                since.few().records(), since.met(), since, since.increment().parameters(), LabelledPairs.NONE, most);
    }

    private @Nullable Outcome link(
            List<Row> records,
            Met met,
            @Nullable Since since,
            @Nullable Parameters kept,
            LabelledPairs labels,
            double most) {
        Kernel kernel = plan.kernel();
        TermCounts counts = TermCounts.of(records, plan.frequencySlots());
        Blocks blocks = new Blocks(
                kernel,
                plan.rules(),
                plan.width(),
                plan.scope(),
                counts,
                met.analysis().passedOver());
        if (since != null) blocks = blocks.with(since.few().freshIds());
        List<Tape> tapes = blocks.compare(met.blocks(), plan::kernel);
        Map<Long, Long> patterns = new HashMap<>();
        tapes.forEach(tape -> tape.countInto(patterns));
        PatternCounts blocked = PatternCounts.of(patterns, kernel);
        LinkageModel model = plan.model();
        Parameters parameters = kept != null
                ? kept
                : estimated(plan, sample(records), blocked, allPairs(plan.scope(), perSource(records)), labels);
        Weights weights = new Weights(model, parameters, plan.slots(), counts);
        Scorer scorer = Scorer.of(plan, kernel, weights, sources);
        List<Row> scored = scored(tapes, scorer, most);
        if (scored == null) return null;
        if (since != null) {
            Rescorer rescorer = new Rescorer(weights, counts, scorer.least());
            scored.addAll(since.few().rescored(rescorer));
        }
        return new Outcome(
                scored,
                Constraints.apply(
                        decided.applied(scored, records, sources),
                        model.constraint(),
                        Weights.weight(model.thresholds().link()),
                        Weights.weight(model.thresholds().keep())),
                parameters,
                counts,
                blocked.pairs(plan.predicting()));
    }

    /** Null as soon as there are more than may be kept. */
    private static @Nullable List<Row> scored(List<Tape> tapes, Scorer scorer, double most) {
        LongAdder kept = new LongAdder();
        List<Row> scored = tapes.parallelStream()
                .flatMap(tape -> {
                    if (kept.sum() > most) return Stream.of();
                    List<Row> pairs = scorer.score(tape);
                    kept.add(pairs.size());
                    return pairs.stream();
                })
                .toList();
        return kept.sum() > most ? null : new ArrayList<>(scored);
    }

    static TransformException noId(LinkageModel model) {
        return new TransformException("a record has no id in the column " + String.join(" or ", model.ids())
                + "; an id must name each record");
    }

    /** Parameters from compared pairs, and from random pairs of some records. */
    static Parameters estimated(
            Plan plan, List<Row> sample, PatternCounts blocked, double allPairs, LabelledPairs labels) {
        LinkageModel model = plan.model();
        RandomPairs random = RandomPairs.of(
                sample,
                plan.width(),
                plan::kernel,
                plan.scope(),
                model.estimation().samplePairs(),
                model.estimation().seed());
        return new Estimation(model, random, blocked, allPairs, labels)
                .estimate(plan.rules(), plan.training(), plan.deterministic(), plan.predicting());
    }

    /** Pairs that are asked about, compared or not. */
    static double allPairs(Scope scope, Map<Integer, Long> perSource) {
        double total = perSource.values().stream().mapToDouble(n -> n).sum();
        double within =
                perSource.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
        double all = total * (total - 1.0) / 2;
        return Math.max(
                1,
                switch (scope) {
                    case DEDUPE -> within;
                    case LINK -> all - within;
                    case BOTH -> all;
                });
    }

    /** The records from which random pairs are drawn: all where their pairs are few, else some, the same ones each time. */
    private List<Row> sample(List<Row> records) {
        long n = records.size();
        if (n <= Linkage.SAMPLE
                || n * (n - 1.0) / 2 <= plan.model().estimation().samplePairs()) return records;
        long seed = plan.model().estimation().seed();
        return RecordId.some(records, Linkage.SAMPLE, id -> id.hash(seed));
    }

    private static Map<Integer, Long> perSource(List<Row> records) {
        Map<Integer, Long> perSource = new HashMap<>();
        records.forEach(row -> perSource.merge(row.getInt(0), 1L, Long::sum));
        return perSource;
    }
}
