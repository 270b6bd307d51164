package org.wasl.transform.linkage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * What an addition changed of the pairs, rows {@link Scorer#PAIRS}.
 *
 * @param pairs those that are new or weigh something else
 * @param gone those that are no more
 */
record AddedPairs(List<Row> pairs, List<Row> gone) {
    static AddedPairs between(List<Row> before, List<Row> now) {
        Map<List<String>, Row> left = new HashMap<>();
        before.forEach(pair -> left.put(ids(pair), pair));
        List<Row> pairs = now.stream()
                .filter(pair -> !pair.equals(left.remove(ids(pair))))
                .toList();
        return new AddedPairs(pairs, List.copyOf(left.values()));
    }

    private static List<String> ids(Row pair) {
        return List.of(pair.getString(0), pair.getString(1), pair.getString(2), pair.getString(3));
    }
}
