package org.wasl.transform.linkage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.constrain.Constraints;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.index.IndexedPair;
import org.wasl.transform.linkage.index.IndexedRecord;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.score.Weights;

/**
 * The records that an addition can have given another entity: those that came, changed or went, and all that a chain of
 * pairs, of before or of now, joins to one of them. Without a constraint only links make chains; with one any pair does,
 * since it may take another's place.
 */
final class Touched {
    private final Index index;
    private final Plan plan;
    private final List<String> sources;
    private final ArrivedPairs arrived;
    private final Map<Integer, Arrival> arrivals = new HashMap<>();
    private final Map<String, Integer> gone = new HashMap<>();
    private final Map<Integer, IndexedRecord> read = new HashMap<>();
    private final Set<Integer> records = new TreeSet<>();

    Touched(Index index, Plan plan, List<String> sources, List<Arrival> arrivals, ArrivedPairs arrived) {
        this.index = index;
        this.plan = plan;
        this.sources = sources;
        this.arrived = arrived;
        for (Arrival arrival : arrivals) {
            this.arrivals.put(arrival.number(), arrival);
            if (arrival.now() == null) gone.put(key(arrival.before()), arrival.number());
        }
    }

    /** Finds them.
     *
     * @param decided what people decided, before and now
     */
    void spread(List<Decided> decided) {
        Map<Integer, Set<Integer>> others = new HashMap<>();
        for (long pair : arrived.parted().keySet()) {
            if (joins(arrived.parted().get(pair))) join((int) (pair >>> Integer.SIZE), (int) pair, others);
        }
        for (Decided of : decided) {
            for (List<String> pair : of.pairs(true)) {
                int a = number(pair.get(0));
                int b = number(pair.get(1));
                if (a >= 0 && b >= 0) join(a, b, others);
            }
        }
        Deque<Integer> open = new ArrayDeque<>(arrivals.keySet());
        records.addAll(open);
        while (!open.isEmpty()) {
            int at = open.remove();
            List<Integer> next = new ArrayList<>(others.getOrDefault(at, Set.of()));
            index.pairs(at, (one, other, pair) -> {
                if (joins(pair)) next.add(other);
            });
            for (int other : next) if (records.add(other)) open.add(other);
        }
    }

    private static void join(int one, int other, Map<Integer, Set<Integer>> others) {
        others.computeIfAbsent(one, k -> new HashSet<>()).add(other);
        others.computeIfAbsent(other, k -> new HashSet<>()).add(one);
    }

    private boolean joins(@Nullable IndexedPair pair) {
        return pair != null
                && (plan.model().constraint() != Constraint.NONE
                        || Weights.probability(pair.weight())
                                >= plan.model().thresholds().link());
    }

    /** The number of a record, also of one that is gone now; −1 where there is none. */
    private int number(String key) {
        int number = index.number(key);
        return number >= 0 ? number : gone.getOrDefault(key, -1);
    }

    /** Their numbers. */
    Set<Integer> records() {
        return records;
    }

    /** What a record was; null where it is new. */
    @Nullable IndexedRecord before(int number) {
        Arrival arrival = arrivals.get(number);
        return arrival == null ? unchanged(number) : arrival.before();
    }

    /** What a record is; null where it is gone. */
    @Nullable IndexedRecord now(int number) {
        Arrival arrival = arrivals.get(number);
        return arrival == null ? unchanged(number) : arrival.now();
    }

    private @Nullable IndexedRecord unchanged(int number) {
        return read.computeIfAbsent(number, n -> index.record(n));
    }

    /** Source and id of a record, in one text. */
    String key(@Nullable IndexedRecord record) {
        return record == null ? "" : AddedRecords.key(record.row(), sources);
    }

    /** The pairs of now that decisions and the constraint leave, rows {@link Scorer#PAIRS}. */
    List<Row> pairsNow(Decided decided) {
        return allowed(scored(), this::now, decided);
    }

    /** The pairs of before. */
    List<Row> pairsBefore(Decided decided) {
        Map<Long, IndexedPair> scored = scored();
        scored.keySet().removeAll(arrived.joined().keySet());
        scored.putAll(arrived.parted());
        return allowed(scored, this::before, decided);
    }

    /** Pairs between these records; of those that came or changed also with others. */
    private Map<Long, IndexedPair> scored() {
        Map<Long, IndexedPair> scored = new HashMap<>();
        for (int number : records) {
            boolean arrives = arrivals.containsKey(number);
            index.pairs(number, (one, other, pair) -> {
                if (arrives || records.contains(other)) scored.put(ArrivedPairs.pair(one, other), pair);
            });
        }
        return scored;
    }

    private List<Row> allowed(
            Map<Long, IndexedPair> scored, IntFunction<@Nullable IndexedRecord> record, Decided decided) {
        List<Row> pairs = new ArrayList<>();
        scored.forEach((numbers, pair) -> {
            IndexedRecord one = record.apply((int) (numbers >>> Integer.SIZE));
            IndexedRecord other = record.apply(numbers.intValue());
            if (one != null && other != null) pairs.add(StoredPair.row(one.row(), other.row(), pair, plan, sources));
        });
        List<Row> rows = new ArrayList<>();
        for (int number : records) {
            IndexedRecord known = record.apply(number);
            if (known != null)
                rows.add(RowFactory.create(known.row().get(0), known.row().get(1)));
        }
        return Constraints.apply(
                decided.applied(pairs, rows, sources),
                plan.model().constraint(),
                Weights.weight(plan.model().thresholds().link()),
                Weights.weight(plan.model().thresholds().keep()));
    }
}
