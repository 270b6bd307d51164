package org.wasl.transform.linkage.block;

import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A record under one key of a rule.
 *
 * @param record row {@code source, id, s0, s1 …}
 * @param key the same number for all that stand under the key
 * @param role whether it may be the left record of a pair, the right one, or either
 * @param element of a rule of lists, the element by which it stands there
 */
record Keyed(
        Row record, long key, int rule, int role, @Nullable String element) {}
