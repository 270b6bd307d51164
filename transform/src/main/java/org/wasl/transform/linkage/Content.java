package org.wasl.transform.linkage;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.XxHash64Function;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** What a model reads of a record, as one number: whether a record has changed since. */
final class Content {
    /** The seed of Spark's function xxhash64. */
    private static final long HASH_SEED = 42;
    /** In the place of a value that is missing, which the hash would pass over. */
    private static final String MISSING = "\u0000";

    private Content() {}

    /** Of a record {@code source, id, s0, s1 …}; the same number as {@link #column}. */
    static long of(Row record) {
        long hash = HASH_SEED;
        for (int i = 2; i < record.size(); i++) {
            String value = record.isNullAt(i) ? MISSING : record.getString(i);
            hash = XxHash64Function.hash(UTF8String.fromString(value), DataTypes.StringType, hash);
        }
        return hash;
    }

    /** The same over columns {@code s0, s1 …}. */
    static Column column(int width) {
        return functions.expr(IntStream.range(0, width)
                .mapToObj(s -> "coalesce(s" + s + ", '\\u0000')")
                .collect(Collectors.joining(", ", "xxhash64(", ")")));
    }
}
