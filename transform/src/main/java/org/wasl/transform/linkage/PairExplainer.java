package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.Explainer.PairOfIds;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.score.Weights;

/** Says of pairs whose records are at hand why they weigh what they do. */
record PairExplainer(LinkageModel model, List<String> sources, Plan plan) {
    /** In the order given; pairs whose records are not there are left out.
     *
     * @param some rows {@code source, id, s0, s1 …}
     */
    List<Explanation> explain(List<PairOfIds> pairs, Collection<Row> some, Parameters parameters, TermCounts counts) {
        Map<String, Row> found = new HashMap<>();
        for (Row row : some) {
            found.put(sources.get(row.getInt(0)) + Linkage.SEPARATOR + row.getString(1), row);
            found.putIfAbsent(row.getString(1), row);
        }
        Kernel kernel = plan.kernel();
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

    private Explanation explain(Row a, Row b, Kernel kernel, Weights weights, TermCounts counts) {
        boolean inOrder = a.getInt(0) < b.getInt(0)
                || (a.getInt(0) == b.getInt(0) && a.getString(1).compareTo(b.getString(1)) <= 0);
        Row left = inOrder ? a : b;
        Row right = inOrder ? b : a;
        @Nullable Term[] l = Explainer.terms(left);
        @Nullable Term[] r = Explainer.terms(right);
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

    private static String values(@Nullable Term[] terms, List<Integer> of) {
        return of.stream()
                .map(slot -> terms[slot] == null
                        ? Explainer.NOTHING
                        : String.valueOf(terms[slot]).replace(Term.SEPARATOR, ','))
                .collect(Collectors.joining(" · "));
    }
}
