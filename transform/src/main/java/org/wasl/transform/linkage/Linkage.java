package org.wasl.transform.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
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
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.block.Tape;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.PairSql;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.constrain.Constraints;
import org.wasl.transform.linkage.estimate.Estimation;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.estimate.RandomPairs;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Scope;
import org.wasl.transform.linkage.model.ModelFile;
import org.wasl.transform.linkage.score.Weights;

/** Links records by a model: read, block and compare, estimate, score, decide, cluster. */
public final class Linkage {
    private static final StructType PAIRS =
            StructType.fromDDL("id_l string, id_r string, source_l string, source_r string,"
                    + " probability double, weight double, rule string");
    /** Records from which random pairs are drawn. */
    private static final int SAMPLE = 20_000;
    /** Records that are compared with themselves. */
    private static final int SELF = 5_000;
    /** Keyed records that one task takes. */
    private static final long TASK_RECORDS = 250_000;

    /** Between a source and an id where both stand in one text. */
    static final String SEPARATOR = "\u001f";

    private final SparkSession spark;
    private final LinkageModel model;
    private final List<Input> inputs;
    private final Slots slots = new Slots();
    private final List<Rule> rules = new ArrayList<>();
    private final Scope scope;
    private final int[] training;
    private final int deterministic;
    private final int predicting;
    private @Nullable Dataset<Row> held;
    private @Nullable JavaRDD<Tape> compared;

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
            Dataset<Row> pairs,
            Dataset<Row> records,
            Parameters parameters,
            TermCounts counts,
            long recordCount,
            double compared) {}

    public Result run() {
        Kernel kernel = new Kernel(model, slots);
        List<Integer> frequencySlots = Weights.frequencySlots(model, slots);
        Dataset<Row> records = records();
        int width = slots.expressions().size();
        Map<Integer, Long> perSource = new HashMap<>();
        records.groupBy("source").count().collectAsList().forEach(r -> perSource.put(r.getInt(0), r.getLong(1)));
        long total = perSource.values().stream().mapToLong(n -> n).sum();
        double allPairs = allPairs(perSource, total);
        if (records.where("id IS NULL").limit(1).count() > 0) {
            throw new TransformException(
                    "a record has no id in the column " + model.id() + "; an id must name each record");
        }
        BlockingAnalysis.of(records, rules, model.limits());
        TermCounts counts = TermCounts.of(records, frequencySlots);

        JavaRDD<Tape> tapes = tapes(records, kernel, width, counts, total);
        compared = tapes;
        PatternCounts blocked = PatternCounts.of(patterns(tapes), kernel);
        Parameters parameters = model.hasAllParameters()
                ? Parameters.given(model)
                : estimated(records, width, total, blocked, allPairs);
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
        return new Result(pairs, records, parameters, counts, total, blocked.pairs(predicting));
    }

    /** Why pairs weigh what they do, in the order given; pairs whose records are not there are left out. */
    public List<Explanation> explain(List<PairOfIds> pairs, Parameters parameters) {
        return explain(pairs, parameters, null);
    }

    /** The same with the frequencies of a run, which are else counted anew for the values of these pairs. */
    List<Explanation> explain(List<PairOfIds> pairs, Parameters parameters, @Nullable TermCounts known) {
        if (pairs.isEmpty()) return List.of();
        Kernel kernel = new Kernel(model, slots);
        List<Integer> frequencySlots = Weights.frequencySlots(model, slots);
        List<List<Integer>> shown =
                model.comparisons().stream().map(this::shownSlots).toList();
        Dataset<Row> records = records();
        Object[] ids = pairs.stream()
                .flatMap(p -> Stream.of(p.left(), p.right()))
                .distinct()
                .toArray();
        Map<String, Row> found = new HashMap<>();
        for (Row row : records.where(functions.col("id").isin(ids)).collectAsList()) {
            found.put(inputs.get(row.getInt(0)).source() + SEPARATOR + row.getString(1), row);
            found.putIfAbsent(row.getString(1), row);
        }
        TermCounts counts = known != null ? known : TermCounts.of(records, frequencySlots, found.values());
        Weights weights = new Weights(model, parameters, slots, counts);
        List<Explanation> explanations = new ArrayList<>();
        for (PairOfIds pair : pairs) {
            Row left = found.get(pair.leftKey());
            Row right = found.get(pair.rightKey());
            if (left == null || right == null) continue;
            explanations.add(explain(left, right, kernel, weights, counts, shown));
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

    private List<Integer> shownSlots(LinkageModel.Comparison comparison) {
        return comparison.levels().stream()
                .filter(level -> level.condition() != null)
                .flatMap(level -> PairSql.columns(PairSql.parse(String.valueOf(level.condition()))).stream())
                .distinct()
                .map(column -> slots.of(ModelFile.quote(column)))
                .toList();
    }

    private Explanation explain(
            Row a, Row b, Kernel kernel, Weights weights, TermCounts counts, List<List<Integer>> shown) {
        boolean inOrder = a.getInt(0) < b.getInt(0)
                || (a.getInt(0) == b.getInt(0) && a.getString(1).compareTo(b.getString(1)) <= 0);
        Row left = inOrder ? a : b;
        Row right = inOrder ? b : a;
        @Nullable Term[] l = terms(left);
        @Nullable Term[] r = terms(right);
        int[] levels = PatternCounts.levels(kernel.pattern(l, r), kernel);
        List<String[]> values = shown.stream()
                .map(of -> new String[] {values(l, of), values(r, of)})
                .toList();
        String blockedBy = rules.stream()
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

    private static @Nullable Term[] terms(Row row) {
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

    private Parameters estimated(Dataset<Row> records, int width, long total, PatternCounts blocked, double allPairs) {
        RandomPairs random = RandomPairs.of(
                sample(records, total),
                width,
                () -> new Kernel(model, slots),
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

    /** The records as slots, read once. */
    private Dataset<Row> records() {
        Dataset<Row> known = held;
        if (known == null) {
            model.comparisons().forEach(this::shownSlots);
            known = Records.slots(Records.standardised(Records.read(spark, inputs, model.id()), model), slots)
                    .persist(StorageLevel.MEMORY_AND_DISK());
            held = known;
        }
        return known;
    }

    /** Lets go of what is held in memory; a later run then reads its files anew. */
    void release() {
        if (held != null) held.unpersist();
        if (compared != null) compared.unpersist();
        held = null;
        compared = null;
    }

    /** Weights of some records, each compared with itself: what they could reach at most. */
    public List<Double> selfWeights(Parameters parameters, TermCounts counts) {
        Kernel kernel = new Kernel(model, slots);
        Weights weights = new Weights(model, parameters, slots, counts);
        List<Double> reached = new ArrayList<>();
        for (Row row : records()
                .orderBy(functions.expr("xxhash64(source, id)"))
                .limit(SELF)
                .collectAsList()) {
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
