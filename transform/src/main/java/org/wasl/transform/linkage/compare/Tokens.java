package org.wasl.transform.linkage.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

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

    /** The records with the vectors of words in the place of the texts. */
    public Dataset<Row> weighed(Dataset<Row> table, List<Integer> slots) {
        Dataset<Row> weighed = table;
        for (int slot : slots) {
            long texts = records.getOrDefault(slot, 1L);
            Map<String, Integer> having = counts.getOrDefault(slot, Map.of());
            UDF1<String, String> written = text -> {
                if (text == null) return null;
                String vector = TokenVector.written(text, texts, word -> having.getOrDefault(word, 1));
                return vector.isEmpty() ? null : vector;
            };
            weighed = weighed.withColumn(
                    "s" + slot, functions.udf(written, DataTypes.StringType).apply(functions.col("s" + slot)));
        }
        return weighed;
    }
}
