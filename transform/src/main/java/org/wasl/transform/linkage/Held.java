package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Brings records into memory; a text that many of them have is held once. */
final class Held {
    /** Records that Spark hands over in one piece; of more, a partition follows the other. */
    private static final int AT_ONCE = 1_000_000;

    private final List<Column> columns = new ArrayList<>();

    private Held() {}

    /** The records, or as many as asked for. */
    static List<Row> of(Dataset<Row> records, int most) {
        Held held = new Held();
        List<Row> few = few(records, most);
        if (few != null) {
            few.replaceAll(held::row);
            return few;
        }
        List<Row> many = new ArrayList<>();
        for (Iterator<Row> all = records.toLocalIterator(); all.hasNext() && many.size() < most; ) {
            many.add(held.row(all.next()));
        }
        return many;
    }

    /** Null where there are many. */
    private static @Nullable List<Row> few(Dataset<Row> records, int most) {
        if (most <= AT_ONCE) return records.takeAsList(most);
        List<Row> few = records.takeAsList(AT_ONCE + 1);
        return few.size() <= AT_ONCE ? few : null;
    }

    private Row row(Row row) {
        Object[] values = new Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            if (i == columns.size()) columns.add(new Column());
            Object value = row.get(i);
            values[i] = value instanceof String text ? columns.get(i).held(text) : value;
        }
        return RowFactory.create(values);
    }

    /** The texts of a column, while most of them come again. */
    private static final class Column {
        private static final int SEEN_BEFORE_JUDGED = 10_000;

        private @Nullable Map<String, String> texts = new HashMap<>();
        private int seen;

        String held(String text) {
            Map<String, String> known = texts;
            if (known == null) return text;
            String before = known.putIfAbsent(text, text);
            seen++;
            if (seen > SEEN_BEFORE_JUDGED && known.size() > seen / 2) texts = null;
            return before == null ? text : before;
        }
    }
}
