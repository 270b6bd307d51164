package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.block.BlockingAnalysis;
import org.wasl.transform.linkage.block.Blocks;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.block.Tape;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.constrain.Constraints;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.score.Weights;

/** Links records by a model: read, block and compare, estimate, score, decide, cluster. */
public final class Linkage {
    /** Records from which random pairs are drawn. */
    private static final int SAMPLE = 20_000;
    /** Records that are compared with themselves. */
    private static final int SELF = 5_000;
    /** Records that one task links by itself: so few that all of them are the sample of random pairs. */
    private static final int ONE_TASK_RECORDS = SAMPLE;
    /** Pairs that it compares at most. */
    private static final double ONE_TASK_PAIRS = 2_000_000;
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
    private @Nullable Dataset<Row> held;
    private @Nullable List<Row> few;
    private @Nullable JavaRDD<Tape> compared;

    public Linkage(SparkSession spark, LinkageModel model, List<Input> inputs) {
        this(spark, model, inputs, new Decided(List.of()));
    }

    /** A linkage in which people's decisions hold. */
    public Linkage(SparkSession spark, LinkageModel model, List<Input> inputs, Decided decided) {
        this.spark = spark;
        this.decided = decided;
        this.model = model;
        this.inputs = List.copyOf(inputs);
        sources = inputs.stream().map(Input::source).toList();
        plan = new Plan(model, inputs.size());
    }

    /**
     * Pairs, the parameters behind them, and how many records there are.
     *
     * @param few what one task found; null where many did
     */
    public record Result(
            @Nullable Few few,
            Dataset<Row> pairs,
            Dataset<Row> records,
            Parameters parameters,
            TermCounts counts,
            long recordCount,
            double compared) {}

    /** Pairs and records in memory. */
    public record Few(List<Row> pairs, List<Row> records) {}

    /** Few records are linked by one task over arrays, at once; many by the tasks of their blocks. */
    public Result run() {
        List<Row> records = records().takeAsList(ONE_TASK_RECORDS + 1);
        if (records.size() > ONE_TASK_RECORDS) return distributed();
        few = records;
        OneTask task = new OneTask(plan, sources, decided);
        BlockingAnalysis analysis = task.analysis(records);
        if (analysis.pairs() > ONE_TASK_PAIRS) return distributed();
        OneTask.Outcome outcome = task.link(records, analysis);
        return new Result(
                new Few(outcome.pairs(), records),
                spark.createDataFrame(outcome.pairs(), Scorer.PAIRS),
                spark.createDataFrame(records, records().schema()),
                outcome.parameters(),
                outcome.counts(),
                records.size(),
                outcome.compared());
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

        JavaRDD<Tape> tapes = tapes(records, kernel, counts, analysis, total);
        compared = tapes;
        PatternCounts blocked = PatternCounts.of(patterns(tapes), kernel);
        Parameters parameters = model.hasAllParameters()
                ? Parameters.given(model)
                : OneTask.estimated(plan, sample(records, total), blocked, OneTask.allPairs(plan.scope(), perSource));
        Scorer scorer = Scorer.of(plan, kernel, new Weights(model, parameters, plan.slots(), counts), sources);
        Dataset<Row> pairs = Constraints.apply(
                decided(spark.createDataFrame(tapes.flatMap(scorer::score), Scorer.PAIRS), records),
                model.constraint(),
                Weights.weight(model.thresholds().link()),
                Weights.weight(model.thresholds().keep()));
        return new Result(null, pairs, records, parameters, counts, total, blocked.pairs(plan.predicting()));
    }

    private Dataset<Row> decided(Dataset<Row> pairs, Dataset<Row> records) {
        if (decided.isEmpty()) return pairs;
        List<Row> some = records.where(functions.col("id").isin(decided.ids())).collectAsList();
        Decided decisions = decided;
        return pairs.filter((FilterFunction<Row>) decisions::leaves)
                .union(spark.createDataFrame(decided.confirmed(some, sources), Scorer.PAIRS));
    }

    /** Why pairs weigh what they do, in the order given; pairs whose records are not there are left out. */
    public List<Explanation> explain(List<PairOfIds> pairs, Parameters parameters) {
        return explain(pairs, parameters, null);
    }

    /** The same with the frequencies of a run, which are else counted anew for the values of these pairs. */
    List<Explanation> explain(List<PairOfIds> pairs, Parameters parameters, @Nullable TermCounts known) {
        if (pairs.isEmpty()) return List.of();
        Kernel kernel = plan.kernel();
        Dataset<Row> records = records();
        Object[] ids = pairs.stream()
                .flatMap(p -> Stream.of(p.left(), p.right()))
                .distinct()
                .toArray();
        Map<String, Row> found = new HashMap<>();
        List<Row> held = few;
        List<Row> some = held == null
                ? records.where(functions.col("id").isin(ids)).collectAsList()
                : held.stream()
                        .filter(row -> List.of(ids).contains(row.getString(1)))
                        .toList();
        for (Row row : some) {
            found.put(inputs.get(row.getInt(0)).source() + SEPARATOR + row.getString(1), row);
            found.putIfAbsent(row.getString(1), row);
        }
        TermCounts counts = known != null ? known : TermCounts.of(records, plan.frequencySlots(), found.values());
        Weights weights = new Weights(model, parameters, plan.slots(), counts);
        List<Explanation> explanations = new ArrayList<>();
        for (PairOfIds pair : pairs) {
            Row left = found.get(pair.leftKey());
            Row right = found.get(pair.rightKey());
            if (left == null || right == null) continue;
            explanations.add(explain(left, right, kernel, weights, counts));
        }
        return explanations;
    }

    /** A pair by the ids of its records; where an id stands in several sources, with the source. */
    public record PairOfIds(
            @Nullable String leftSource,
            String left,
            @Nullable String rightSource,
            String right) {
        String leftKey() {
            return leftSource == null ? left : leftSource + SEPARATOR + left;
        }

        String rightKey() {
            return rightSource == null ? right : rightSource + SEPARATOR + right;
        }
    }

    private Explanation explain(Row a, Row b, Kernel kernel, Weights weights, TermCounts counts) {
        boolean inOrder = a.getInt(0) < b.getInt(0)
                || (a.getInt(0) == b.getInt(0) && a.getString(1).compareTo(b.getString(1)) <= 0);
        Row left = inOrder ? a : b;
        Row right = inOrder ? b : a;
        @Nullable Term[] l = terms(left);
        @Nullable Term[] r = terms(right);
        int[] levels = PatternCounts.levels(kernel.pattern(l, r), kernel);
        List<String[]> values = plan.shown().stream()
                .map(of -> new String[] {values(l, of), values(r, of)})
                .toList();
        String blockedBy = plan.rules().stream()
                .limit(model.block().size())
                .filter(rule -> rule.finds(l, r))
                .map(Rule::text)
                .findFirst()
                .orElse(null);
        return Explanation.of(
                new Explanation.Side(inputs.get(left.getInt(0)).source(), left.getString(1)),
                new Explanation.Side(inputs.get(right.getInt(0)).source(), right.getString(1)),
                model,
                weights,
                levels,
                values,
                counts.of(l),
                counts.of(r),
                blockedBy);
    }

    static @Nullable Term[] terms(Row row) {
        @Nullable Term[] terms = new Term[row.size() - 2];
        for (int s = 0; s < terms.length; s++) {
            String text = row.getString(2 + s);
            if (text != null) terms[s] = new Term(text);
        }
        return terms;
    }

    private static String values(@Nullable Term[] terms, List<Integer> of) {
        return of.stream()
                .map(slot ->
                        terms[slot] == null ? "–" : String.valueOf(terms[slot]).replace(Term.SEPARATOR, ','))
                .collect(Collectors.joining(" · "));
    }

    /** The records as slots. */
    private Dataset<Row> records() {
        Dataset<Row> known = held;
        if (known == null) {
            known = Records.slots(Records.standardised(Records.read(spark, inputs, model.id()), model), plan.slots());
            held = known;
        }
        return known;
    }

    /** Lets go of what is held in memory; a later run then reads its files anew. */
    void release() {
        if (held != null) held.unpersist();
        if (compared != null) compared.unpersist();
        held = null;
        few = null;
        compared = null;
    }

    /** Weights of some records, each compared with itself: what they could reach at most. */
    public List<Double> selfWeights(Parameters parameters, TermCounts counts) {
        Kernel kernel = plan.kernel();
        Weights weights = new Weights(model, parameters, plan.slots(), counts);
        List<Double> reached = new ArrayList<>();
        List<Row> some = few;
        if (some == null || some.size() > SELF) {
            some = records()
                    .orderBy(functions.expr("xxhash64(source, id)"))
                    .limit(SELF)
                    .collectAsList();
        }
        for (Row row : some) {
            @Nullable Term[] terms = terms(row);
            int[] of = counts.of(terms);
            reached.add(weights.of(PatternCounts.levels(kernel.pattern(terms, terms), kernel), of, of));
        }
        return reached;
    }

    private List<Row> sample(Dataset<Row> records, long total) {
        if (total * (total - 1.0) / 2 <= model.estimation().samplePairs()) return records.collectAsList();
        return records.orderBy(functions.expr("xxhash64(" + model.estimation().seed() + "L, source, id)"))
                .limit(SAMPLE)
                .collectAsList();
    }

    private JavaRDD<Tape> tapes(
            Dataset<Row> records, Kernel kernel, TermCounts counts, BlockingAnalysis analysis, long total) {
        Blocks blocks = new Blocks(kernel, plan.rules(), plan.width(), plan.scope(), counts, analysis.passedOver());
        int tasks = (int) Math.max(
                spark.sparkContext().defaultParallelism(), total * plan.rules().size() / TASK_RECORDS);
        return Blocks.keyed(records, plan.rules())
                .repartition(tasks, functions.col("key"))
                .sortWithinPartitions("key")
                .toJavaRDD()
                .mapPartitions(blocks::compare)
                .persist(StorageLevel.MEMORY_AND_DISK_SER());
    }

    private static Map<Long, Long> patterns(JavaRDD<Tape> tapes) {
        return tapes.map(tape -> tape.countInto(new HashMap<>())).fold(new HashMap<>(), (a, b) -> {
            b.forEach((pattern, count) -> a.merge(pattern, count, Long::sum));
            return a;
        });
    }
}
