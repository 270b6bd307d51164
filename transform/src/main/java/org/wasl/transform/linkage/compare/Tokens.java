package org.wasl.transform.linkage.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * In how many records the words of some slots stand: what makes a rare word weigh more than a common one. Words of one
 * record only are not held.
 *
 * @param records by slot, how many records have a value
 * @param counts by slot, the words of several records
 */
public record Tokens(Map<Integer, Long> records, Map<Integer, Map<String, Integer>> counts) implements Serializable {
    /** Rows as they are kept from run to run; the word is empty where a row counts records. */
    public static final StructType COLUMNS = StructType.fromDDL("slot string, word string, records bigint");

    /** Counts the words of records {@code s0, s1 …}.
     *
     * @param slots whose words are wanted
     */
    public static Tokens of(Dataset<Row> table, List<Integer> slots) {
        List<Row> rows = new ArrayList<>();
        for (int slot : slots) {
            Dataset<Row> texts = table.where("s" + slot + " IS NOT NULL").select("s" + slot);
            texts.flatMap(
                            (FlatMapFunction<Row, String>) row -> {
                                List<String> words = new ArrayList<>(
                                        TokenVector.counted(row.getString(0)).keySet());
                                // The whole text counts as a word that no text has.
                                words.add("");
                                return words.iterator();
                            },
                            Encoders.STRING())
                    .groupBy("value")
                    .count()
                    .where("count > 1 OR value = ''")
                    .collectAsList()
                    .forEach(row ->
                            rows.add(RowFactory.create(Integer.toString(slot), row.getString(0), row.getLong(1))));
        }
        return of(rows);
    }

    /** The same of rows {@link #COLUMNS}. */
    public static Tokens of(List<Row> rows) {
        Map<Integer, Long> records = new HashMap<>();
        Map<Integer, Map<String, Integer>> counts = new HashMap<>();
        for (Row row : rows) {
            int slot = Integer.parseInt(row.getString(0));
            if (row.getString(1).isEmpty()) records.put(slot, row.getLong(2));
            else {
                counts.computeIfAbsent(slot, k -> new HashMap<>())
                        .put(row.getString(1), Math.toIntExact(row.getLong(2)));
            }
        }
        return new Tokens(records, counts);
    }

    /** As rows {@link #COLUMNS}. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        records.forEach((slot, n) -> rows.add(RowFactory.create(Integer.toString(slot), "", n)));
        counts.forEach((slot, words) ->
                words.forEach((word, n) -> rows.add(RowFactory.create(Integer.toString(slot), word, (long) n))));
        return rows;
    }

    /** The words of a text, each once. */
    public static Set<String> words(String text) {
        return TokenVector.counted(text).keySet();
    }

    /** A record {@code source, id, s0, s1 …} with the vectors of words in the place of the texts. */
    public Row weighed(Row record, List<Integer> slots) {
        if (slots.isEmpty()) return record;
        Object[] cells = IntStream.range(0, record.size()).mapToObj(record::get).toArray();
        for (int slot : slots) {
            String text = record.getString(2 + slot);
            if (text != null) cells[2 + slot] = vector(slot, text);
        }
        return RowFactory.create(cells);
    }

    private @Nullable String vector(int slot, String text) {
        Map<String, Integer> having = counts.getOrDefault(slot, Map.of());
        String vector = TokenVector.written(text, records.getOrDefault(slot, 1L), word -> having.getOrDefault(word, 1));
        return vector.isEmpty() ? null : vector;
    }

    /** The records with the vectors of words in the place of the texts. */
    public Dataset<Row> weighed(Dataset<Row> table, List<Integer> slots) {
        Dataset<Row> weighed = table;
        for (int slot : slots) {
            UDF1<String, String> written = text -> text == null ? null : vector(slot, text);
            weighed = weighed.withColumn(
                    "s" + slot, functions.udf(written, DataTypes.StringType).apply(functions.col("s" + slot)));
        }
        return weighed;
    }
}
