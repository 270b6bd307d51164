package org.wasl.transform.linkage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.linkage.cluster.Clusters;
import org.wasl.transform.linkage.explain.Explanation;

/** Writes the results of a run whose records and pairs are in memory. */
final class FewRecords {
    private static final int PROBABILITY = 4;
    private static final int WEIGHT = 5;

    private final SparkSession spark;
    private final Run run;
    private final Linkage.Few few;

    FewRecords(SparkSession spark, Run run, Linkage.Few few) {
        this.spark = spark;
        this.run = run;
        this.few = few;
    }

    Report write() {
        run.folder().parquet("pairs.parquet", few.pairs(), Scorer.PAIRS, 0, 1, 2, 3);
        if (run.leftPairsOut()) run.folder().parquet(Run.SCORED, few.scored(), Scorer.PAIRS, 0, 1, 2, 3);
        else run.folder().delete(Run.SCORED);
        List<Row> links = links(few.pairs(), run.threshold());
        Map<String, String> clusters =
                Clusters.of(links, run.model().clustering(), run.docket().decided());
        Function<Row, String> entities = new FewEntities(run, few, clusters).write();
        ModelDocument document = run.writeModel();
        if (run.request().indexed()) {
            FewIndex linked = new FewIndex(few, run.request().sources(), entities);
            new RunIndex(run).write(spark, document, linked);
        }
        Linkage.Result result = run.result();
        Collection<Long> joined = Findings.counted(clusters.values()).values();
        long alone = (long) few.records().size() - clusters.size();
        Map<Long, Long> sizes = new TreeMap<>();
        joined.forEach(n -> sizes.merge(n, 1L, Long::sum));
        if (alone > 0) sizes.merge(1L, alone, Long::sum);
        Map<Long, Long> weights = new TreeMap<>();
        few.pairs().forEach(pair -> weights.merge((long) Math.floor(pair.getDouble(WEIGHT)), 1L, Long::sum));
        String file = run.request().truth();
        Truth truth = file == null ? null : new Truth(spark, file);
        List<String> known = truth == null
                ? List.of()
                : few.records().stream().map(row -> row.getString(1)).toList();
        return new Report(
                document,
                links.size(),
                joined.size() + alone,
                Findings.bins(weights),
                Findings.unlinkable(run.linkage().explainer().selfWeights(result.parameters(), result.counts())),
                explained(Findings.sample(few.pairs())),
                Findings.bins(sizes),
                Findings.loose(links, clusters),
                truth == null ? null : truth.of(few.pairs(), known, run.threshold()),
                truth == null ? null : missed(truth.unlinked(few.pairs(), known, run.threshold())));
    }

    private Report.Missed missed(Truth.Unlinked unlinked) {
        return Findings.missed(unlinked.pairs(), explained(unlinked.some()));
    }

    private List<Explanation> explained(List<Explainer.PairOfIds> pairs) {
        return run.linkage()
                .explainer()
                .explain(pairs, run.result().parameters(), run.result().counts());
    }

    /** The pairs that are links, as rows {@code a, b, weight}. */
    static List<Row> links(List<Row> pairs, double threshold) {
        return pairs.stream()
                .filter(pair -> pair.getDouble(PROBABILITY) >= threshold)
                .map(pair -> RowFactory.create(
                        pair.getString(2) + Linkage.SEPARATOR + pair.getString(0),
                        pair.getString(3) + Linkage.SEPARATOR + pair.getString(1),
                        pair.getDouble(WEIGHT)))
                .toList();
    }
}
