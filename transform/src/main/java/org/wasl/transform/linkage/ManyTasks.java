package org.wasl.transform.linkage;

import java.util.Arrays;
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
import org.wasl.transform.linkage.block.BlockingAnalysis;
import org.wasl.transform.linkage.block.Blocks;
import org.wasl.transform.linkage.block.RecordId;
import org.wasl.transform.linkage.block.Tape;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.constrain.Constraints;
import org.wasl.transform.linkage.estimate.LabelledPairs;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.score.Weights;

/** A linkage by the tasks of its blocks: what {@link OneTask} does of few records, of as many as disks hold. */
final class ManyTasks {
    /** Keyed records that one task takes. */
    private static final long TASK_RECORDS = 250_000;

    private final SparkSession spark;
    private final Plan plan;
    private final List<String> sources;
    private final Decided decided;
    private final Labels labels;
    private final @Nullable Increment increment;
    private final @Nullable Parameters kept;
    private @Nullable JavaRDD<Tape> compared;

    /**
     * Tasks of a Spark session.
     *
     * @param increment what holds of an earlier run; or null
     * @param kept parameters that are not estimated; or null
     */
    ManyTasks(
            SparkSession spark,
            Plan plan,
            List<String> sources,
            Decided decided,
            Labels labels,
            @Nullable Increment increment,
            @Nullable Parameters kept) {
        this.spark = spark;
        this.plan = plan;
        this.sources = sources;
        this.decided = decided;
        this.labels = labels;
        this.increment = increment;
        this.kept = kept;
    }

    /** Links records, which stay held in memory. */
    Linkage.Result link(Dataset<Row> records) {
        Kernel kernel = plan.kernel();
        records.persist(StorageLevel.MEMORY_AND_DISK());
        Map<Integer, Long> perSource = new HashMap<>();
        records.groupBy("source").count().collectAsList().forEach(r -> perSource.put(r.getInt(0), r.getLong(1)));
        long total = perSource.values().stream().mapToLong(n -> n).sum();
        if (records.where("id IS NULL").limit(1).count() > 0) throw OneTask.noId(plan.model());
        BlockingAnalysis analysis =
                BlockingAnalysis.of(records, plan.rules(), plan.model().limits());
        TermCounts counts = TermCounts.of(records, plan.frequencySlots());

        Increment since = increment != null && increment.holdsFor(analysis) ? increment : null;
        Set<RecordId> fresh = since == null ? null : since.fresh(records).orElse(null);
        JavaRDD<Tape> tapes = tapes(records, kernel, counts, analysis, total, fresh);
        compared = tapes;
        PatternCounts blocked = PatternCounts.of(patterns(tapes), kernel);
        LabelledPairs labelled = labels.of(
                labels.given().isEmpty()
                        ? List.of()
                        : records.where(functions.col("id").isin(labels.ids())).collectAsList());
        Parameters parameters = kept != null
                ? kept
                : OneTask.estimated(
                        plan, sample(records, total), blocked, OneTask.allPairs(plan.scope(), perSource), labelled);
        Weights weights = new Weights(plan.model(), parameters, plan.slots(), counts);
        Scorer scorer = Scorer.of(plan, kernel, weights, sources);
        Dataset<Row> scored =
                spark.createDataFrame(tapes.flatMap(tape -> scorer.score(tape).iterator()), Scorer.PAIRS);
        if (since != null && fresh != null) {
            scored = scored.union(since.rescored(records, new Rescorer(weights, counts, scorer.least())));
        }
        Dataset<Row> pairs = Constraints.apply(
                decided(scored, records),
                plan.model().constraint(),
                Weights.weight(plan.model().thresholds().link()),
                Weights.weight(plan.model().thresholds().keep()));
        return new Linkage.Result(
                new Linkage.Many(scored, pairs, records),
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

    /** Lets go of the compared pairs. */
    void release() {
        if (compared != null) compared.unpersist();
        compared = null;
    }

    private List<Row> sample(Dataset<Row> records, long total) {
        if (total * (total - 1.0) / 2 <= plan.model().estimation().samplePairs()) return records.collectAsList();
        return records.orderBy(
                        functions.expr("xxhash64(" + plan.model().estimation().seed() + "L, source, id)"))
                .limit(Linkage.SAMPLE)
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
                .select(Arrays.stream(keyed.columns()).map(functions::col).toArray(Column[]::new));
    }

    private static Map<Long, Long> patterns(JavaRDD<Tape> tapes) {
        return tapes.map(tape -> tape.countInto(new HashMap<>())).fold(new HashMap<>(), (a, b) -> {
            b.forEach((pattern, count) -> a.merge(pattern, count, Long::sum));
            return a;
        });
    }
}
