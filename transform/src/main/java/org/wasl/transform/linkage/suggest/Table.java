package org.wasl.transform.linkage.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.standardise.Standardiser;

/**
 * Records of one source or more, of which the columns that mean the same stand under each other.
 *
 * @param columns for each column, its names, of every source that calls it otherwise
 * @param rows by record, its values
 * @param sources by record, the number of its source
 * @param named by source, how its records are named
 */
@SuppressWarnings("ArrayRecordComponent")
public record Table(List<List<String>> columns, List<List<@Nullable String>> rows, int[] sources, List<Naming> named) {
    /** Of the different values of one column, or their words, the share that another must have to mean the same. */
    private static final double SAME = 0.25;

    private static final Standardiser WORDS = new Standardiser(List.of("words", "lower"));
    private static final Standardiser SOUNDS = new Standardiser(List.of("organisation_sound"));

    /** Records of one source. */
    public static Table of(List<String> names, List<List<@Nullable String>> rows) {
        return new Table(
                names.stream().map(List::of).toList(), rows, new int[rows.size()], List.of(Naming.of(names, rows)));
    }

    /** The records of both, in the columns that both have: by their names, else by the values that they share. */
    public Table and(Table other) {
        Map<Integer, Integer> partners = partners(other);
        List<List<String>> names = new ArrayList<>();
        partners.forEach((mine, theirs) -> {
            Set<String> all = new LinkedHashSet<>(columns.get(mine));
            all.addAll(other.columns.get(theirs));
            names.add(List.copyOf(all));
        });
        List<List<@Nullable String>> both = new ArrayList<>();
        for (List<@Nullable String> row : rows) both.add(picked(row, partners.keySet()));
        for (List<@Nullable String> row : other.rows) both.add(picked(row, partners.values()));
        int[] of = java.util.Arrays.copyOf(sources, both.size());
        int next = rows.isEmpty() ? 0 : sources[sources.length - 1] + 1;
        for (int i = 0; i < other.sources.length; i++) of[rows.size() + i] = next + other.sources[i];
        List<Naming> naming = new ArrayList<>(named);
        naming.addAll(other.named);
        return new Table(names, both, of, naming);
    }

    private static List<@Nullable String> picked(List<@Nullable String> row, Iterable<Integer> columns) {
        List<@Nullable String> picked = new ArrayList<>();
        for (int column : columns) picked.add(row.get(column));
        return picked;
    }

    private record Partners(int mine, int theirs, double share) {}

    private Map<Integer, Integer> partners(Table other) {
        Map<Integer, Integer> partners = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        List<Partners> alike = new ArrayList<>();
        for (int mine = 0; mine < columns.size(); mine++) {
            for (int theirs = 0; theirs < other.columns.size(); theirs++) {
                double share = sameName(columns.get(mine), other.columns.get(theirs)) ? 2 : 0;
                if (share == 0) share = shared(mine, other, theirs);
                if (share >= SAME) alike.add(new Partners(mine, theirs, share));
            }
        }
        alike.sort(Comparator.comparingDouble(Partners::share).reversed());
        for (Partners pair : alike) {
            if (partners.containsKey(pair.mine()) || !taken.add(pair.theirs())) continue;
            partners.put(pair.mine(), pair.theirs());
        }
        Map<Integer, Integer> ordered = new LinkedHashMap<>();
        partners.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> ordered.put(e.getKey(), e.getValue()));
        return ordered;
    }

    private static boolean sameName(List<String> some, List<String> others) {
        return some.stream()
                .anyMatch(name -> others.stream().anyMatch(other -> plain(name).equals(plain(other))));
    }

    private static String plain(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? name : letters;
    }

    /** Of values, or their words; of columns in two scripts, of what the words sound like. */
    private double shared(int mine, Table other, int theirs) {
        if (isArabic(mine) != other.isArabic(theirs)) {
            return shared(values(mine, SOUNDS, true), other.values(theirs, SOUNDS, true));
        }
        return Math.max(
                shared(values(mine, WORDS, false), other.values(theirs, WORDS, false)),
                shared(values(mine, WORDS, true), other.values(theirs, WORDS, true)));
    }

    private boolean isArabic(int column) {
        long filled = rows.stream().filter(row -> row.get(column) != null).count();
        long arabic = rows.stream()
                .map(row -> row.get(column))
                .filter(value -> value != null && Kind.isArabic(value))
                .count();
        return arabic > filled / 2;
    }

    private static double shared(Set<String> left, Set<String> right) {
        int fewer = Math.min(left.size(), right.size());
        // A handful of values may be shared by columns of anything.
        if (fewer < 2) return 0;
        long both = left.stream().filter(right::contains).count();
        return both / Math.sqrt((double) left.size() * right.size());
    }

    private Set<String> values(int column, Standardiser standardiser, boolean words) {
        Set<String> values = new HashSet<>();
        for (List<@Nullable String> row : rows) {
            String value = standardiser.of(row.get(column));
            if (value == null) continue;
            if (words) values.addAll(List.of(value.split(" ", -1)));
            else values.add(value);
        }
        return values;
    }
}
