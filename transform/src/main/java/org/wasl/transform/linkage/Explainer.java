package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.block.RecordId;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.score.Weights;

/**
 * Says why pairs of a run's records weigh what they do.
 *
 * @param records rows {@code source, id, s0, s1 …}
 * @param few the same in memory; null where they are many
 */
record Explainer(
        LinkageModel model,
        List<String> sources,
        Plan plan,
        Dataset<Row> records,
        @Nullable List<Row> few) {
    /** Records that are compared with themselves. */
    private static final int SELF = 5_000;
    /** What is shown of a value that is missing. */
    static final String NOTHING = "–";

    /** Why pairs weigh what they do, in the order given; pairs whose records are not there are left out. */
    List<Explanation> explain(List<PairOfIds> pairs, Parameters parameters) {
        return explain(pairs, parameters, null);
    }

    /** The same with the frequencies of a run, which are else counted anew for the values of these pairs. */
    List<Explanation> explain(List<PairOfIds> pairs, Parameters parameters, @Nullable TermCounts known) {
        if (pairs.isEmpty()) return List.of();
        Set<String> ids =
                pairs.stream().flatMap(p -> Stream.of(p.left(), p.right())).collect(Collectors.toSet());
        List<Row> some = few == null
                ? records.where(functions.col("id").isin(ids.toArray())).collectAsList()
                : few.stream().filter(row -> ids.contains(row.getString(1))).toList();
        TermCounts counts = known != null ? known : TermCounts.of(records, plan.frequencySlots(), some);
        return new PairExplainer(model, sources, plan).explain(pairs, some, parameters, counts);
    }

    /** A pair by the ids of its records; where an id stands in several sources, with the source. */
    record PairOfIds(
            @Nullable String leftSource,
            String left,
            @Nullable String rightSource,
            String right) {
        String leftKey() {
            return leftSource == null ? left : leftSource + Linkage.SEPARATOR + left;
        }

        String rightKey() {
            return rightSource == null ? right : rightSource + Linkage.SEPARATOR + right;
        }
    }

    static @Nullable Term[] terms(Row row) {
        @Nullable Term[] terms = new Term[row.size() - 2];
        for (int s = 0; s < terms.length; s++) {
            String text = row.getString(2 + s);
            if (text != null) terms[s] = new Term(text);
        }
        return terms;
    }

    /** Weights of some records, each compared with itself: what they could reach at most. */
    List<Double> selfWeights(Parameters parameters, TermCounts counts) {
        Kernel kernel = plan.kernel();
        Weights weights = new Weights(model, parameters, plan.slots(), counts);
        List<Double> reached = new ArrayList<>();
        for (Row row : some()) {
            @Nullable Term[] terms = terms(row);
            int[] of = counts.of(terms);
            reached.add(weights.of(PatternCounts.levels(kernel.pattern(terms, terms), kernel), of, of));
        }
        return reached;
    }

    /** Some of the records, the same ones each time. */
    private List<Row> some() {
        if (few == null) {
            return records.orderBy(functions.expr("xxhash64(source, id)"))
                    .limit(SELF)
                    .collectAsList();
        }
        return few.size() <= SELF ? few : RecordId.some(few, SELF, RecordId::hash);
    }
}
