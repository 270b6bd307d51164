package org.wasl.transform.linkage.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The blocks of records in memory; a record that stands alone under a key is in none. */
public final class BlocksInMemory {
    private static final int ROLES = 3;
    /** What a record of a block costs, in pairs. */
    private static final int RECORD = 20;

    private final List<Row> records;
    private final List<Block> blocks;

    private BlocksInMemory(List<Row> records, List<Block> blocks) {
        this.records = records;
        this.blocks = blocks;
    }

    /**
     * Records under one key of a rule: entries of the rule from a place to another.
     *
     * @param members by place, the record's number times {@link #ROLES} and its role
     * @param elements by place, of a rule of lists; else empty
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Block(int rule, int[] members, @Nullable String[] elements, int from, int to) {
        int size() {
            return to - from;
        }

        double pairs() {
            return size() * (size() - 1.0) / 2;
        }

        double cost() {
            return pairs() + (double) RECORD * size();
        }

        @Nullable String element(int place) {
            return elements.length == 0 ? null : elements[place];
        }
    }

    /** Brings records {@code source, id, s0, s1 …} together, rule by rule, several at a time. */
    public static BlocksInMemory of(List<Row> records, List<Rule> rules) {
        List<List<Block>> byRule = IntStream.range(0, rules.size())
                .parallel()
                .mapToObj(k -> new Entries(records, rules.get(k)).blocks(k))
                .toList();
        return new BlocksInMemory(
                records, byRule.stream().flatMap(Collection::stream).toList());
    }

    /** The records of one rule under their keys, in order. */
    private static final class Entries {
        private final boolean ofLists;
        private long[] keys = new long[1024];
        private int[] members = new int[1024];
        private final List<String> elements = new ArrayList<>();
        private int size;

        Entries(List<Row> records, Rule rule) {
            ofLists = rule.ofLists();
            for (int i = 0; i < records.size(); i++) {
                int record = i * ROLES;
                rule.keys(records.get(i), (role, key, element) -> add(key, record + role, element));
            }
        }

        private void add(long key, int member, String element) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, 2 * size);
                members = Arrays.copyOf(members, 2 * size);
            }
            keys[size] = key;
            members[size++] = member;
            if (ofLists) elements.add(element);
        }

        /** Sorted keys give each block its place; then each entry goes to that of its key. */
        List<Block> blocks(int rule) {
            long[] sorted = Arrays.copyOf(keys, size);
            Arrays.sort(sorted);
            int[] next = new int[size];
            for (int i = 0; i < size; i++) next[i] = i;
            int[] placed = new int[size];
            @Nullable String[] ofPlaces = new String[ofLists ? size : 0];
            for (int i = 0; i < size; i++) {
                int first = first(sorted, keys[i]);
                int place = next[first]++;
                placed[place] = members[i];
                if (ofLists) ofPlaces[place] = elements.get(i);
            }
            List<Block> blocks = new ArrayList<>();
            for (int from = 0; from < size; from = next[from]) {
                if (next[from] - from > 1) blocks.add(new Block(rule, placed, ofPlaces, from, next[from]));
            }
            return blocks;
        }

        private static int first(long[] sorted, long key) {
            int low = 0;
            int high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] < key) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }

    /** Is shown the blocks of a rule. */
    interface Looker {
        void block(int size, Keyed first);
    }

    /** Shows each block of a rule. */
    void look(int rule, Looker looker) {
        for (Block block : blocks) {
            if (block.rule() == rule) looker.block(block.size(), keyed(block, block.from(), 0));
        }
    }

    /** Cuts the blocks into parts of about the same cost, of keyed records block by block. */
    List<Iterator<Keyed>> parts(int most) {
        double all = blocks.stream().mapToDouble(Block::cost).sum();
        List<Iterator<Keyed>> parts = new ArrayList<>();
        double done = 0;
        for (int from = 0; from < blocks.size(); ) {
            double until = all * (parts.size() + 1) / most;
            int to = from;
            while (to < blocks.size() && (to == from || done < until))
                done += blocks.get(to++).cost();
            parts.add(keyed(from, to).iterator());
            from = to;
        }
        return parts;
    }

    /** Pairs of all blocks. */
    double pairs() {
        return blocks.stream().mapToDouble(Block::pairs).sum();
    }

    private Stream<Keyed> keyed(int from, int to) {
        return IntStream.range(from, to).boxed().flatMap(b -> {
            Block block = blocks.get(b);
            return IntStream.range(block.from(), block.to()).mapToObj(place -> keyed(block, place, b));
        });
    }

    private Keyed keyed(Block block, int place, long key) {
        int member = block.members()[place];
        return new Keyed(records.get(member / ROLES), key, block.rule(), member % ROLES, block.element(place));
    }
}
