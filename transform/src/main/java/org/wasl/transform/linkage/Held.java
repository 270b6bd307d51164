package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Records in memory; a text that many of them have is held once.
 *
 * @param rows records {@code source, id, s0, s1 …}
 * @param contents for each, what {@link Content} is; empty where that was not asked
 */
@SuppressWarnings("ArrayRecordComponent")
record Held(List<Row> rows, long[] contents) {
    /** Records that Spark hands over in one piece; of more, a partition follows the other. */
    private static final int AT_ONCE = 1_000_000;

    /** The records, or as many as asked for. */
    static Held of(Dataset<Row> records, int most) {
        return new Held(rows(records, most, new Texts(records.columns().length)), new long[0]);
    }

    /** The same with what was read of each.
     *
     * @param width values of a record
     */
    static Held withContents(Dataset<Row> records, int width, int most) {
        // Spark has the texts in the form that is hashed.
        Dataset<Row> withContents = records.withColumn(EarlierRecords.CONTENT, Content.column(width));
        Texts texts = new Texts(records.columns().length);
        LongStream.Builder contents = LongStream.builder();
        List<Row> rows = rows(withContents, most, row -> {
            contents.add(row.getLong(row.size() - 1));
            return texts.apply(row);
        });
        return new Held(rows, contents.build().toArray());
    }

    private static List<Row> rows(Dataset<Row> records, int most, UnaryOperator<Row> held) {
        List<Row> few = few(records, most);
        if (few != null) {
            few.replaceAll(held);
            return few;
        }
        List<Row> many = new ArrayList<>();
        for (Iterator<Row> all = records.toLocalIterator(); all.hasNext() && many.size() < most; ) {
            many.add(held.apply(all.next()));
        }
        return many;
    }

    /** Null where there are many. */
    private static @Nullable List<Row> few(Dataset<Row> records, int most) {
        if (most <= AT_ONCE) return records.takeAsList(most);
        List<Row> few = records.takeAsList(AT_ONCE + 1);
        return few.size() <= AT_ONCE ? few : null;
    }

    /** Makes the texts of rows the same where they are equal. */
    private static final class Texts implements UnaryOperator<Row> {
        private final Column[] columns;

        Texts(int width) {
            columns = IntStream.range(0, width).mapToObj(i -> new Column()).toArray(Column[]::new);
        }

        /** The first cells of a row, as many as there are columns. */
        @Override
        public Row apply(Row row) {
            Object[] values = new Object[columns.length];
            for (int i = 0; i < values.length; i++) {
                Object value = row.get(i);
                values[i] = value instanceof String text ? columns[i].held(text) : value;
            }
            return RowFactory.create(values);
        }
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
