package org.wasl.transform.linkage.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The blocks of records in memory; a record that stands alone under a key is in none. */
public final class BlocksInMemory {
    private static final int ROLES = 3;
    /** What a record of a block costs, in pairs. */
    private static final int RECORD = 20;

    private final List<Row> records;
    private final List<OfRule> rules;

    private BlocksInMemory(List<Row> records, List<OfRule> rules) {
        this.records = records;
        this.rules = rules;
    }

    /**
     * The blocks of one rule: its entries block by block.
     *
     * @param members by place, the record's number times {@link #ROLES} and its role
     * @param elements by place, of a rule of lists; else empty
     * @param bounds for each block, its first place and the place after its last
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record OfRule(int rule, int[] members, @Nullable String[] elements, int[] bounds) {
        int blocks() {
            return bounds.length / 2;
        }

        int from(int block) {
            return bounds[2 * block];
        }

        int to(int block) {
            return bounds[2 * block + 1];
        }

        int size(int block) {
            return to(block) - from(block);
        }

        double pairs(int block) {
            return size(block) * (size(block) - 1.0) / 2;
        }

        double cost(int block) {
            return pairs(block) + (double) RECORD * size(block);
        }

        double pairs() {
            return IntStream.range(0, blocks()).mapToDouble(this::pairs).sum();
        }

        double cost() {
            return IntStream.range(0, blocks()).mapToDouble(this::cost).sum();
        }

        Keyed keyed(List<Row> records, int place, int block) {
            int member = members[place];
            return new Keyed(
                    records.get(member / ROLES),
                    (long) rule << Integer.SIZE | block,
                    rule,
                    member % ROLES,
                    elements.length == 0 ? null : elements[place]);
        }
    }

    /** Brings records {@code source, id, s0, s1 …} together, rule by rule, several at a time. */
    public static BlocksInMemory of(List<Row> records, List<Rule> rules) {
        return of(records, rules, key -> true);
    }

    /** The same, but only under some keys. */
    public static BlocksInMemory of(List<Row> records, List<Rule> rules, LongPredicate keys) {
        return new BlocksInMemory(
                records,
                IntStream.range(0, rules.size())
                        .parallel()
                        .mapToObj(k -> new Entries(records, rules.get(k), keys).blocks(k))
                        .toList());
    }

    /** The records of one rule under their keys, in order. */
    private static final class Entries {
        /** Keys that are sorted at once: as many as fit the processor's cache. */
        private static final int AT_ONCE = 2048;

        private final boolean ofLists;
        private long[] keys = new long[1024];
        private int[] members = new int[1024];
        private List<String> elements = new ArrayList<>();
        private int size;

        Entries(List<Row> records, Rule rule, LongPredicate wanted) {
            ofLists = rule.ofLists();
            for (int i = 0; i < records.size(); i++) {
                int record = i * ROLES;
                rule.keys(records.get(i), (role, key, element) -> {
                    if (wanted.test(key)) add(key, record + role, element);
                });
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

        /**
         * Entries are parted by the first bits of their keys; within a part, sorted keys give each block its place, and
         * each entry goes to that of its key.
         */
        OfRule blocks(int rule) {
            int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size / AT_ONCE));
            int[] ends = part(Long.SIZE - bits, 1 << bits);
            long[] sorted = Arrays.copyOf(keys, size);
            int[] next = IntStream.range(0, size).toArray();
            int[] placed = new int[size];
            @Nullable String[] ofPlaces = new String[ofLists ? size : 0];
            int from = 0;
            for (int to : ends) {
                Arrays.sort(sorted, from, to);
                for (int i = from; i < to; i++) {
                    int place = next[first(sorted, from, to, keys[i])]++;
                    placed[place] = members[i];
                    if (ofLists) ofPlaces[place] = elements.get(i);
                }
                from = to;
            }
            IntStream.Builder bounds = IntStream.builder();
            for (int first = 0; first < size; first = next[first]) {
                if (next[first] - first > 1) bounds.add(first).add(next[first]);
            }
            return new OfRule(rule, placed, ofPlaces, bounds.build().toArray());
        }

        /** Moves the entries to their parts.
         *
         * @return for each part, the place after its last entry
         */
        private int[] part(int shift, int parts) {
            int[] ends = new int[parts];
            for (int i = 0; i < size; i++) ends[(int) (keys[i] >>> shift)]++;
            for (int p = 1; p < parts; p++) ends[p] += ends[p - 1];
            int[] before = ends.clone();
            long[] partedKeys = new long[size];
            int[] partedMembers = new int[size];
            List<String> partedElements = new ArrayList<>(elements);
            for (int i = size - 1; i >= 0; i--) {
                int at = --before[(int) (keys[i] >>> shift)];
                partedKeys[at] = keys[i];
                partedMembers[at] = members[i];
                if (ofLists) partedElements.set(at, elements.get(i));
            }
            keys = partedKeys;
            members = partedMembers;
            elements = partedElements;
            return ends;
        }

        private static int first(long[] sorted, int from, int to, long key) {
            int low = from;
            int high = to;
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
        OfRule of = rules.get(rule);
        for (int b = 0; b < of.blocks(); b++) looker.block(of.size(b), of.keyed(records, of.from(b), b));
    }

    /** Cuts the blocks into parts of about the same cost, of keyed records block by block. */
    List<Iterator<Keyed>> parts(int most) {
        double share = rules.stream().mapToDouble(OfRule::cost).sum() / most;
        List<Iterator<Keyed>> parts = new ArrayList<>();
        List<Run> part = new ArrayList<>();
        double done = 0;
        for (OfRule rule : rules) {
            int from = 0;
            for (int b = 0; b < rule.blocks(); b++) {
                done += rule.cost(b);
                if (done < share * (parts.size() + 1)) continue;
                part.add(new Run(rule, from, b + 1));
                parts.add(new Part(part));
                part = new ArrayList<>();
                from = b + 1;
            }
            if (from < rule.blocks()) part.add(new Run(rule, from, rule.blocks()));
        }
        if (!part.isEmpty()) parts.add(new Part(part));
        return parts;
    }

    /** Pairs of all blocks. */
    double pairs() {
        return rules.stream().mapToDouble(OfRule::pairs).sum();
    }

    /** Blocks of a rule that follow each other. */
    private record Run(OfRule rule, int from, int to) {}

    /** The records of some blocks, one block after the other. */
    private final class Part implements Iterator<Keyed> {
        private final Iterator<Run> runs;
        private Run run;
        private int block;
        private int place;

        /** @param of one run or more */
        Part(List<Run> of) {
            runs = of.iterator();
            run = runs.next();
            enter(run.from());
        }

        private void enter(int next) {
            block = next;
            place = run.rule().from(block);
        }

        @Override
        public boolean hasNext() {
            return block < run.to();
        }

        @Override
        public Keyed next() {
            if (!hasNext()) throw new NoSuchElementException();
            Keyed keyed = run.rule().keyed(records, place, block);
            place++;
            if (place < run.rule().to(block)) return keyed;
            if (block + 1 < run.to()) enter(block + 1);
            else if (runs.hasNext()) {
                run = runs.next();
                enter(run.from());
            } else block++;
            return keyed;
        }
    }
}
