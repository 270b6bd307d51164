package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.block.RecordId;
import org.wasl.transform.linkage.block.Rule;
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
        Kernel kernel = plan.kernel();
        Set<String> ids =
                pairs.stream().flatMap(p -> Stream.of(p.left(), p.right())).collect(Collectors.toSet());
        Map<String, Row> found = new HashMap<>();
        List<Row> some = few == null
                ? records.where(functions.col("id").isin(ids.toArray())).collectAsList()
                : few.stream().filter(row -> ids.contains(row.getString(1))).toList();
        for (Row row : some) {
            found.put(sources.get(row.getInt(0)) + Linkage.SEPARATOR + row.getString(1), row);
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
                new Explanation.Side(sources.get(left.getInt(0)), left.getString(1)),
                new Explanation.Side(sources.get(right.getInt(0)), right.getString(1)),
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
                .map(slot -> terms[slot] == null
                        ? NOTHING
                        : String.valueOf(terms[slot]).replace(Term.SEPARATOR, ','))
                .collect(Collectors.joining(" · "));
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
