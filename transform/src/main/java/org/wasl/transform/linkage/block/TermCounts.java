package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Term;

/**
 * How often values occur, of the slots that a model adjusts by frequency. Values that occur once are not held: it is
 * what one that is not found here is taken for.
 *
 * @param slots the slots, in order
 * @param counts for each slot, its values that occur more than once
 * @param known for each slot, records that have a value
 */
public record TermCounts(List<Integer> slots, List<Map<String, Integer>> counts, List<Long> known)
        implements Serializable {

    public static TermCounts of(Dataset<Row> records, List<Integer> slots) {
        List<Map<String, Integer>> counts =
                slots.stream().<Map<String, Integer>>map(s -> new HashMap<>()).toList();
        Long[] known = new Long[slots.size()];
        for (int i = 0; i < slots.size(); i++) {
            String column = "s" + slots.get(i);
            Dataset<Row> grouped =
                    records.where(column + " IS NOT NULL").groupBy(column).count();
            Map<String, Integer> held = counts.get(i);
            for (Row row : grouped.where("count > 1").collectAsList()) {
                int n = Math.toIntExact(row.getLong(1));
                held.put(row.getString(0), n);
            }
            known[i] = grouped.agg(org.apache.spark.sql.functions.expr("coalesce(sum(`count`), 0)"))
                    .first()
                    .getLong(0);
        }
        return new TermCounts(slots, counts, List.of(known));
    }

    /** The same of records in memory. */
    public static TermCounts of(List<Row> records, List<Integer> slots) {
        List<Map<String, Integer>> counts = new ArrayList<>();
        List<Long> known = new ArrayList<>();
        for (int slot : slots) {
            Map<String, int[]> all = new HashMap<>();
            long withValue = 0;
            for (Row record : records) {
                String value = record.getString(2 + slot);
                if (value == null) continue;
                withValue++;
                all.computeIfAbsent(value, v -> new int[1])[0]++;
            }
            Map<String, Integer> repeated = new HashMap<>();
            all.forEach((value, n) -> {
                if (n[0] > 1) repeated.put(value, n[0]);
            });
            counts.add(repeated);
            known.add(withValue);
        }
        return new TermCounts(slots, counts, known);
    }

    /** The counts of the values that some records have, as a whole run would give them. */
    public static TermCounts of(Dataset<Row> records, List<Integer> slots, java.util.Collection<Row> some) {
        List<Map<String, Integer>> counts = new ArrayList<>();
        List<Long> known = new ArrayList<>();
        for (int slot : slots) {
            String column = "s" + slot;
            Object[] values = some.stream()
                    .map(row -> row.getString(2 + slot))
                    .filter(java.util.Objects::nonNull)
                    .distinct()
                    .toArray();
            Map<String, Integer> held = new HashMap<>();
            for (Row row : records.where(
                            org.apache.spark.sql.functions.col(column).isin(values))
                    .groupBy(column)
                    .count()
                    .collectAsList()) {
                held.put(row.getString(0), Math.toIntExact(row.getLong(1)));
            }
            counts.add(held);
            known.add(records.where(column + " IS NOT NULL").count());
        }
        return new TermCounts(slots, counts, known);
    }

    /** How often a record's values occur, −1 where one is missing. */
    public int[] of(@Nullable Term[] terms) {
        int[] of = new int[slots.size()];
        for (int f = 0; f < of.length; f++) {
            Term term = terms[slots.get(f)];
            of[f] = term == null ? -1 : count(f, term.text());
        }
        return of;
    }

    /** The same of a record {@code source, id, s0, s1 …}. */
    public int[] of(Row record) {
        int[] of = new int[slots.size()];
        for (int f = 0; f < of.length; f++) {
            String value = record.getString(2 + slots.get(f));
            of[f] = value == null ? -1 : count(f, value);
        }
        return of;
    }

    int count(int index, String value) {
        return counts.get(index).getOrDefault(value, 1);
    }
}
