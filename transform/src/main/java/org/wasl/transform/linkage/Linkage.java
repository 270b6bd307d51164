package org.wasl.transform.linkage;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.BlockingAnalysis;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Decision;

/** Links records by a model: read, block and compare, estimate, score, decide, cluster. */
public final class Linkage {
    /** Records from which random pairs are drawn. */
    static final int SAMPLE = 20_000;

    /** Between a source and an id where both stand in one text. */
    static final String SEPARATOR = "\u001f";

    private final SparkSession spark;
    private final LinkageModel model;
    private final List<Input> inputs;
    private final List<String> sources;
    private final Plan plan;
    private final Decided decided;
    private final Labels labels;
    private final @Nullable Increment increment;
    private final Memory memory;
    private Tokens tokens = Tokens.of(List.of());
    private @Nullable Dataset<Row> read;
    private @Nullable List<Row> few;
    private @Nullable ManyTasks tasks;

    public Linkage(SparkSession spark, LinkageModel model, List<Input> inputs) {
        this(spark, model, inputs, new Decided(List.of()));
    }

    /** A linkage in which people's decisions hold. */
    public Linkage(SparkSession spark, LinkageModel model, List<Input> inputs, Decided decided) {
        this(spark, model, inputs, decided, List.of(), null, Memory.OF_A_TASK);
    }

    /** A linkage that learns from labels, or that keeps what holds of an earlier run. */
    Linkage(
            SparkSession spark,
            LinkageModel model,
            List<Input> inputs,
            Decided decided,
            List<Decision> labels,
            @Nullable EarlierRun since,
            Memory memory) {
        this.memory = memory;
        this.spark = spark;
        this.decided = decided;
        this.model = model;
        this.inputs = List.copyOf(inputs);
        sources = inputs.stream().map(Input::source).toList();
        plan = new Plan(model, inputs.size());
        this.labels = new Labels(labels, plan, sources);
        if (!labels.isEmpty() && model.hasAllParameters()) {
            throw new TransformException(
                    "the model gives all its parameters, so that labels teach nothing: add --estimate, or leave them out");
        }
        increment = since == null ? null : new Increment(since, plan, sources);
    }

    /** Pairs, the parameters behind them, and how many records there are. */
    public record Result(
            Found found,
            Parameters parameters,
            TermCounts counts,
            long recordCount,
            double compared,
            List<List<String>> passedOver) {}

    /** Scored pairs, those of them that decisions and the constraint leave, and the records. */
    public sealed interface Found {}

    /** In memory.
     *
     * @param since what has changed since an earlier run; null where that was not asked
     */
    public record Few(List<Row> scored, List<Row> pairs, List<Row> records, Increment.@Nullable OfFew since)
            implements Found {}

    /** By many tasks. */
    public record Many(Dataset<Row> scored, Dataset<Row> pairs, Dataset<Row> records) implements Found {}

    /** Few records, or few new ones, are linked by one task over arrays, at once; many by the tasks of their blocks. */
    public Result run() {
        Held held = increment == null
                ? Held.of(records(), memory.records() + 1)
                : Held.withContents(records(), plan.width(), memory.records() + 1);
        if (held.rows().size() <= memory.records()) {
            few = held.rows();
            Result result = inMemory(held);
            if (result != null) return result;
            few = null;
        }
        ManyTasks many = new ManyTasks(spark, plan, sources, decided, labels, increment, kept());
        tasks = many;
        return many.link(records());
    }

    /** Null where it is too much for one task. */
    private @Nullable Result inMemory(Held held) {
        List<Row> records = held.rows();
        OneTask task = new OneTask(plan, sources, decided);
        if (increment != null) {
            OneTask.Since since = task.since(held, increment);
            if (increment.holdsFor(since.met().analysis())) {
                return since.pairs() > memory.pairs()
                        ? null
                        : result(
                                since.few().records(),
                                since.few(),
                                task.link(since, memory.kept()),
                                since.met().analysis());
            }
        }
        OneTask.Met met = task.met(records);
        return met.analysis().pairs() > memory.pairs()
                ? null
                : result(records, null, task.link(met, kept(), labels.of(records), memory.kept()), met.analysis());
    }

    private static @Nullable Result result(
            List<Row> records,
            Increment.@Nullable OfFew since,
            OneTask.@Nullable Outcome outcome,
            BlockingAnalysis analysis) {
        if (outcome == null) return null;
        return new Result(
                new Few(outcome.scored(), outcome.pairs(), records, since),
                outcome.parameters(),
                outcome.counts(),
                records.size(),
                outcome.compared(),
                analysis.passedOverSorted());
    }

    /** The parameters that need no estimation: those of an earlier run, or those that the model gives. */
    private @Nullable Parameters kept() {
        if (increment != null) return increment.parameters();
        return model.hasAllParameters() ? Parameters.given(model) : null;
    }

    /** How rare the words are by which it compares. */
    Tokens tokens() {
        return tokens;
    }

    /** Why its pairs weigh what they do. */
    Explainer explainer() {
        return new Explainer(model, sources, plan, records(), few);
    }

    /** The records as slots. */
    private Dataset<Row> records() {
        Dataset<Row> known = read;
        if (known == null) {
            List<Integer> ofTokens = plan.slots().tokens();
            known = Records.slots(Records.read(spark, inputs, model), model, plan.slots());
            tokens = increment == null ? Tokens.of(known, ofTokens) : increment.tokens();
            known = tokens.weighed(known, ofTokens);
            read = known;
        }
        return known;
    }

    /** Lets go of what is held in memory; a later run then reads its files anew. */
    void release() {
        if (read != null) read.unpersist();
        if (tasks != null) tasks.release();
        read = null;
        few = null;
        tasks = null;
    }
}
