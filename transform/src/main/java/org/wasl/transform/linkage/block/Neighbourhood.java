package org.wasl.transform.linkage.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * The records that some of them can meet: all of every block in which one of these stands.
 *
 * @param records rows {@code source, id, s0, s1 …}
 * @param pairs how many pairs with one of the few there are at most
 */
public record Neighbourhood(List<Row> records, double pairs) {
    /** Finds it among records in memory. */
    public static Neighbourhood of(Set<RecordId> few, List<Row> records, List<Rule> rules) {
        List<Map<Rule.Key, Integer>> met = rules.stream()
                .<Map<Rule.Key, Integer>>map(rule -> new HashMap<>())
                .toList();
        for (Row record : records) {
            if (!few.contains(id(record))) continue;
            for (int k = 0; k < met.size(); k++) {
                for (Rule.Key key : keys(rules.get(k), record)) met.get(k).merge(key, 1, Integer::sum);
            }
        }
        // How common an element is, which decides whether it counts, only all records say.
        boolean all = rules.stream().anyMatch(Rule::ofLists);
        List<Row> near = new ArrayList<>();
        double pairs = 0;
        for (Row record : records) {
            int meets = 0;
            for (int k = 0; k < met.size(); k++) {
                for (Rule.Key key : keys(rules.get(k), record))
                    meets += met.get(k).getOrDefault(key, 0);
            }
            if (meets > 0 || all || few.contains(id(record))) near.add(record);
            pairs += meets;
        }
        return new Neighbourhood(near, pairs);
    }

    private static RecordId id(Row record) {
        return new RecordId(record.getInt(0), record.getString(1));
    }

    private static List<Rule.Key> keys(Rule rule, Row record) {
        List<Rule.Key> keys = rule.keys(record, true);
        if (rule.isSymmetric()) return keys;
        List<Rule.Key> both = new ArrayList<>(keys);
        both.addAll(rule.keys(record, false));
        return both;
    }
}
