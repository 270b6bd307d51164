package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.XxHash64Function;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.compare.PairSql;
import org.wasl.transform.linkage.compare.PairSyntax;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.compare.Test;

/**
 * A blocking rule: values of the two records that must be equal, by which pairs are found, and what else must hold. Of
 * two lists an element must be in both ({@code arrays_overlap(l.words, r.words)}).
 *
 * @param left slots of the left record that must equal those of {@code right}
 * @param leftList slot of the left record whose list must share an element with that of {@code rightList}; −1 for none
 * @param columns columns that the rule reads
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rule(
        String text,
        int[] left,
        int[] right,
        int leftList,
        int rightList,
        @Nullable Test rest,
        Set<String> columns) implements Serializable {

    public static Rule of(String text, Slots slots) {
        Expression parsed = PairSyntax.parse(text);
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        int leftList = -1;
        int rightList = -1;
        Test rest = null;
        for (Expression part : PairSyntax.conjuncts(parsed)) {
            PairSyntax.Equality equality = PairSyntax.equality(part);
            PairSyntax.Equality overlap = leftList < 0 ? PairSyntax.overlap(part) : null;
            if (equality != null) {
                left.add(slots.of(equality.left()));
                right.add(slots.of(equality.right()));
            } else if (overlap != null) {
                leftList = slots.of(overlap.left());
                rightList = slots.of(overlap.right());
            } else {
                Test test = new PairSql(slots).test(part);
                rest = rest == null ? test : Test.and(rest, test);
            }
        }
        if (left.isEmpty() && leftList < 0) {
            throw new TransformException(
                    "The blocking rule `" + text + "` compares every record with every other:"
                            + " it needs an equality such as l.surname = r.surname. Where it joins rules by OR, give each its own line");
        }
        return new Rule(
                text,
                left.stream().mapToInt(i -> i).toArray(),
                right.stream().mapToInt(i -> i).toArray(),
                leftList,
                rightList,
                rest,
                PairSyntax.columns(parsed));
    }

    /** Whether both records stand under one key, whichever is the left one. */
    boolean isSymmetric() {
        return Arrays.equals(left, right) && leftList == rightList;
    }

    public boolean ofLists() {
        return leftList >= 0;
    }

    /** Whether the rule finds a pair. */
    public boolean finds(@Nullable Term[] l, @Nullable Term[] r) {
        return holds(l, r, Set.of());
    }

    /** Whether it holds for a pair by other elements than these. */
    boolean holds(@Nullable Term[] l, @Nullable Term[] r, Set<String> without) {
        for (int i = 0; i < left.length; i++) {
            Term x = l[left[i]];
            Term y = r[right[i]];
            if (x == null || y == null || !x.sameAs(y)) return false;
        }
        return (leftList < 0 || leastShared(l, r, without) != null) && (rest == null || rest.holds(l, r));
    }

    /** The first of the elements, in their order, that both lists have. */
    @Nullable String leastShared(@Nullable Term[] l, @Nullable Term[] r, Set<String> without) {
        Term x = l[leftList];
        Term y = r[rightList];
        return x == null || y == null ? null : x.leastShared(y, without);
    }

    /** Is given the keys of a record, each with the role that the record has under it. */
    @FunctionalInterface
    public interface Keys {
        /** Takes one.
         *
         * @param element of the record's list; empty where the rule asks for none
         */
        void key(int role, long key, String element);
    }

    /** Gives the keys under which a record {@code source, id, s0, s1 …} stands: hashes of the values that must be equal. */
    public void keys(Row record, Keys into) {
        if (isSymmetric()) keys(record, Blocks.EITHER, left, leftList, into);
        else {
            keys(record, Blocks.LEFT, left, leftList, into);
            keys(record, Blocks.RIGHT, right, rightList, into);
        }
    }

    private void keys(Row record, int role, int[] slots, int list, Keys into) {
        long hash = text.hashCode();
        for (int slot : slots) {
            String value = record.getString(2 + slot);
            if (value == null) return;
            hash = hash(value, hash);
        }
        if (!ofLists()) {
            into.key(role, hash, "");
            return;
        }
        String of = record.getString(2 + list);
        if (of == null) return;
        for (String element : new Term(of).elements()) into.key(role, hash(element, hash), element);
    }

    private static long hash(String value, long before) {
        return XxHash64Function.hash(UTF8String.fromString(value), DataTypes.StringType, before);
    }

    /** An array of {@code struct(key, rule, role, element)} over slot columns, as Spark SQL; a key is null where a value is missing. */
    String keys(int number, int role) {
        int[] slots = role == Blocks.RIGHT ? right : left;
        String present = Stream.concat(Stream.of("true"), Arrays.stream(slots).mapToObj(s -> "s" + s + " IS NOT NULL"))
                .collect(Collectors.joining(" AND "));
        String values = Arrays.stream(slots).mapToObj(s -> ", s" + s).collect(Collectors.joining());
        String tail = ", " + number + " AS rule, " + role + " AS role, ";
        if (!ofLists()) {
            return "array(struct(CASE WHEN " + present + " THEN xxhash64(" + number + values + ") END AS key" + tail
                    + "CAST(NULL AS STRING) AS element))";
        }
        String list = "s" + (role == Blocks.RIGHT ? rightList : leftList);
        return "transform(array_distinct(split(coalesce(" + list + ", ''), '" + Term.SEPARATOR + "')), e -> struct("
                + "CASE WHEN " + list + " IS NOT NULL AND " + present + " THEN xxhash64(" + number + values
                + ", e) END AS key" + tail + "e AS element))";
    }
}
