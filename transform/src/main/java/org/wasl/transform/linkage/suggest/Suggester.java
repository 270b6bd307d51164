package org.wasl.transform.linkage.suggest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.standardise.Standardiser;

/**
 * Finds out what a file's columns hold and which blocking rules would serve it. Pairs that rare keys bring together are
 * held to be likely matches where what they share says more than chance: the weight of Fellegi and Sunter with u counted
 * and m taken as 0.9. Of the rules that are not too dear those are chosen, one by one, that find most likely matches that
 * none before them found.
 */
public final class Suggester {
    /** Likely matches agree on a column so often. */
    private static final double M = 0.9;

    private static final int PREFIX = 4;
    /** Values of a column that are looked at to tell its kind. */
    private static final int LOOKED_AT = 1_000;
    /** Pairs by record up to which a key is rare. */
    private static final double RARE = 2;
    /** Pairs by record that a rule may compare. */
    private static final double DEAR = 50;
    /** Records that a block may have. */
    private static final int LARGEST = 5_000;
    /** Pairs that are looked at of a key. */
    private static final int OF_KEY = 100_000;
    /** Keys of which pairs are looked at. */
    private static final int KEYS = 60;

    private static final int MOST_RULES = 8;
    /** A further rule must find this share of the likely matches. */
    private static final double WORTH = 0.002;

    private final List<String> names;
    private final List<List<@Nullable String>> rows;
    private final List<Suggestion.Column> columns = new ArrayList<>();
    private final Map<Integer, int[]> codes = new LinkedHashMap<>();
    private final List<Key.Form> forms = new ArrayList<>();

    private Suggester(List<String> names, List<List<@Nullable String>> rows) {
        this.names = names;
        this.rows = rows;
    }

    /** Looks at records.
     *
     * @param names of the columns
     * @param rows by record, its values
     */
    public static Suggestion of(List<String> names, List<List<@Nullable String>> rows) {
        if (rows.size() < 2) {
            throw new TransformException("there are " + rows.size() + " records: a model is suggested for two or more");
        }
        return new Suggester(names, rows).suggest();
    }

    private Suggestion suggest() {
        String id = look();
        List<Key> keys = keys();
        List<long[]> likely = likely(keys);
        return new Suggestion(id, rows.size(), likely.size(), columns, choose(keys, likely));
    }

    /** Tells the kinds of the columns, and which names the records. */
    private String look() {
        String id = null;
        for (int c = 0; c < names.size(); c++) {
            Map<String, Integer> different = new HashMap<>();
            List<String> some = new ArrayList<>();
            long filled = 0;
            for (List<@Nullable String> row : rows) {
                String value = row.get(c);
                if (value == null || value.isBlank()) continue;
                filled++;
                different.merge(value, 1, Integer::sum);
                if (some.size() < LOOKED_AT) some.add(value);
            }
            boolean unique = different.size() == rows.size();
            Kind kind = unique && id == null ? Kind.ID : Kind.of(names.get(c), some, different.size(), filled);
            if (kind == Kind.ID) id = names.get(c);
            columns.add(new Suggestion.Column(names.get(c), kind, (double) filled / rows.size()));
            if (kind.isCompared()) code(c, kind);
        }
        if (id == null) {
            throw new TransformException("no column has another value in each record: add one that names the records;"
                    + " the columns are " + String.join(", ", names));
        }
        return id;
    }

    private void code(int column, Kind kind) {
        Standardiser standardiser = new Standardiser(kind.standardise());
        int[] whole = new int[rows.size()];
        int[] prefix = new int[rows.size()];
        Map<String, Integer> numbers = new HashMap<>();
        Map<String, Integer> prefixes = new HashMap<>();
        for (int i = 0; i < whole.length; i++) {
            String value = standardiser.of(rows.get(i).get(column));
            whole[i] = value == null ? -1 : number(value, numbers);
            prefix[i] = value == null ? -1 : number(value.substring(0, Math.min(PREFIX, value.length())), prefixes);
        }
        codes.put(column, whole);
        forms.add(new Key.Form(column, names.get(column), 0, whole));
        if (kind.hasPrefix()) forms.add(new Key.Form(column, names.get(column), PREFIX, prefix));
    }

    private static int number(String value, Map<String, Integer> numbers) {
        return numbers.computeIfAbsent(value, k -> numbers.size());
    }

    /** Forms alone, and every two of different columns; those that say nothing more than one of their parts are left out. */
    private List<Key> keys() {
        List<Key> alone = forms.stream().map(form -> Key.of(List.of(form))).toList();
        List<Key> keys = new ArrayList<>(alone);
        for (int a = 0; a < forms.size(); a++) {
            for (int b = a + 1; b < forms.size(); b++) {
                if (forms.get(a).column() == forms.get(b).column()) continue;
                Key both = Key.of(List.of(forms.get(a), forms.get(b)));
                if (both.pairs()
                        < 0.9 * Math.min(alone.get(a).pairs(), alone.get(b).pairs())) keys.add(both);
            }
        }
        keys.removeIf(key -> key.pairs() == 0);
        keys.sort(Comparator.comparingDouble(Key::pairs));
        return keys;
    }

    /** Pairs that rare keys bring together and that agree on more than chance would have them. */
    private List<long[]> likely(List<Key> keys) {
        Weights weights = new Weights();
        Set<Long> seen = new HashSet<>();
        List<long[]> likely = new ArrayList<>();
        keys.stream()
                .filter(key -> key.pairs() <= RARE * rows.size())
                .limit(KEYS)
                .forEach(key -> {
                    int looked = 0;
                    for (int[] block : key.blocks()) {
                        for (int i = 0; i < block.length && looked < OF_KEY; i++) {
                            for (int j = i + 1; j < block.length && looked < OF_KEY; j++) {
                                looked++;
                                int left = Math.min(block[i], block[j]);
                                int right = Math.max(block[i], block[j]);
                                if (weights.of(left, right) > 0 && seen.add((long) left << 32 | right)) {
                                    likely.add(new long[] {left, right});
                                }
                            }
                        }
                    }
                });
        return likely;
    }

    /** The weight of a pair from what it shares, exactly or not at all. */
    private final class Weights {
        private final List<int[]> of = new ArrayList<>(codes.values());
        private final double[] agree = new double[of.size()];
        private final double[] differ = new double[of.size()];
        private final double prior = -Math.log(rows.size());

        Weights() {
            for (int c = 0; c < agree.length; c++) {
                Map<Integer, Integer> counts = new HashMap<>();
                double known = 0;
                for (int code : of.get(c)) {
                    if (code < 0) continue;
                    known++;
                    counts.merge(code, 1, Integer::sum);
                }
                double total = Math.max(known, 1);
                double u = counts.values().stream()
                        .mapToDouble(n -> n / total * n / total)
                        .sum();
                u = Math.min(Math.max(u, 1e-9), 0.999);
                agree[c] = Math.log(M / u);
                differ[c] = Math.log((1 - M) / (1 - u));
            }
        }

        double of(int left, int right) {
            double weight = prior;
            for (int c = 0; c < agree.length; c++) {
                int l = of.get(c)[left];
                int r = of.get(c)[right];
                if (l >= 0 && r >= 0) weight += l == r ? agree[c] : differ[c];
            }
            return weight;
        }
    }

    private List<Suggestion.ChosenRule> choose(List<Key> keys, List<long[]> likely) {
        List<Key> open = new ArrayList<>(keys.stream()
                .filter(key -> key.pairs() <= DEAR * rows.size() && key.largest() <= LARGEST)
                .toList());
        if (open.isEmpty()) open.addAll(keys.stream().limit(1).toList());
        Map<Key, BitSet> found = new HashMap<>();
        for (Key key : open) {
            BitSet bits = new BitSet(likely.size());
            for (int i = 0; i < likely.size(); i++) {
                if (key.holds((int) likely.get(i)[0], (int) likely.get(i)[1])) bits.set(i);
            }
            found.put(key, bits);
        }
        List<Suggestion.ChosenRule> chosen = new ArrayList<>();
        BitSet covered = new BitSet();
        while (chosen.size() < MOST_RULES) {
            Key best = null;
            double bestWorth = 0;
            for (Key key : open) {
                BitSet more = copy(found, key);
                more.andNot(covered);
                double gain = more.cardinality();
                if (gain < Math.max(1, WORTH * likely.size())) continue;
                // A rule ten times as dear must find twice as much.
                double worth = gain / Math.pow(Math.max(key.pairs(), rows.size()), Math.log10(2));
                if (worth > bestWorth) {
                    best = key;
                    bestWorth = worth;
                }
            }
            if (best == null) break;
            covered.or(copy(found, best));
            open.remove(best);
            chosen.add(new Suggestion.ChosenRule(
                    best.rule(),
                    best.pairs(),
                    best.largest(),
                    finds(best, found),
                    likely.isEmpty() ? 0 : (double) covered.cardinality() / likely.size()));
        }
        if (chosen.isEmpty() && !open.isEmpty()) {
            Key key = open.get(open.size() - 1);
            chosen.add(new Suggestion.ChosenRule(key.rule(), key.pairs(), key.largest(), 0, 0));
        }
        return chosen;
    }

    /** Of the likely matches that keys of other columns find, the share that this one finds too. */
    private static double finds(Key key, Map<Key, BitSet> found) {
        BitSet others = new BitSet();
        found.forEach((other, bits) -> {
            if (other.columns().stream().noneMatch(key.columns()::contains)) others.or(bits);
        });
        BitSet both = copy(found, key);
        both.and(others);
        return others.isEmpty() ? 0 : (double) both.cardinality() / others.cardinality();
    }

    private static BitSet copy(Map<Key, BitSet> found, Key key) {
        return (BitSet) Objects.requireNonNull(found.get(key)).clone();
    }
}
