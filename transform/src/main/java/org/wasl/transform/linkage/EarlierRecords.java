package org.wasl.transform.linkage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** The records of an earlier run in memory: each has its place, from 0, in the order in which they were written. */
final class EarlierRecords {
    static final String CONTENT = "content";

    private final List<Row> rows;
    private final boolean withContents;
    private final Map<String, Map<String, Integer>> places = new HashMap<>();

    /** @param clusters rows {@code source, id, entity_id, content}; an older version did not write the last */
    EarlierRecords(StoredRows clusters) {
        rows = clusters.rows();
        withContents = clusters.columns().contains(CONTENT);
        String source = "";
        Map<String, Integer> ofSource = Map.of();
        for (int place = 0; place < rows.size(); place++) {
            Row row = rows.get(place);
            if (place == 0 || !source.equals(row.getString(0))) {
                source = row.getString(0);
                ofSource = places.computeIfAbsent(source, s -> new HashMap<>(2 * rows.size()));
            }
            ofSource.put(row.getString(1), place);
        }
    }

    /** The place of a record, −1 where there was none of this source and id. */
    int place(String source, String id) {
        return places.getOrDefault(source, Map.of()).getOrDefault(id, -1);
    }

    int size() {
        return rows.size();
    }

    /** Row {@code source, id, entity_id, content}. */
    Row row(int place) {
        return rows.get(place);
    }

    String entity(int place) {
        return rows.get(place).getString(2);
    }

    /** What was read of a record. */
    long content(int place) {
        return rows.get(place).getLong(3);
    }

    /** Whether it is known what was read of the records. */
    boolean withContents() {
        return withContents;
    }
}
