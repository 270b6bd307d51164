package org.wasl.transform.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.Blocks;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.block.Tape;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.constrain.Constraints;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.estimate.Estimation;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.estimate.RandomPairs;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Scope;
import org.wasl.transform.linkage.score.Weights;

/** Links records by a model: read, block and compare, estimate, score, decide, cluster. */
public final class Linkage {
    private static final StructType PAIRS =
            StructType.fromDDL("id_l string, id_r string, source_l string, source_r string,"
                    + " probability double, weight double, rule string");
    /** Records from which random pairs are drawn. */
    private static final int SAMPLE = 20_000;
    /** Keyed records that one task takes. */
    private static final long TASK_RECORDS = 250_000;

    private final SparkSession spark;
    private final LinkageModel model;
    private final List<Input> inputs;
    private final Slots slots = new Slots();
    private final List<Rule> rules = new ArrayList<>();
    private final Scope scope;
    private final int[] training;
    private final int deterministic;
    private final int predicting;

    public Linkage(SparkSession spark, LinkageModel model, List<Input> inputs) {
        this.spark = spark;
        this.model = model;
        this.inputs = List.copyOf(inputs);
        Scope given = model.scope();
        scope = given != null ? given : inputs.size() > 1 ? Scope.LINK : Scope.DEDUPE;
        predicting = bits(model.block());
        List<String> blocks = model.estimation().trainingRules();
        training = (blocks.isEmpty() ? model.block() : blocks)
                .stream().mapToInt(this::rule).distinct().toArray();
        deterministic = bits(model.estimation().deterministic());
    }

    /** Pairs, the parameters behind them, and how many records there are. */
    public record Result(
            Dataset<Row> pairs, Dataset<Row> records, Parameters parameters, long recordCount, double compared) {}

    public Result run() {
        Kernel kernel = new Kernel(model, slots);
        List<Integer> frequencySlots = Weights.frequencySlots(model, slots);
        Dataset<Row> records = Records.slots(
                        Records.standardised(Records.read(spark, inputs, model.id()), model), slots)
                .persist(StorageLevel.MEMORY_AND_DISK());
        int width = slots.expressions().size();
        Map<Integer, Long> perSource = new HashMap<>();
        records.groupBy("source").count().collectAsList().forEach(r -> perSource.put(r.getInt(0), r.getLong(1)));
        long total = perSource.values().stream().mapToLong(n -> n).sum();
        double allPairs = allPairs(perSource, total);
        TermCounts counts = TermCounts.of(records, frequencySlots);

        JavaRDD<Tape> tapes = tapes(records, kernel, width, counts, total);
        PatternCounts blocked = PatternCounts.of(patterns(tapes), kernel);
        Parameters parameters = model.hasAllParameters() ? Parameters.given(model) : estimated(records, kernel, width, total, blocked, allPairs);
        Weights weights = new Weights(model, parameters, slots, counts);
        Scorer scorer = new Scorer(
                kernel,
                weights,
                Weights.weight(model.thresholds().keep()),
                predicting,
                inputs.stream().map(Input::source).toList(),
                rules.stream().map(Rule::text).toList());
        Dataset<Row> pairs = spark.createDataFrame(tapes.flatMap(scorer::score), PAIRS);
        pairs = Constraints.apply(
                pairs,
                model.constraint(),
                Weights.weight(model.thresholds().link()),
                Weights.weight(model.thresholds().keep()));
        return new Result(pairs, records, parameters, total, blocked.pairs(predicting));
    }

    private Parameters estimated(
            Dataset<Row> records, Kernel kernel, int width, long total, PatternCounts blocked, double allPairs) {
        RandomPairs random = RandomPairs.of(
                sample(records, total),
                width,
                kernel,
                scope,
                model.estimation().samplePairs(),
                model.estimation().seed());
        return new Estimation(model, random, blocked, allPairs).estimate(rules, training, deterministic, predicting);
    }

    private int bits(List<String> conditions) {
        return conditions.stream().mapToInt(c -> 1 << rule(c)).reduce(0, (a, b) -> a | b);
    }

    private int rule(String condition) {
        for (int i = 0; i < rules.size(); i++) if (rules.get(i).text().equals(condition)) return i;
        if (rules.size() == 30) throw new TransformException("a model may have 30 rules at most");
        rules.add(Rule.of(condition, slots));
        return rules.size() - 1;
    }

    private double allPairs(Map<Integer, Long> perSource, long total) {
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

    private List<Row> sample(Dataset<Row> records, long total) {
        if (total * (total - 1.0) / 2 <= model.estimation().samplePairs()) return records.collectAsList();
        return records.orderBy(functions.expr("xxhash64(" + model.estimation().seed() + "L, source, id)"))
                .limit(SAMPLE)
                .collectAsList();
    }

    private JavaRDD<Tape> tapes(Dataset<Row> records, Kernel kernel, int width, TermCounts counts, long total) {
        Blocks blocks = new Blocks(kernel, rules, width, scope, counts);
        int tasks = (int) Math.max(spark.sparkContext().defaultParallelism(), total * rules.size() / TASK_RECORDS);
        return Blocks.keyed(records, rules)
                .repartition(tasks, functions.col("key"))
                .sortWithinPartitions("key")
                .toJavaRDD()
                .mapPartitions(blocks::compare)
                .persist(StorageLevel.MEMORY_AND_DISK_SER());
    }

    private static Map<Long, Long> patterns(JavaRDD<Tape> tapes) {
        return tapes.map(tape -> {
                    HashMap<Long, Long> counted = new HashMap<>();
                    for (int i = 1; i < tape.patterns().length; i++)
                        counted.merge(tape.patterns()[i], tape.counts()[i], Long::sum);
                    return counted;
                })
                .fold(new HashMap<>(), (a, b) -> {
                    b.forEach((pattern, count) -> a.merge(pattern, count, Long::sum));
                    return a;
                });
    }

    /** What scoring needs, apart from the session. */
    private record Scorer(
            Kernel kernel, Weights weights, double least, int predicting, List<String> sources, List<String> rules)
            implements Serializable {
        Iterator<Row> score(Tape tape) {
            int n = tape.patterns().length;
            int[][] levels = new int[n][];
            boolean[] wanted = new boolean[n];
            for (int i = 1; i < n; i++) {
                levels[i] = PatternCounts.levels(tape.patterns()[i] % kernel.patterns(), kernel);
                wanted[i] = ((tape.patterns()[i] / kernel.patterns()) & predicting) != 0
                        && weights.most(levels[i]) >= least;
            }
            List<Row> rows = new ArrayList<>();
            tape.read(wanted, (l, r, number) -> {
                double weight = weights.of(levels[number], l.counts(), r.counts());
                if (weight < least) return;
                int rule = Long.numberOfTrailingZeros(tape.patterns()[number] / kernel.patterns());
                rows.add(RowFactory.create(
                        l.id(),
                        r.id(),
                        sources.get(l.source()),
                        sources.get(r.source()),
                        Weights.probability(weight),
                        weight,
                        rules.get(rule)));
            });
            return rows.iterator();
        }
    }
}
