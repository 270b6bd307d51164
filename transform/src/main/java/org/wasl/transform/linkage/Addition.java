package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Decision;
import org.wasl.transform.linkage.review.Docket;

/**
 * Adds records to a run: compares them with those that they can meet, and decides anew about what they touch. Nothing
 * that is done grows with the records of before, but for the logarithms of the index. What changed is written in full
 * before the index changes, so that an addition that was broken off is done again by the same command.
 */
final class Addition {
    private final SparkSession spark;
    private final Index index;
    private final ModelDocument document;
    private final Memory memory;
    private final List<String> sources;
    private final Plan plan;
    private final List<Decision> decisions;

    /** @param decisions what people decided, of whatever records */
    Addition(SparkSession spark, Index index, ModelDocument document, List<Decision> decisions, Memory memory) {
        this.spark = spark;
        this.index = index;
        this.document = document;
        this.memory = memory;
        this.decisions = decisions;
        sources = document.inputs().stream().map(Input::source).toList();
        plan = new Plan(document.model(), sources.size());
    }

    Added add(AddRequest request) {
        AddedFolder out = AddedFolder.of(new Folder(spark, request.out()), request.out());
        AddedRecords records = new AddedRecords.Reader(spark, index, plan, sources, memory.records()).read(request);
        List<Arrival> arrivals = Arrivals.of(records, index, sources);
        String input = records.digest(sources);
        if (arrivals.isEmpty()) {
            Added done = out.written();
            // The same command again: it had been done.
            if (done != null
                    && done.run().equals(document.identity())
                    && done.input().equals(input)) return done;
        }
        return add(records, arrivals, input, out);
    }

    private Added add(AddedRecords records, List<Arrival> all, String input, AddedFolder out) {
        Decided before = decided();
        Arrivals arrivals = new Arrivals(index, plan, passedOver(), all);
        arrivals.enter(sources);
        Decided now = decided();
        ArrivedPairs pairs = new ArrivedPairs(index, plan, sources, arrivals);
        pairs.replace(document.parameters(), passedOver(), memory);
        Touched touched = new Touched(index, plan, sources, all, pairs);
        touched.spread(List.of(before, now));
        List<Row> allowed = touched.pairsNow(now);
        AddedPairs changed = AddedPairs.between(touched.pairsBefore(before), allowed);
        // Ids are made of the number of the run: where nothing comes none is made.
        int generation = generation(index) + (all.isEmpty() ? 0 : 1);
        TouchedEntities entities = TouchedEntities.of(touched, allowed, document.model(), now, index, generation);
        index.note(RunIndex.GENERATION, Integer.toString(generation));
        long fresh = all.stream().filter(arrival -> arrival.before() == null).count();
        long gone = all.stream().filter(arrival -> arrival.now() == null).count();
        Added added = new Added(
                document.identity(),
                input,
                generation,
                index.size(),
                fresh,
                all.size() - fresh - gone,
                records.rows().size() - (all.size() - gone),
                gone,
                (long) pairs.compared(),
                changed.pairs().size(),
                changed.gone().size(),
                entities.moved().size(),
                entities.changes("merged"),
                entities.changes("split"));
        out.write(added, changed, entities);
        index.commit();
        return added;
    }

    static int generation(Index index) {
        return Math.toIntExact(index.count(RunIndex.GENERATION));
    }

    private List<Set<String>> passedOver() {
        List<List<String>> noted = document.passedOver();
        return Stream.iterate(0, k -> k + 1)
                .limit(plan.rules().size())
                .map(k -> noted == null ? Set.<String>of() : Set.copyOf(noted.get(k)))
                .toList();
    }

    /** What people decided about the records that are in the index. */
    private Decided decided() {
        if (decisions.isEmpty()) return new Decided(List.of());
        List<Row> known = new ArrayList<>();
        for (Object id : Docket.ids(decisions, List.of())) {
            for (int source = 0; source < sources.size(); source++) {
                if (index.number(sources.get(source) + Linkage.SEPARATOR + id) >= 0) {
                    known.add(RowFactory.create(source, id));
                }
            }
        }
        return Docket.of(decisions, List.of(), known, sources, document.model().constraint())
                .decided();
    }
}
