package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.compare.PairSql;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.compare.Test;

/**
 * A blocking rule: values of the two records that must be equal, by which pairs are found, and what else must hold.
 *
 * @param left slots of the left record that must equal those of {@code right}
 * @param columns columns that the rule reads
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rule(
        String text, int[] left, int[] right, @Nullable Test rest, Set<String> columns) implements Serializable {

    public static Rule of(String text, Slots slots) {
        Expression parsed = PairSql.parse(text);
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        Test rest = null;
        for (Expression part : PairSql.conjuncts(parsed)) {
            PairSql.Equality equality = PairSql.equality(part);
            if (equality == null) {
                Test test = new PairSql(slots).test(part);
                rest = rest == null ? test : Test.and(rest, test);
            } else {
                left.add(slots.of(equality.left()));
                right.add(slots.of(equality.right()));
            }
        }
        if (left.isEmpty()) {
            throw new TransformException(
                    "The blocking rule `" + text + "` compares every record with every other:"
                            + " it needs an equality such as l.surname = r.surname. Where it joins rules by OR, give each its own line");
        }
        return new Rule(
                text,
                left.stream().mapToInt(i -> i).toArray(),
                right.stream().mapToInt(i -> i).toArray(),
                rest,
                PairSql.columns(parsed));
    }

    /** Whether both records stand under one key, whichever is the left one. */
    boolean isSymmetric() {
        return Arrays.equals(left, right);
    }

    /** Whether the rule finds a pair. */
    public boolean finds(@Nullable Term[] l, @Nullable Term[] r) {
        return holds(l, r);
    }

    boolean holds(@Nullable Term[] l, @Nullable Term[] r) {
        for (int i = 0; i < left.length; i++) {
            Term x = l[left[i]];
            Term y = r[right[i]];
            if (x == null || y == null || !x.sameAs(y)) return false;
        }
        return rest == null || rest.holds(l, r);
    }

    /** The key as Spark SQL over slot columns; null where a value is missing. */
    static String key(int number, int[] slots) {
        String present =
                Arrays.stream(slots).mapToObj(s -> "s" + s + " IS NOT NULL").collect(Collectors.joining(" AND "));
        String values = Arrays.stream(slots).mapToObj(s -> "s" + s).collect(Collectors.joining(", "));
        return "CASE WHEN " + present + " THEN xxhash64(" + number + ", " + values + ") END";
    }
}
