package org.wasl.transform.linkage;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.block.RecordId;
import org.wasl.transform.linkage.cluster.Clusters;
import org.wasl.transform.linkage.cluster.Succession;
import org.wasl.transform.linkage.explain.Explanation;

/** Writes the results of a run whose records and pairs are in memory. */
final class FewRecords {
    private static final StructType CLUSTERS =
            StructType.fromDDL("source string, id string, entity_id string, content bigint");
    private static final StructType CHANGES =
            StructType.fromDDL("entity_id string, change string, other_entity_id string");
    private static final int PROBABILITY = 4;
    private static final int WEIGHT = 5;

    private final SparkSession spark;
    private final Run run;
    private final Linkage.Few few;
    private final List<String> sources;

    FewRecords(SparkSession spark, Run run, Linkage.Few few) {
        this.spark = spark;
        this.run = run;
        this.few = few;
        sources = run.request().sources();
    }

    Report write() {
        run.folder().parquet("pairs.parquet", few.pairs(), Scorer.PAIRS, 0, 1, 2, 3);
        if (run.leftPairsOut()) run.folder().parquet(Run.SCORED, few.scored(), Scorer.PAIRS, 0, 1, 2, 3);
        else run.folder().delete(Run.SCORED);
        List<Row> links = links();
        Map<String, String> clusters =
                Clusters.of(links, run.model().clustering(), run.docket().decided());
        writeEntities(clusters);
        ModelDocument document = run.writeModel();
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
        List<String> known = few.records().stream().map(row -> row.getString(1)).toList();
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

    private List<Row> links() {
        return few.pairs().stream()
                .filter(pair -> pair.getDouble(PROBABILITY) >= run.threshold())
                .map(pair -> RowFactory.create(
                        pair.getString(2) + Linkage.SEPARATOR + pair.getString(0),
                        pair.getString(3) + Linkage.SEPARATOR + pair.getString(1),
                        pair.getDouble(WEIGHT)))
                .toList();
    }

    /** The records by the names of their sources and their ids. */
    private List<Row> ordered() {
        List<String> names = sources.stream().sorted().toList();
        int[] places = sources.stream().mapToInt(names::indexOf).toArray();
        Comparator<Row> order = (a, b) -> {
            int bySource = places[a.getInt(0)] - places[b.getInt(0)];
            return bySource != 0 ? bySource : a.getString(1).compareTo(b.getString(1));
        };
        return few.records().parallelStream().sorted(order).toList();
    }

    private String source(Row record) {
        return sources.get(record.getInt(0));
    }

    private static String cluster(String source, String id, Map<String, String> clusters) {
        String node = source + Linkage.SEPARATOR + id;
        return clusters.getOrDefault(node, node);
    }

    /** A record in its cluster, and what the run before knew of it; looked up once, since there are many. */
    private record Placed(Row record, String source, String cluster, EarlierRun.@Nullable Known before) {
        String id() {
            return record.getString(1);
        }
    }

    private Placed placed(Row record, Map<String, String> clusters) {
        String source = source(record);
        String id = record.getString(1);
        EarlierRun earlier = run.earlier();
        return new Placed(
                record, source, cluster(source, id, clusters), earlier == null ? null : earlier.known(source, id));
    }

    private void writeEntities(Map<String, String> clusters) {
        List<Placed> records =
                ordered().stream().map(record -> placed(record, clusters)).toList();
        Succession succession = new Succession(run.generation());
        for (Placed record : records) {
            EarlierRun.Known before = record.before();
            if (before != null) succession.add(before.entity(), record.cluster());
        }
        succession.decide();
        Iterator<Row> rows = records.stream()
                .map(record -> RowFactory.create(
                        record.source(), record.id(), succession.entity(record.cluster()), content(record)))
                .iterator();
        run.folder().parquet("clusters.parquet", rows, CLUSTERS);
        EarlierRun earlier = run.earlier();
        if (earlier == null) run.folder().delete("changes.parquet");
        else run.folder().parquet("changes.parquet", succession.changes(earlier.entities()), CHANGES, 0, 1, 2);
    }

    /** What was read of a record, which for one that is as it was need not be worked out again. */
    private long content(Placed record) {
        EarlierRun.Known before = record.before();
        Set<RecordId> fresh = few.fresh();
        if (before != null && fresh != null && !fresh.contains(RecordId.of(record.record()))) return before.content();
        return Content.of(record.record());
    }
}
