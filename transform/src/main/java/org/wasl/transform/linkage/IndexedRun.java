package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.h2.mvstore.MVStoreException;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.Explainer.PairOfIds;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.constrain.Constraints;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Decision;
import org.wasl.transform.linkage.review.Docket;
import org.wasl.transform.linkage.score.Weights;

/** A run whose records have an index, so that others can be added to them. */
public final class IndexedRun {
    private final SparkSession spark;
    private final Folder folder;
    private final ModelDocument document;
    private final List<String> sources;
    private final Memory memory;

    IndexedRun(SparkSession spark, Folder folder, Memory memory) {
        this.spark = spark;
        this.folder = folder;
        this.memory = memory;
        document = folder.json("model.json", ModelDocument.class);
        sources = document.inputs().stream().map(Input::source).toList();
    }

    /** Ends where a run's files are those of before an addition. */
    static void refuseOutdated(Folder folder) {
        if (!folder.has(Index.NAME)) return;
        long indexed = Index.count(folder.local(), RunIndex.GENERATION);
        if (indexed != folder.json("model.json", ModelDocument.class).generation()) {
            throw new TransformException("records were added to " + folder.local()
                    + " since its files were written: write them anew by `wasl link results " + folder.local() + "`");
        }
    }

    /** Adds records, and writes what that changes. */
    Added add(AddRequest request) {
        return with(index -> new Addition(spark, index, document, decisions(), memory).add(request));
    }

    private <T> T with(Function<Index, T> work) {
        try (Index index = Index.open(folder.local())) {
            try {
                if (!document.identity().equals(index.fact(RunIndex.RUN))) {
                    throw new TransformException("the index in " + folder.local()
                            + " is of another run than its model.json: run `wasl link run` with --index anew");
                }
                return work.apply(index);
            } catch (MVStoreException e) {
                throw index.damaged(e);
            }
        }
    }

    private List<Decision> decisions() {
        return DecisionTable.read(folder, source -> source);
    }

    /** Why a pair weighs what it does now; nothing where one of its records is not there. */
    List<Explanation> explain(PairOfIds pair) {
        return with(index -> {
            Plan plan = new Plan(document.model(), sources.size());
            List<Row> rows = new ArrayList<>();
            for (String source : sources) {
                for (String id : Set.copyOf(List.of(pair.left(), pair.right()))) {
                    int number = index.number(source + Linkage.SEPARATOR + id);
                    if (number >= 0)
                        rows.add(Objects.requireNonNull(index.record(number)).row());
                }
            }
            TermCounts counts = IndexCounts.of(index, plan.frequencySlots(), rows);
            return new PairExplainer(document.model(), sources, plan)
                    .explain(List.of(pair), rows, document.parameters(), counts);
        });
    }

    /** Writes the run's files anew, with all that was added; this reads all records. */
    Results results() {
        return with(this::results);
    }

    /** What the files say now. */
    public record Results(long records, long pairs, long links, long entities) {}

    private Results results(Index index) {
        Plan plan = new Plan(document.model(), sources.size());
        Map<Integer, Row> ids = new HashMap<>();
        List<Row> clusters = new ArrayList<>();
        Set<String> entities = new HashSet<>();
        index.each((number, record) -> {
            Row row = record.row();
            ids.put(number, RowFactory.create(row.get(0), row.get(1)));
            clusters.add(RowFactory.create(sources.get(row.getInt(0)), row.get(1), record.entity(), record.content()));
            entities.add(record.entity());
        });
        List<Row> scored = new ArrayList<>();
        index.pairs((one, other, pair) -> scored.add(StoredPair.row(
                Objects.requireNonNull(ids.get(one)), Objects.requireNonNull(ids.get(other)), pair, plan, sources)));
        LinkageModel model = document.model();
        Decided decided = Docket.of(decisions(), List.of(), ids.values(), sources, model.constraint())
                .decided();
        List<Row> pairs = decided.applied(scored, ids.values(), sources);
        List<Row> allowed = Constraints.apply(
                pairs,
                model.constraint(),
                Weights.weight(model.thresholds().link()),
                Weights.weight(model.thresholds().keep()));
        folder.parquet("pairs.parquet", allowed, Scorer.PAIRS, 0, 1, 2, 3);
        if (Run.leavesPairsOut(model, decided)) folder.parquet(Run.SCORED, scored, Scorer.PAIRS, 0, 1, 2, 3);
        else folder.delete(Run.SCORED);
        folder.parquet("clusters.parquet", clusters.iterator(), FewEntities.CLUSTERS);
        // What became of the entities of an earlier run was about other clusters.
        folder.delete("changes.parquet");
        folder.json("model.json", document.after(Addition.generation(index), clusters.size()));
        return new Results(
                clusters.size(),
                allowed.size(),
                FewRecords.links(allowed, model.thresholds().link()).size(),
                entities.size());
    }
}
