package org.wasl.transform.linkage.suggest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.standardise.Standardiser;

/**
 * Finds out what a file's columns hold and which blocking rules would serve it. Pairs that rare keys bring together are
 * held to be likely matches where what they share says more than chance: the weight of Fellegi and Sunter with u counted
 * and m taken as 0.9. By them {@link RuleChoice} chooses.
 */
public final class Suggester {
    /** Likely matches agree on a column so often. */
    private static final double M = 0.9;

    private static final int PREFIX = 4;
    /** Values of a column that are looked at to tell its kind. */
    private static final int LOOKED_AT = 1_000;
    /** Pairs by record up to which a key is rare. */
    private static final double RARE = 2;
    /** Pairs that are looked at of a key. */
    private static final int OF_KEY = 100_000;
    /** Keys of which pairs are looked at. */
    private static final int KEYS = 60;
    /** Share of the likely matches that must have two values in each other's place. */
    private static final double SWAPPED = 0.001;
    /** Share of the records that must have a value of a column that is compared. */
    static final double FILLED = 0.05;
    /** Share of the records whose name another source has too, from which it is one name for both. */
    private static final double SHARED = 0.05;
    /** Likely matches within the sources by those between them, up to which a record has one partner. */
    private static final double SINGLE = 0.03;

    private final List<List<String>> called;
    private final List<String> names;
    private final List<List<@Nullable String>> rows;
    private final int[] sources;
    private final boolean link;
    private final List<String> ids;
    private final List<Suggestion.Column> columns = new ArrayList<>();
    private final Map<Integer, int[]> codes = new LinkedHashMap<>();
    private final List<Key.Form> forms = new ArrayList<>();

    private Suggester(Table table) {
        called = table.columns();
        names = called.stream().map(all -> all.get(0)).toList();
        rows = table.rows();
        sources = table.sources();
        ids = Naming.inAll(table.named())
                .orElseThrow(() -> new TransformException(
                        "some input has no column with another value in each record: add one that names the records; the columns"
                                + " are " + String.join(", ", names)));
        link = Arrays.stream(sources).anyMatch(source -> source != sources[0]);
    }

    /** Looks at records. */
    public static Suggestion of(Table table) {
        List<List<@Nullable String>> rows = table.rows();
        if (rows.size() < 2) {
            throw new TransformException("there are " + rows.size() + " records: a model is suggested for two or more");
        }
        return new Suggester(table).suggest();
    }

    private Suggestion suggest() {
        look();
        List<Key> keys = keys();
        List<long[]> all = likely(keys);
        List<long[]> likely = link
                ? all.stream()
                        .filter(pair -> sources[(int) pair[0]] != sources[(int) pair[1]])
                        .toList()
                : all;
        FewColumns few = FewColumns.of(columns, inScripts(), reworded(), larger());
        boolean single = link && all.size() - likely.size() <= SINGLE * likely.size();
        return new Suggestion(
                ids, rows.size(), likely.size(), columns, rules(keys, likely, few), swaps(likely), single, few);
    }

    private long larger() {
        return Arrays.stream(sources)
                .boxed()
                .collect(Collectors.groupingBy(source -> source, Collectors.counting()))
                .values()
                .stream()
                .max(Long::compare)
                .orElse(0L);
    }

    /** Columns of texts that hardly any record of one source has as one of another has them. */
    private List<Suggestion.Column> reworded() {
        if (!link) return List.of();
        return IntStream.range(0, columns.size())
                .filter(c ->
                        columns.get(c).kind() == Kind.TEXT && columns.get(c).isCompared() && !isShared(c))
                .mapToObj(columns::get)
                .toList();
    }

    /** Whether some sources have the names of organisations in Arabic letters and the others do not. */
    private boolean inScripts() {
        int of = Arrays.stream(sources).max().orElse(0) + 1;
        long[] all = new long[of];
        long[] arabic = new long[of];
        for (int i = 0; i < rows.size(); i++) {
            for (int c = 0; c < columns.size(); c++) {
                String name = rows.get(i).get(c);
                if (columns.get(c).kind() != Kind.ORGANISATION || name == null) continue;
                all[sources[i]]++;
                if (Kind.isArabic(name)) arabic[sources[i]]++;
            }
        }
        Set<Boolean> scripts = new HashSet<>();
        for (int source = 0; source < of; source++) {
            double share = (double) arabic[source] / all[source];
            if (share >= FILLED && share <= 1 - FILLED) return false;
            scripts.add(share > FILLED);
        }
        return scripts.size() > 1;
    }

    private List<Suggestion.ChosenRule> rules(List<Key> keys, List<long[]> likely, @Nullable FewColumns few) {
        List<Suggestion.ChosenRule> rules = new ArrayList<>(new RuleChoice(keys, likely, rows.size()).choose());
        if (few != null && !few.worded().isEmpty()) {
            int[] places = few.worded().stream().mapToInt(columns::indexOf).toArray();
            rules.add(few.rule(rows, places, link ? sources : new int[0], likely));
        }
        return rules;
    }

    /** Columns of names of which some likely matches have each other's. */
    private List<Suggestion.Swap> swaps(List<long[]> likely) {
        List<Suggestion.Swap> swaps = new ArrayList<>();
        for (int a = 0; a < names.size(); a++) {
            for (int b = a + 1; b < names.size(); b++) {
                if (columns.get(a).kind() != Kind.NAME || columns.get(b).kind() != Kind.NAME) continue;
                int left = a;
                int right = b;
                long swapped = likely.stream()
                        .filter(pair -> areSwapped(rows.get((int) pair[0]), rows.get((int) pair[1]), left, right))
                        .count();
                if (swapped >= Math.max(2, SWAPPED * likely.size())) {
                    swaps.add(new Suggestion.Swap(names.get(a), names.get(b)));
                }
            }
        }
        return swaps;
    }

    private static boolean areSwapped(List<@Nullable String> l, List<@Nullable String> r, int a, int b) {
        String x = l.get(a);
        String y = l.get(b);
        return x != null && y != null && !x.equals(y) && x.equals(r.get(b)) && y.equals(r.get(a));
    }

    /** Tells the kinds of the columns. */
    private void look() {
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
            boolean isId = ids.equals(called.get(c)) && (ids.size() == 1 || !isShared(c));
            Kind kind = isId ? Kind.ID : Kind.of(names.get(c), some, different.size(), filled);
            double length = some.stream().mapToInt(String::length).average().orElse(0);
            columns.add(new Suggestion.Column(called.get(c), kind, (double) filled / rows.size(), length));
            if (columns.get(c).isCompared()) code(c, kind);
        }
    }

    /** Whether records of different sources have values in common: what names them there then tells which belong together. */
    private boolean isShared(int column) {
        Map<String, Integer> first = new HashMap<>();
        long shared = 0;
        for (int i = 0; i < rows.size(); i++) {
            String value = rows.get(i).get(column);
            if (value == null) continue;
            Integer before = first.putIfAbsent(value, sources[i]);
            if (before != null && before != sources[i]) shared++;
        }
        return shared > SHARED * rows.size();
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
        kind.part().ifPresent(part -> {
            int[] parts = new int[rows.size()];
            Map<String, Integer> known = new HashMap<>();
            for (int i = 0; i < parts.length; i++) {
                String value = rows.get(i).get(column);
                String of = value == null ? null : part.of(value);
                parts[i] = of == null ? -1 : number(of, known);
            }
            forms.add(new Key.Form(column, columns.get(column).part(), 0, parts));
        });
        forms.add(new Key.Form(column, names.get(column), 0, whole));
        if (kind.hasPrefix()) forms.add(new Key.Form(column, names.get(column), PREFIX, prefix));
    }

    private static int number(String value, Map<String, Integer> numbers) {
        return numbers.computeIfAbsent(value, k -> numbers.size());
    }

    /** Forms alone, and every two of different columns; those that say nothing more than one of their parts are left out. */
    private List<Key> keys() {
        int[] between = link ? sources : new int[0];
        List<Key> alone =
                forms.stream().map(form -> Key.of(List.of(form), between)).toList();
        List<Key> keys = new ArrayList<>(alone);
        for (int a = 0; a < forms.size(); a++) {
            for (int b = a + 1; b < forms.size(); b++) {
                if (forms.get(a).column() == forms.get(b).column()) continue;
                Key both = Key.of(List.of(forms.get(a), forms.get(b)), between);
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
        // What one source never has as another has it tells nothing of a pair.
        private final List<int[]> of = codes.keySet().stream()
                .filter(column -> !link || isShared(column))
                .map(codes::get)
                .toList();
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
}
