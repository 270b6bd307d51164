package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.BlockingAnalysis;
import org.wasl.transform.linkage.block.Blocks;
import org.wasl.transform.linkage.block.Tape;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.constrain.Constraints;
import org.wasl.transform.linkage.estimate.Estimation;
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
     * @param pairs rows {@link Scorer#PAIRS}
     * @param compared pairs that the rules brought together
     */
    record Outcome(List<Row> pairs, Parameters parameters, TermCounts counts, double compared) {}

    /** What the rules would cost; ends where that is too much, or where an id is missing or stands twice. */
    BlockingAnalysis analysis(List<Row> records) {
        if (records.stream().anyMatch(row -> row.isNullAt(1))) throw noId(plan.model());
        return BlockingAnalysis.of(records, plan.rules(), plan.model().limits());
    }

    Outcome link(List<Row> records, BlockingAnalysis analysis) {
        Kernel kernel = plan.kernel();
        TermCounts counts = TermCounts.of(records, plan.frequencySlots());
        List<Tape> tapes = new ArrayList<>();
        new Blocks(kernel, plan.rules(), plan.width(), plan.scope(), counts, analysis.passedOver())
                .compare(Blocks.keyed(records, plan.rules()).iterator())
                .forEachRemaining(tapes::add);
        Map<Long, Long> patterns = new HashMap<>();
        tapes.forEach(tape -> tape.countInto(patterns));
        PatternCounts blocked = PatternCounts.of(patterns, kernel);
        LinkageModel model = plan.model();
        Parameters parameters = model.hasAllParameters()
                ? Parameters.given(model)
                : estimated(plan, records, blocked, allPairs(plan.scope(), perSource(records)));
        Scorer scorer = Scorer.of(plan, kernel, new Weights(model, parameters, plan.slots(), counts), sources);
        List<Row> pairs = new ArrayList<>();
        for (Tape tape : tapes) scorer.score(tape).forEachRemaining(pairs::add);
        pairs.removeIf(pair -> !decided.leaves(pair));
        pairs.addAll(decided.confirmed(records, sources));
        return new Outcome(
                Constraints.apply(
                        pairs,
                        model.constraint(),
                        Weights.weight(model.thresholds().link()),
                        Weights.weight(model.thresholds().keep())),
                parameters,
                counts,
                blocked.pairs(plan.predicting()));
    }

    static TransformException noId(LinkageModel model) {
        return new TransformException(
                "a record has no id in the column " + model.id() + "; an id must name each record");
    }

    /** Parameters from compared pairs, and from random pairs of some records. */
    static Parameters estimated(Plan plan, List<Row> sample, PatternCounts blocked, double allPairs) {
        LinkageModel model = plan.model();
        RandomPairs random = RandomPairs.of(
                sample,
                plan.width(),
                plan::kernel,
                plan.scope(),
                model.estimation().samplePairs(),
                model.estimation().seed());
        return new Estimation(model, random, blocked, allPairs)
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

    private static Map<Integer, Long> perSource(List<Row> records) {
        Map<Integer, Long> perSource = new HashMap<>();
        records.forEach(row -> perSource.merge(row.getInt(0), 1L, Long::sum));
        return perSource;
    }
}
