package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.wasl.transform.linkage.cluster.Clusters;
import org.wasl.transform.linkage.cluster.StableIds;
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

    FewRecords(SparkSession spark, Run run, Linkage.Few few) {
        this.spark = spark;
        this.run = run;
        this.few = few;
    }

    Report write() {
        run.folder().parquet("pairs.parquet", few.pairs(), Scorer.PAIRS, 0, 1, 2, 3);
        if (run.leftPairsOut()) run.folder().parquet(Run.SCORED, few.scored(), Scorer.PAIRS, 0, 1, 2, 3);
        else run.folder().delete(Run.SCORED);
        List<Row> links = links();
        Map<String, String> clusters =
                Clusters.of(links, run.model().clustering(), run.docket().decided());
        StableIds.InMemory ids = StableIds.of(
                everyRecord(clusters),
                run.earlier() == null ? Map.of() : run.earlier().inMemory().entities(),
                run.generation());
        writeEntities(ids);
        ModelDocument document = run.writeModel();
        Linkage.Result result = run.result();
        Map<String, Long> records = Findings.counted(ids.entities().values());
        Map<Long, Long> sizes = new TreeMap<>();
        records.values().forEach(n -> sizes.merge(n, 1L, Long::sum));
        Map<Long, Long> weights = new TreeMap<>();
        few.pairs().forEach(pair -> weights.merge((long) Math.floor(pair.getDouble(WEIGHT)), 1L, Long::sum));
        String file = run.request().truth();
        Truth truth = file == null ? null : new Truth(spark, file);
        List<String> known = few.records().stream().map(row -> row.getString(1)).toList();
        return new Report(
                document,
                links.size(),
                records.size(),
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

    /** Cluster by record, also of those that are linked to none. */
    private Map<String, String> everyRecord(Map<String, String> clusters) {
        Map<String, String> clustered = new HashMap<>();
        for (Row record : few.records()) {
            String node = node(record);
            clustered.put(node, clusters.getOrDefault(node, node));
        }
        return clustered;
    }

    private String node(Row record) {
        return run.request().inputs().get(record.getInt(0)).source() + Linkage.SEPARATOR + record.getString(1);
    }

    private void writeEntities(StableIds.InMemory ids) {
        Map<String, Long> contents = new HashMap<>();
        for (Row record : few.records()) contents.put(node(record), Content.of(record));
        List<Row> clusters = new ArrayList<>();
        ids.entities().forEach((node, entity) -> {
            String[] record = node.split(Linkage.SEPARATOR, 2);
            clusters.add(RowFactory.create(record[0], record[1], entity, contents.get(node)));
        });
        run.folder().parquet("clusters.parquet", clusters, CLUSTERS, 0, 1);
        if (run.earlier() == null) run.folder().delete("changes.parquet");
        else run.folder().parquet("changes.parquet", ids.changes(), CHANGES, 0, 1, 2);
    }
}
