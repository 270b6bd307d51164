package org.wasl.transform.linkage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.BlockingAnalysis;
import org.wasl.transform.linkage.block.Blocks;
import org.wasl.transform.linkage.block.RecordId;
import org.wasl.transform.linkage.block.Tape;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.constrain.Constraints;
import org.wasl.transform.linkage.estimate.LabelledPairs;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Decision;
import org.wasl.transform.linkage.score.Weights;

/** Links records by a model: read, block and compare, estimate, score, decide, cluster. */
public final class Linkage {
    /** Records from which random pairs are drawn. */
    static final int SAMPLE = 20_000;
    /** Keyed records that one task takes. */
    private static final long TASK_RECORDS = 250_000;

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
    private @Nullable JavaRDD<Tape> compared;

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
        return distributed();
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

    /** What holds of the run before, if its pairs are those that the same rules find today. */
    private @Nullable Increment since(BlockingAnalysis analysis) {
        return increment != null && increment.holdsFor(analysis) ? increment : null;
    }

    private Result distributed() {
        Kernel kernel = plan.kernel();
        Dataset<Row> records = records().persist(StorageLevel.MEMORY_AND_DISK());
        Map<Integer, Long> perSource = new HashMap<>();
        records.groupBy("source").count().collectAsList().forEach(r -> perSource.put(r.getInt(0), r.getLong(1)));
        long total = perSource.values().stream().mapToLong(n -> n).sum();
        if (records.where("id IS NULL").limit(1).count() > 0) throw OneTask.noId(model);
        BlockingAnalysis analysis = BlockingAnalysis.of(records, plan.rules(), model.limits());
        TermCounts counts = TermCounts.of(records, plan.frequencySlots());

        Increment since = since(analysis);
        Set<RecordId> fresh = since == null ? null : since.fresh(records).orElse(null);
        JavaRDD<Tape> tapes = tapes(records, kernel, counts, analysis, total, fresh);
        compared = tapes;
        PatternCounts blocked = PatternCounts.of(patterns(tapes), kernel);
        LabelledPairs labelled = labels.of(
                labels.given().isEmpty()
                        ? List.of()
                        : records.where(functions.col("id").isin(labels.ids())).collectAsList());
        Parameters kept = kept();
        Parameters parameters = kept != null
                ? kept
                : OneTask.estimated(
                        plan, sample(records, total), blocked, OneTask.allPairs(plan.scope(), perSource), labelled);
        Weights weights = new Weights(model, parameters, plan.slots(), counts);
        Scorer scorer = Scorer.of(plan, kernel, weights, sources);
        Dataset<Row> scored =
                spark.createDataFrame(tapes.flatMap(tape -> scorer.score(tape).iterator()), Scorer.PAIRS);
        if (since != null && fresh != null) {
            scored = scored.union(since.rescored(records, new Rescorer(weights, counts, scorer.least())));
        }
        Dataset<Row> pairs = Constraints.apply(
                decided(scored, records),
                model.constraint(),
                Weights.weight(model.thresholds().link()),
                Weights.weight(model.thresholds().keep()));
        return new Result(
                new Many(scored, pairs, records),
                parameters,
                counts,
                total,
                blocked.pairs(plan.predicting()),
                analysis.passedOverSorted());
    }

    private Dataset<Row> decided(Dataset<Row> pairs, Dataset<Row> records) {
        if (decided.isEmpty()) return pairs;
        List<Row> some = records.where(functions.col("id").isin(decided.ids())).collectAsList();
        Decided decisions = decided;
        return pairs.filter((FilterFunction<Row>) decisions::leaves)
                .union(spark.createDataFrame(decided.confirmed(some, sources), Scorer.PAIRS));
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
        if (compared != null) compared.unpersist();
        read = null;
        few = null;
        compared = null;
    }

    private List<Row> sample(Dataset<Row> records, long total) {
        if (total * (total - 1.0) / 2 <= model.estimation().samplePairs()) return records.collectAsList();
        return records.orderBy(functions.expr("xxhash64(" + model.estimation().seed() + "L, source, id)"))
                .limit(SAMPLE)
                .collectAsList();
    }

    private JavaRDD<Tape> tapes(
            Dataset<Row> records,
            Kernel kernel,
            TermCounts counts,
            BlockingAnalysis analysis,
            long total,
            @Nullable Set<RecordId> fresh) {
        Blocks all = new Blocks(kernel, plan.rules(), plan.width(), plan.scope(), counts, analysis.passedOver());
        Blocks blocks = fresh == null ? all : all.with(fresh);
        Dataset<Row> keyed = Blocks.keyed(records, plan.rules());
        if (fresh != null) keyed = blocksOf(fresh, keyed);
        int tasks = (int) Math.max(
                spark.sparkContext().defaultParallelism(), total * plan.rules().size() / TASK_RECORDS);
        return keyed.repartition(tasks, functions.col("key"))
                .sortWithinPartitions("key")
                .toJavaRDD()
                .mapPartitions(blocks::compare)
                .persist(StorageLevel.MEMORY_AND_DISK_SER());
    }

    /** The keyed records of the blocks in which one of these stands. */
    private Dataset<Row> blocksOf(Set<RecordId> fresh, Dataset<Row> keyed) {
        List<Row> ids = fresh.stream()
                .map(record -> RowFactory.create(record.source(), record.id()))
                .toList();
        Dataset<Row> some = spark.createDataFrame(ids, StructType.fromDDL("source int, id string"));
        Dataset<Row> keys = keyed.join(functions.broadcast(some), new String[] {"source", "id"}, "left_semi")
                .select("key")
                .distinct();
        return keyed.join(functions.broadcast(keys), new String[] {"key"}, "left_semi")
                .select(java.util.Arrays.stream(keyed.columns())
                        .map(functions::col)
                        .toArray(Column[]::new));
    }

    private static Map<Long, Long> patterns(JavaRDD<Tape> tapes) {
        return tapes.map(tape -> tape.countInto(new HashMap<>())).fold(new HashMap<>(), (a, b) -> {
            b.forEach((pattern, count) -> a.merge(pattern, count, Long::sum));
            return a;
        });
    }
}
