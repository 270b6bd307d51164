package org.wasl.transform.linkage.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The records that some of them can meet: all of every block in which one of these stands.
 *
 * @param records rows {@code source, id, s0, s1 …}
 * @param pairs how many pairs with one of the few there are at most
 */
public record Neighbourhood(List<Row> records, double pairs) {
    /** Finds it among records in memory. */
    public static Neighbourhood of(List<Row> few, List<Row> others, List<Rule> rules) {
        // How many of the few stand under a key.
        Map<Long, Integer> met = new HashMap<>();
        for (Row record : few) {
            for (Rule rule : rules) rule.keys(record, (role, key, element) -> met.merge(key, 1, Integer::sum));
        }
        // How common an element is, which decides whether it counts, only all records say.
        boolean all = rules.stream().anyMatch(Rule::ofLists);
        List<Row> near = new ArrayList<>(few);
        double pairs = met.values().stream().mapToDouble(n -> (double) n * n).sum();
        int[] meets = new int[1];
        for (Row record : others) {
            meets[0] = 0;
            for (Rule rule : rules) {
                rule.keys(record, (role, key, element) -> meets[0] += met.getOrDefault(key, 0));
            }
            if (all || meets[0] > 0) near.add(record);
            pairs += meets[0];
        }
        return new Neighbourhood(near, pairs);
    }
}
