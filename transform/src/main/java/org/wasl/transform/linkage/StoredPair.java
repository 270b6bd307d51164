package org.wasl.transform.linkage;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wasl.transform.linkage.index.IndexedPair;
import org.wasl.transform.linkage.score.Weights;

/** A pair of the index as it is written. */
final class StoredPair {
    private StoredPair() {}

    /** A scored pair for the index.
     *
     * @param rules texts of the rules, by their places
     */
    static IndexedPair of(Row pair, List<String> rules) {
        return new IndexedPair(pair.getDouble(5), rules.indexOf(pair.getString(6)), pair.getString(8));
    }

    /** Source and id of its left record (0) or its right one (1), in one text. */
    static String key(Row pair, int side) {
        return pair.getString(2 + side) + Linkage.SEPARATOR + pair.getString(side);
    }

    /** Row {@link Scorer#PAIRS}: the record of the first source, or of the lesser id, is the left one. */
    static Row row(Row one, Row other, IndexedPair pair, Plan plan, List<String> sources) {
        boolean inOrder = one.getInt(0) < other.getInt(0)
                || (one.getInt(0) == other.getInt(0) && one.getString(1).compareTo(other.getString(1)) <= 0);
        Row left = inOrder ? one : other;
        Row right = inOrder ? other : one;
        return RowFactory.create(
                left.get(1),
                right.get(1),
                sources.get(left.getInt(0)),
                sources.get(right.getInt(0)),
                Weights.probability(pair.weight()),
                pair.weight(),
                plan.rules().get(pair.rule()).text(),
                null,
                pair.pattern());
    }
}
