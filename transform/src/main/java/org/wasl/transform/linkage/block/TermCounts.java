package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How often values occur, of the slots that a model adjusts by frequency. Values that occur once are not held: it is
 * what one that is not found here is taken for.
 *
 * @param slots the slots, in order
 * @param counts for each slot, its values that occur more than once
 * @param known for each slot, records that have a value
 * @param samePairs for each slot, pairs of records that have the same value
 */
public record TermCounts(List<Integer> slots, List<Map<String, Integer>> counts, List<Long> known, List<Long> samePairs)
        implements Serializable {

    public static TermCounts of(Dataset<Row> records, List<Integer> slots) {
        List<Map<String, Integer>> counts =
                slots.stream().<Map<String, Integer>>map(s -> new HashMap<>()).toList();
        Long[] known = new Long[slots.size()];
        Long[] same = new Long[slots.size()];
        for (int i = 0; i < slots.size(); i++) {
            String column = "s" + slots.get(i);
            Dataset<Row> grouped =
                    records.where(column + " IS NOT NULL").groupBy(column).count();
            Map<String, Integer> held = counts.get(i);
            long total = 0;
            long pairs = 0;
            for (Row row : grouped.where("count > 1").collectAsList()) {
                int n = Math.toIntExact(row.getLong(1));
                held.put(row.getString(0), n);
                pairs += (long) n * (n - 1) / 2;
            }
            total = records.where(column + " IS NOT NULL").count();
            known[i] = total;
            same[i] = pairs;
        }
        return new TermCounts(slots, counts, List.of(known), List.of(same));
    }

    int count(int index, String value) {
        return counts.get(index).getOrDefault(value, 1);
    }
}
