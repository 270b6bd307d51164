package org.wasl.warehouse.disclosure.microdata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.microdata.Records.Combination;

/**
 * k-anonymity (Sweeney 2002) and distinct l-diversity (Machanavajjhala et al. 2007): whoever is looked up by the keys is
 * one of at least k, with at least l values of what is sensitive among them. Keys are first recoded for everybody, the
 * mildest recoding that leaves few enough records over; those lose single values.
 */
final class Anonymity {
    private final Records records;
    private final List<Key> keys;
    private final int k;
    private final int l;

    Anonymity(Records records, List<Key> keys, int k, int l) {
        this.records = records;
        this.keys = List.copyOf(keys);
        this.k = k;
        this.l = l;
    }

    /**
     * What is published of each combination.
     *
     * @param levels the recoding of each key
     * @param published codes by original values; a combination without any is left out
     */
    record Result(List<Integer> levels, Map<List<String>, List<String>> published) {}

    /**
     * @param share of the records that may lose single values
     */
    Result protect(double share) {
        for (List<Integer> levels : byLoss()) {
            Map<List<String>, List<String>> recoded = recode(levels);
            long unsafe = unsafe(recoded).stream()
                    .mapToLong(combination -> of(combination).records())
                    .sum();
            if (unsafe <= share * records.size()) {
                suppress(recoded);
                return new Result(levels, recoded);
            }
        }
        throw new ProtectionException("no recoding makes the file safe: of all its " + records.size()
                + " records together, none is one of " + k
                + (l > 1 ? " with " + l + " values of every sensitive column" : "") + "; ask for less");
    }

    /** Every recoding, the mildest first. */
    private List<List<Integer>> byLoss() {
        List<List<Double>> losses = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            List<Double> ofLevel = new ArrayList<>();
            for (int level = 0; level < keys.get(key).levels().size(); level++) {
                ofLevel.add(loss(key, level));
            }
            losses.add(ofLevel);
        }
        List<List<Integer>> all = new ArrayList<>(List.of(List.of()));
        for (Key key : keys) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> head : all) {
                for (int level = 0; level < key.levels().size(); level++) {
                    List<Integer> next = new ArrayList<>(head);
                    next.add(level);
                    longer.add(next);
                }
            }
            all = longer;
        }
        all.sort(Comparator.comparingDouble(levels -> {
            double sum = 0;
            for (int key = 0; key < keys.size(); key++) {
                sum += losses.get(key).get(levels.get(key));
            }
            return sum;
        }));
        return all;
    }

    private double loss(int key, int level) {
        double[] sum = new double[1];
        Map<String, Double> penalties = new LinkedHashMap<>();
        records.combinations()
                .forEach((values, combination) -> sum[0] += combination.records()
                        * penalties.computeIfAbsent(
                                values.get(key), value -> keys.get(key).penalty(level, value)));
        return sum[0] / records.size();
    }

    private Map<List<String>, List<String>> recode(List<Integer> levels) {
        Map<List<String>, List<String>> recoded = new LinkedHashMap<>();
        for (List<String> values : records.combinations().keySet()) {
            List<String> codes = new ArrayList<>();
            for (int key = 0; key < keys.size(); key++) {
                codes.add(keys.get(key).code(levels.get(key), values.get(key)));
            }
            recoded.put(values, codes);
        }
        return recoded;
    }

    private Combination of(List<String> values) {
        return Objects.requireNonNull(records.combinations().get(values));
    }

    /** Combinations whose published codes too few share. */
    private List<List<String>> unsafe(Map<List<String>, List<String>> published) {
        Map<List<String>, Combination> groups = groups(published);
        return published.entrySet().stream()
                .filter(entry ->
                        !Objects.requireNonNull(groups.get(entry.getValue())).isSafe(k, l))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<List<String>, Combination> groups(Map<List<String>, List<String>> published) {
        Map<List<String>, Combination> groups = new LinkedHashMap<>();
        published.forEach((values, codes) -> groups.merge(codes, of(values), Combination::and));
        return groups;
    }

    /**
     * Takes single values from the records that are left over: of the keys, in turn, the one whose absence makes most of
     * them safe. Who is still alone without any key is left out.
     */
    private void suppress(Map<List<String>, List<String>> published) {
        List<List<String>> unsafe = unsafe(published);
        Set<Integer> left = new HashSet<>();
        for (int key = 0; key < keys.size(); key++) {
            left.add(key);
        }
        while (!unsafe.isEmpty() && !left.isEmpty()) {
            int best = -1;
            long fewest = Long.MAX_VALUE;
            for (int key : left) {
                Map<List<String>, List<String>> tried = new LinkedHashMap<>(published);
                hide(unsafe, key, tried);
                long still = unsafe(tried).stream()
                        .mapToLong(values -> of(values).records())
                        .sum();
                if (still < fewest) {
                    fewest = still;
                    best = key;
                }
            }
            hide(unsafe, best, published);
            left.remove(best);
            unsafe = unsafe(published);
        }
        unsafe.forEach(published::remove);
    }

    private static void hide(List<List<String>> which, int key, Map<List<String>, List<String>> published) {
        for (List<String> values : which) {
            List<String> codes = new ArrayList<>(published.getOrDefault(values, Collections.emptyList()));
            codes.set(key, Key.HIDDEN);
            published.put(values, codes);
        }
    }
}
