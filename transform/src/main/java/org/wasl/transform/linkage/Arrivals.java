package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.BlockingAnalysis;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.index.IndexedRecord;

/** Enters the records of an addition into the index: under their keys, with their values' frequencies. */
final class Arrivals {
    private final Index index;
    private final Plan plan;
    private final List<Set<String>> passedOver;
    private final List<Arrival> all;
    private final Map<Long, Block> blocks = new HashMap<>();

    /** A block in which somebody came or went, with one of them. */
    private record Block(int rule, Row record, int role, String element) {}

    /** @param passedOver for each rule, elements of lists that too many records have */
    Arrivals(Index index, Plan plan, List<Set<String>> passedOver, List<Arrival> all) {
        this.index = index;
        this.plan = plan;
        this.passedOver = passedOver;
        this.all = all;
    }

    /** What of the records is new, has changed or is gone; a new one gets its number. */
    static List<Arrival> of(AddedRecords added, Index index, List<String> sources) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Row row : added.rows()) {
            String key = AddedRecords.key(row, sources);
            int number = index.number(key);
            IndexedRecord before = number < 0 ? null : index.record(number);
            IndexedRecord now = new IndexedRecord(row, Content.of(row), "");
            if (before != null && before.content() == now.content()) continue;
            arrivals.add(new Arrival(before == null ? index.add(key) : number, before, now));
        }
        for (String key : added.gone()) {
            int number = index.number(key);
            if (number >= 0) arrivals.add(new Arrival(number, index.record(number), null));
        }
        return arrivals;
    }

    List<Arrival> all() {
        return all;
    }

    /** The new and changed records. */
    List<Arrival> fresh() {
        return all.stream().filter(arrival -> arrival.now() != null).toList();
    }

    /** Whether anybody may meet under a key. */
    boolean counts(int rule, String element) {
        return !plan.finding().get(rule).ofLists() || !passedOver.get(rule).contains(element);
    }

    /** Enters all, and ends where a block has grown beyond what a model allows. */
    void enter(List<String> sources) {
        for (Arrival arrival : all) {
            IndexedRecord before = arrival.before();
            IndexedRecord now = arrival.now();
            if (before != null) leave(arrival.number(), before.row());
            if (now != null) enter(arrival.number(), now);
            else if (before != null) index.remove(arrival.number(), AddedRecords.key(before.row(), sources));
        }
        blocks.forEach(this::refuseTooLarge);
    }

    private void leave(int number, Row row) {
        keys(row, (rule, role, key, element) -> {
            index.leave(key, number, role);
            blocks.put(key, new Block(rule, row, role, element));
        });
        count(row, -1);
    }

    private void enter(int number, IndexedRecord record) {
        keys(record.row(), (rule, role, key, element) -> {
            index.enter(key, number, role);
            blocks.put(key, new Block(rule, record.row(), role, element));
        });
        count(record.row(), 1);
        index.put(number, record);
    }

    private void count(Row row, int change) {
        for (int f = 0; f < plan.frequencySlots().size(); f++) {
            String value = row.getString(2 + plan.frequencySlots().get(f));
            if (value != null) index.count(f, value, change);
        }
    }

    /** Is given the keys of a record by their rules. */
    @FunctionalInterface
    interface Keys {
        void key(int rule, int role, long key, String element);
    }

    void keys(Row row, Keys into) {
        List<Rule> rules = plan.finding();
        for (int k = 0; k < rules.size(); k++) {
            int number = k;
            rules.get(k).keys(row, (role, key, element) -> into.key(number, role, key, element));
        }
    }

    /** The same values must bring records together as in the run; else pairs would be missing that nobody compared. */
    private void refuseTooLarge(long key, Block block) {
        long limit = plan.model().limits().block();
        long records = index.standing(key);
        boolean large = records > limit;
        boolean counts = counts(block.rule(), block.element());
        if (large != counts) return;
        Rule rule = plan.finding().get(block.rule());
        throw new TransformException(
                "the rule `%s` brings %,d records together now (%s), %s than `limits:` allow (block %d):"
                                .formatted(
                                        rule.text(),
                                        records,
                                        BlockingAnalysis.example(
                                                block.record(),
                                                block.role(),
                                                rule.ofLists() ? block.element() : null,
                                                rule),
                                        large ? "more" : "no longer more",
                                        limit)
                        + " run `wasl link run` anew, with --previous and --index");
    }

    /** The keys under which new and changed records meet others. */
    Set<Long> keys() {
        Set<Long> met = new HashSet<>();
        for (Arrival arrival : fresh()) {
            keys(Objects.requireNonNull(arrival.now()).row(), (rule, role, key, element) -> {
                if (counts(rule, element)) met.add(key);
            });
        }
        return met;
    }

    /** How many pairs with a new or changed record there are at most, those that several rules find as often. */
    double meetings() {
        double[] meetings = {0};
        for (Arrival arrival : fresh()) {
            keys(Objects.requireNonNull(arrival.now()).row(), (rule, role, key, element) -> {
                if (counts(rule, element)) meetings[0] += index.standing(key);
            });
        }
        return meetings[0];
    }

    /** The numbers of the records under some keys, those that are new or have changed left out; in order. */
    int[] near(Set<Long> keys) {
        Set<Integer> fresh = fresh().stream().map(Arrival::number).collect(Collectors.toSet());
        IntStream.Builder near = IntStream.builder();
        keys.stream().sorted().forEach(key -> index.under(key, near));
        return near.build()
                .sorted()
                .distinct()
                .filter(number -> !fresh.contains(number))
                .toArray();
    }
}
