package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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

    private static final int EITHER = 0;
    private static final int LEFT = 1;
    private static final int RIGHT = 2;

    private final Kernel kernel;
    private final Rule[] rules;
    private final int slots;
    private final Scope scope;
    private final TermCounts frequencies;

    public Blocks(Kernel kernel, List<Rule> rules, int slots, Scope scope, TermCounts frequencies) {
        this.kernel = kernel;
        this.rules = rules.toArray(Rule[]::new);
        this.slots = slots;
        this.scope = scope;
        this.frequencies = frequencies;
    }

    /** Rows {@code key, rule, role, source, id, s0, s1 …}: a record once for each rule whose values it has. */
    public static Dataset<Row> keyed(Dataset<Row> records, List<Rule> rules) {
        List<String> keys = new ArrayList<>();
        for (int k = 0; k < rules.size(); k++) {
            Rule rule = rules.get(k);
            if (rule.isSymmetric()) keys.add(key(k, EITHER, rule.left()));
            else {
                keys.add(key(k, LEFT, rule.left()));
                keys.add(key(k, RIGHT, rule.right()));
            }
        }
        return records.selectExpr("*", "inline(array(" + String.join(", ", keys) + "))")
                .where("key IS NOT NULL");
    }

    private static String key(int rule, int role, int[] slots) {
        return "struct(" + Rule.key(rule, slots) + " AS key, " + rule + " AS rule, " + role + " AS role)";
    }

    /** Compares the pairs of keyed records that stand sorted by key. */
    public Iterator<Tape> compare(Iterator<Row> keyed) {
        return new Task(keyed);
    }

    private static final class Candidate {
        final int source;
        final String id;
        final int role;
        final @Nullable Term[] terms;

        Candidate(int source, String id, int role, @Nullable Term[] terms) {
            this.source = source;
            this.id = id;
            this.role = role;
            this.terms = terms;
        }
    }

    private static final Comparator<Candidate> IN_ORDER =
            Comparator.<Candidate>comparingInt(c -> c.source).thenComparing(c -> c.id);

    /** One task's blocks. */
    private final class Task implements Iterator<Tape> {
        private static final int REMEMBERED = 200_000;

        private final Iterator<Row> rows;
        private final Tape.Writer writer = new Tape.Writer();
        private final Map<String, Term>[] terms;
        private int remembered;
        private @Nullable Row next;

        @SuppressWarnings({"unchecked", "rawtypes"})
        Task(Iterator<Row> rows) {
            this.rows = rows;
            terms = new Map[slots];
            for (int s = 0; s < slots; s++) terms[s] = new HashMap<>();
            next = rows.hasNext() ? rows.next() : null;
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
            Row first = next;
            if (first == null) return;
            int key = first.fieldIndex("key");
            long value = first.getLong(key);
            int rule = first.getInt(key + 1);
            List<Candidate> block = new ArrayList<>();
            for (Row row = first; row != null && row.getLong(key) == value; row = advance())
                block.add(candidate(row, key));
            if (block.size() > 1) {
                block.sort(IN_ORDER);
                compare(block, rule);
            }
            if (remembered > REMEMBERED) {
                for (Map<String, Term> known : terms) known.clear();
                remembered = 0;
            }
        }

        private @Nullable Row advance() {
            next = rows.hasNext() ? rows.next() : null;
            return next;
        }

        private Candidate candidate(Row row, int key) {
            @Nullable Term[] values = new Term[slots];
            for (int s = 0; s < slots; s++) {
                String text = row.getString(2 + s);
                if (text != null) values[s] = term(s, text);
            }
            return new Candidate(row.getInt(0), row.getString(1), row.getInt(key + 2), values);
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
            if (block.size() <= TILE) {
                write(block, 0, rule);
                return;
            }
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
                    Term term = c.terms[frequencies.slots().get(f)];
                    counts[f] = term == null ? -1 : term.count();
                }
                writer.member(c.source, c.id, counts);
            }
            int rows = split == 0 ? size : split;
            for (int i = 0; i < rows; i++) {
                Candidate l = all[i];
                for (int j = split == 0 ? i + 1 : split; j < size; j++) {
                    Candidate r = all[j];
                    int holding = asked(l, r) ? rulesThatHold(l.terms, r.terms, rule) : 0;
                    if (holding == 0) writer.noPair();
                    else writer.pair(holding * kernel.patterns() + kernel.pattern(l.terms, r.terms));
                }
            }
        }

        private boolean asked(Candidate l, Candidate r) {
            if (l.role == RIGHT || r.role == LEFT) return false;
            return switch (scope) {
                case LINK -> l.source != r.source;
                case DEDUPE -> l.source == r.source && !l.id.equals(r.id);
                case BOTH -> l.source != r.source || !l.id.equals(r.id);
            };
        }

        /** The rules that hold for a pair, as bits; 0 where one before {@code rule} does, under which it is compared. */
        private int rulesThatHold(@Nullable Term[] l, @Nullable Term[] r, int rule) {
            for (int k = 0; k < rule; k++) {
                if (rules[k].holds(l, r)) return 0;
            }
            if (!rules[rule].holds(l, r)) return 0;
            int holding = 1 << rule;
            for (int k = rule + 1; k < rules.length; k++) {
                if (rules[k].holds(l, r)) holding |= 1 << k;
            }
            return holding;
        }
    }
}
