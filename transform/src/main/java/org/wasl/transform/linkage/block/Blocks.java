package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.model.LinkageModel.Scope;

/**
 * Brings together the records that a rule says may match, and compares their pairs. Records travel once a rule to the
 * task of their key; there each pair is compared under the first rule that holds for it.
 */
public final class Blocks implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Blocks above this many records are written in tiles. */
    private static final int TILE = 1024;

    /** Pairs that one thread compares before others could begin. */
    private static final int FEW_PAIRS = 100_000;
    /** Parts of the blocks in memory, for each thread. */
    private static final int PARTS = 4;

    static final int EITHER = 0;
    static final int LEFT = 1;
    static final int RIGHT = 2;

    private final Kernel kernel;
    private final Rules rules;
    private final int slots;
    private final TermCounts frequencies;
    private final @Nullable Set<RecordId> fresh;

    /** Blocks of a model's rules.
     *
     * @param passedOver for each rule, elements of lists that too many records have
     */
    public Blocks(
            Kernel kernel,
            List<Rule> rules,
            int slots,
            Scope scope,
            TermCounts frequencies,
            List<Set<String>> passedOver) {
        this(kernel, new Rules(List.copyOf(rules), scope, passedOver), slots, frequencies, null);
    }

    private Blocks(Kernel kernel, Rules rules, int slots, TermCounts frequencies, @Nullable Set<RecordId> fresh) {
        this.kernel = kernel;
        this.rules = rules;
        this.slots = slots;
        this.frequencies = frequencies;
        this.fresh = fresh;
    }

    /** The same, but only pairs with one of these records are compared; a block without any costs nothing. */
    public Blocks with(Set<RecordId> only) {
        return new Blocks(kernel, rules, slots, frequencies, only);
    }

    /** Rows {@code source, id, s0, s1 …, key, rule, role, element}: a record once for each key of each rule. */
    public static Dataset<Row> keyed(Dataset<Row> records, List<Rule> rules) {
        List<String> keys = new ArrayList<>();
        for (int k = 0; k < rules.size(); k++) {
            Rule rule = rules.get(k);
            if (rule.isSymmetric()) keys.add(rule.keys(k, EITHER));
            else {
                keys.add(rule.keys(k, LEFT));
                keys.add(rule.keys(k, RIGHT));
            }
        }
        return records.selectExpr("*", "inline(concat(" + String.join(", ", keys) + "))")
                .where("key IS NOT NULL");
    }

    /** Compares the pairs of keyed records, rows of {@link #keyed}, that stand sorted by key. */
    public Iterator<Tape> compare(Iterator<Row> keyed) {
        int key = 2 + slots;
        Iterator<Keyed> records = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return keyed.hasNext();
            }

            @Override
            public Keyed next() {
                Row row = keyed.next();
                return new Keyed(
                        row, row.getLong(key), row.getInt(key + 1), row.getInt(key + 2), row.getString(key + 3));
            }
        };
        return new Task(records);
    }

    /** Compares the pairs of blocks in memory, those of many by several threads.
     *
     * @param kernels gives each thread its own
     */
    public List<Tape> compare(BlocksInMemory blocks, Supplier<Kernel> kernels) {
        int parts =
                blocks.pairs() < FEW_PAIRS ? 1 : PARTS * Runtime.getRuntime().availableProcessors();
        return blocks.parts(parts).parallelStream()
                .flatMap(part -> {
                    List<Tape> tapes = new ArrayList<>();
                    of(kernels.get()).new Task(part).forEachRemaining(tapes::add);
                    return tapes.stream();
                })
                .toList();
    }

    private Blocks of(Kernel another) {
        return new Blocks(another, rules, slots, frequencies, fresh);
    }

    /** One task's blocks. */
    private final class Task implements Iterator<Tape> {
        private static final int REMEMBERED = 200_000;

        private final Iterator<Keyed> records;
        private final Tape.Writer writer = new Tape.Writer();
        private final Map<String, Term>[] terms;
        private int remembered;
        private @Nullable Keyed next;

        @SuppressWarnings({"unchecked", "rawtypes"})
        Task(Iterator<Keyed> records) {
            this.records = records;
            terms = new Map[slots];
            for (int s = 0; s < slots; s++) terms[s] = new HashMap<>();
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Tape next() {
            if (next == null) throw new NoSuchElementException();
            while (next != null && !writer.isFull()) block();
            return writer.end();
        }

        private void block() {
            Keyed first = next;
            if (first == null) return;
            int rule = first.rule();
            Set<String> skipped = rules.passedOver().get(rule);
            List<Candidate> block = new ArrayList<>();
            for (Keyed keyed = first; keyed != null && keyed.key() == first.key(); keyed = advance()) {
                if (skipped.isEmpty() || !skipped.contains(keyed.element())) block.add(candidate(keyed));
            }
            if (block.size() > 1 && block.stream().anyMatch(Candidate::fresh)) {
                block.sort(Candidate.IN_ORDER);
                compare(block, rule);
            }
            if (remembered > REMEMBERED) {
                for (Map<String, Term> known : terms) known.clear();
                remembered = 0;
            }
        }

        private @Nullable Keyed advance() {
            next = records.hasNext() ? records.next() : null;
            return next;
        }

        private Candidate candidate(Keyed keyed) {
            Row row = keyed.record();
            @Nullable Term[] values = new Term[slots];
            for (int s = 0; s < slots; s++) {
                String text = row.getString(2 + s);
                if (text != null) values[s] = term(s, text);
            }
            boolean asked = fresh == null || fresh.contains(new RecordId(row.getInt(0), row.getString(1)));
            return new Candidate(row.getInt(0), row.getString(1), keyed.role(), keyed.element(), values, asked);
        }

        private Term term(int slot, String text) {
            Term known = terms[slot].get(text);
            if (known == null) {
                known = new Term(text);
                int frequency = frequencies.slots().indexOf(slot);
                if (frequency >= 0) known.count(frequencies.count(frequency, text));
                terms[slot].put(text, known);
                remembered++;
            }
            return known;
        }

        private void compare(List<Candidate> block, int rule) {
            if (fresh != null) compareFresh(block, rule);
            else if (block.size() <= TILE) {
                write(block, 0, rule);
            } else compareInTiles(block, rule);
        }

        /** Each fresh record with all after it, and with those before it that are not fresh themselves. */
        private void compareFresh(List<Candidate> block, int rule) {
            List<Candidate> before = new ArrayList<>();
            for (int i = 0; i < block.size(); i++) {
                Candidate one = block.get(i);
                if (!one.fresh()) {
                    before.add(one);
                    continue;
                }
                if (!before.isEmpty()) {
                    List<Candidate> members = new ArrayList<>(before);
                    members.add(one);
                    write(members, before.size(), rule);
                }
                if (i + 1 < block.size()) write(block.subList(i, block.size()), 1, rule);
            }
        }

        private void compareInTiles(List<Candidate> block, int rule) {
            for (int a = 0; a < block.size(); a += TILE) {
                List<Candidate> tile = block.subList(a, Math.min(block.size(), a + TILE));
                write(tile, 0, rule);
                for (int b = a + TILE; b < block.size(); b += TILE) {
                    List<Candidate> both = new ArrayList<>(tile);
                    both.addAll(block.subList(b, Math.min(block.size(), b + TILE)));
                    write(both, tile.size(), rule);
                }
            }
        }

        private void write(List<Candidate> members, int split, int rule) {
            int size = members.size();
            writer.block(size, split, frequencies.slots().size());
            int[] counts = new int[frequencies.slots().size()];
            Candidate[] all = members.toArray(Candidate[]::new);
            for (Candidate c : all) {
                for (int f = 0; f < counts.length; f++) {
                    Term term = c.terms()[frequencies.slots().get(f)];
                    counts[f] = term == null ? -1 : term.count();
                }
                writer.member(c.source(), c.id(), counts);
            }
            int rows = split == 0 ? size : split;
            for (int i = 0; i < rows; i++) {
                Candidate l = all[i];
                for (int j = split == 0 ? i + 1 : split; j < size; j++) {
                    Candidate r = all[j];
                    int holding = rules.holding(l, r, rule);
                    if (holding == 0) writer.noPair();
                    else writer.pair(holding * kernel.patterns() + kernel.pattern(l.terms(), r.terms()));
                }
            }
        }
    }
}
