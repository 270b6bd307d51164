package org.wasl.transform.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.block.Tape;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.score.Weights;

/**
 * Compared pairs that weigh enough, as rows {@link #PAIRS}.
 *
 * @param least weight from which a pair is kept
 * @param predicting bits of the rules whose pairs are scored
 */
record Scorer(Kernel kernel, Weights weights, double least, int predicting, List<String> sources, List<String> rules)
        implements Serializable {
    static final StructType PAIRS = StructType.fromDDL("id_l string, id_r string, source_l string, source_r string,"
            + " probability double, weight double, rule string, reviewer string, pattern string");

    static Scorer of(Plan plan, Kernel kernel, Weights weights, List<String> sources) {
        return new Scorer(
                kernel,
                weights,
                Weights.weight(plan.model().thresholds().keep()),
                plan.predicting(),
                sources,
                plan.rules().stream().map(Rule::text).toList());
    }

    List<Row> score(Tape tape) {
        int n = tape.patterns().length;
        int[][] levels = new int[n][];
        String[] patterns = new String[n];
        boolean[] wanted = new boolean[n];
        for (int i = Tape.FIRST; i < n; i++) {
            levels[i] = PatternCounts.levels(tape.patterns()[i] % kernel.patterns(), kernel);
            wanted[i] =
                    ((tape.patterns()[i] / kernel.patterns()) & predicting) != 0 && weights.most(levels[i]) >= least;
            if (wanted[i]) patterns[i] = shown(levels[i]);
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
                    rules.get(rule),
                    null,
                    patterns[number]));
        });
        return rows;
    }

    /** The levels that a pair shows, such as {@code 1.3.0}: by comparison, the number of its level from 0. */
    private static String shown(int[] levels) {
        return Arrays.stream(levels).mapToObj(Integer::toString).collect(Collectors.joining("."));
    }
}
