package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.Blocks;
import org.wasl.transform.linkage.block.BlocksInMemory;
import org.wasl.transform.linkage.block.RecordId;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.block.Tape;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.index.IndexedPair;
import org.wasl.transform.linkage.index.IndexedRecord;
import org.wasl.transform.linkage.score.Weights;

/** Compares new and changed records with all that they can meet, and puts their pairs in the place of those of before. */
final class ArrivedPairs {
    private final Index index;
    private final Plan plan;
    private final List<String> sources;
    private final Arrivals arrivals;
    private final Map<Long, IndexedPair> parted = new HashMap<>();
    private final Map<Long, IndexedPair> joined = new HashMap<>();
    private double compared;

    ArrivedPairs(Index index, Plan plan, List<String> sources, Arrivals arrivals) {
        this.index = index;
        this.plan = plan;
        this.sources = sources;
        this.arrivals = arrivals;
    }

    /** Pairs of before whose records have changed or are gone, by the lesser number and the other one. */
    Map<Long, IndexedPair> parted() {
        return parted;
    }

    /** Pairs of now with a new or changed record. */
    Map<Long, IndexedPair> joined() {
        return joined;
    }

    /** How many pairs the rules brought together. */
    double compared() {
        return compared;
    }

    static long pair(int one, int other) {
        return (long) Math.min(one, other) << Integer.SIZE | Math.max(one, other);
    }

    /** Parts and joins.
     *
     * @param passedOver for each rule, elements of lists that too many records have
     * @param memory up to how much is compared in memory
     */
    void replace(Parameters parameters, List<Set<String>> passedOver, Memory memory) {
        for (Arrival arrival : arrivals.all()) {
            index.pairs(arrival.number(), (one, other, pair) -> parted.put(pair(one, other), pair));
        }
        parted.keySet().forEach(pair -> index.part((int) (pair >>> Integer.SIZE), pair.intValue()));
        compare(parameters, passedOver, memory);
        joined.forEach((pair, scored) -> index.join((int) (pair >>> Integer.SIZE), pair.intValue(), scored));
    }

    private void compare(Parameters parameters, List<Set<String>> passedOver, Memory memory) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        Set<RecordId> fresh = new HashSet<>();
        for (Arrival arrival : arrivals.fresh()) {
            Row row = Objects.requireNonNull(arrival.now()).row();
            fresh.add(RecordId.of(row));
            add(arrival.number(), row, rows, numbers);
        }
        Set<Long> keys = arrivals.keys();
        if (arrivals.meetings() > memory.pairs()) throw tooMany();
        int[] near = arrivals.near(keys);
        if (fresh.size() + near.length > memory.records()) throw tooMany();
        for (int number : near) {
            IndexedRecord record = index.record(number);
            if (record != null) add(number, record.row(), rows, numbers);
        }
        BlocksInMemory blocks = BlocksInMemory.of(rows, plan.finding(), keys::contains);
        TermCounts counts = IndexCounts.of(index, plan.frequencySlots(), rows);
        List<Tape> tapes = new Blocks(plan.kernel(), plan.finding(), plan.width(), plan.scope(), counts, passedOver)
                .with(fresh)
                .compare(blocks, plan::kernel);
        Map<Long, Long> patterns = new HashMap<>();
        tapes.forEach(tape -> tape.countInto(patterns));
        compared = PatternCounts.of(patterns, plan.kernel()).pairs(plan.predicting());
        Weights weights = new Weights(plan.model(), parameters, plan.slots(), counts);
        Scorer scorer = Scorer.of(plan, plan.kernel(), weights, sources);
        List<String> rules = plan.rules().stream().map(Rule::text).toList();
        for (Tape tape : tapes) {
            for (Row pair : scorer.score(tape)) {
                joined.put(pair(number(pair, 0, numbers), number(pair, 1, numbers)), StoredPair.of(pair, rules));
            }
        }
    }

    private void add(int number, Row row, List<Row> rows, Map<String, Integer> numbers) {
        rows.add(row);
        numbers.put(AddedRecords.key(row, sources), number);
    }

    private static int number(Row pair, int side, Map<String, Integer> numbers) {
        return Objects.requireNonNull(numbers.get(StoredPair.key(pair, side)));
    }

    static TransformException tooMany() {
        return new TransformException("the records meet more others than the memory holds: run `wasl link run` with"
                + " --previous DIR --incremental, or give it more memory (WASL_JAVA_OPTS=-Xmx12g)");
    }
}
