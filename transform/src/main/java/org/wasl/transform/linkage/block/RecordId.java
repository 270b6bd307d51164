package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.XxHash64Function;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** A record by the number of its source, from 0, and its id there. */
public record RecordId(int source, String id) implements Serializable {
    /** The seed of Spark's function xxhash64. */
    private static final long HASH_SEED = 42;

    /** That of a row {@code source, id, …}. */
    public static RecordId of(Row record) {
        return new RecordId(record.getInt(0), record.getString(1));
    }

    /** What {@code xxhash64(source, id)} is in SQL. */
    public long hash() {
        return hashAfter(HASH_SEED);
    }

    /** What {@code xxhash64(seed, source, id)} is. */
    public long hash(long seed) {
        return hashAfter(XxHash64Function.hash(seed, DataTypes.LongType, HASH_SEED));
    }

    /** Some of many records, the same ones each time: those of the least hashes, in their order. */
    public static List<Row> some(List<Row> records, int most, ToLongFunction<RecordId> hash) {
        long[] hashes = records.parallelStream()
                .mapToLong(row -> hash.applyAsLong(of(row)))
                .toArray();
        long[] sorted = hashes.clone();
        Arrays.parallelSort(sorted);
        long last = sorted[Math.min(most, sorted.length) - 1];
        return IntStream.range(0, hashes.length)
                .filter(i -> hashes[i] <= last)
                .boxed()
                .sorted(Comparator.comparingLong(i -> hashes[i]))
                .limit(most)
                .map(records::get)
                .toList();
    }

    private long hashAfter(long before) {
        long hash = XxHash64Function.hash(source, DataTypes.IntegerType, before);
        return XxHash64Function.hash(UTF8String.fromString(id), DataTypes.StringType, hash);
    }
}
