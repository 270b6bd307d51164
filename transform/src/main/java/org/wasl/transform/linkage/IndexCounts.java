package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.wasl.transform.linkage.block.TermCounts;
import org.wasl.transform.linkage.index.Index;

/** How often the values of some records occur in all that an index has. */
final class IndexCounts {
    private IndexCounts() {}

    /** @param rows {@code source, id, s0, s1 …} */
    static TermCounts of(Index index, List<Integer> slots, Collection<Row> rows) {
        List<Map<String, Integer>> counts = new ArrayList<>();
        List<Long> known = new ArrayList<>();
        for (int f = 0; f < slots.size(); f++) {
            int slot = slots.get(f);
            // In order, so that each page of the index is read once.
            Set<String> values = rows.stream()
                    .map(row -> row.getString(2 + slot))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(TreeSet::new));
            Map<String, Integer> repeated = new HashMap<>();
            for (String value : values) {
                int n = index.frequency(f, value);
                if (n > 1) repeated.put(value, n);
            }
            counts.add(repeated);
            known.add(index.count(Index.known(f)));
        }
        return new TermCounts(slots, counts, known);
    }
}
