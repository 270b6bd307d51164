package org.wasl.transform.linkage.compare;

import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryOperator;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.wasl.transform.linkage.compare.Conditions.Order;

/**
 * Conditions on a pair of records {@code l} and {@code r}, written in SQL. What speaks of one record only may be any
 * Spark SQL expression and becomes a slot; what joins the two is limited to comparisons, arithmetic, {@code CASE} and the
 * functions of {@link PairFunctions}, which run on terms without an engine.
 *
 * <p>One instance serves one comparison: a similarity that several of its levels ask for is worked out once a pair.
 */
public final class PairSql {
    private final Slots slots;
    private final PairNumbers numbers;

    public PairSql(Slots slots) {
        this.slots = slots;
        numbers = new PairNumbers(slots, this);
    }

    /** A condition cannot be understood; the message says what part of it and what would be. */
    public static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotUnderstood(String message) {
            super(message);
        }
    }

    public Test test(String sql) {
        return test(PairSyntax.parse(sql));
    }

    public Test test(Expression e) {
        PairSyntax.Side side = PairSyntax.side(e);
        if (e instanceof And and) return Test.and(test(and.left()), test(and.right()));
        if (e instanceof Or or) return Test.or(test(or.left()), test(or.right()));
        if (e instanceof Not not) return Test.not(test(not.child()));
        if (e instanceof IsNull isNull) return missing(isNull.child());
        if (e instanceof IsNotNull isNotNull) return Test.not(missing(isNotNull.child()));
        if (side == PairSyntax.Side.NONE) return constant(e);
        if (side != PairSyntax.Side.BOTH) return ofOneRecord(e, side);
        if (e instanceof EqualTo equal) return equal(equal.left(), equal.right());
        PairSyntax.Equality overlap = PairSyntax.overlap(e);
        if (overlap != null) {
            int left = slots.of(overlap.left());
            int right = slots.of(overlap.right());
            return (l, r) -> {
                Term x = l[left];
                Term y = r[right];
                if (x == null || y == null) return Test.UNKNOWN;
                return x.leastShared(y, Set.of()) == null ? Test.FALSE : Test.TRUE;
            };
        }
        if (e instanceof EqualNullSafe equal) {
            Test both = Test.and(missing(equal.left()), missing(equal.right()));
            Test same = equal(equal.left(), equal.right());
            return (l, r) -> both.holds(l, r) || same.holds(l, r) ? Test.TRUE : Test.FALSE;
        }
        if (e instanceof GreaterThanOrEqual c) return compared(c, Order.AT_LEAST);
        if (e instanceof GreaterThan c) return compared(c, Order.ABOVE);
        if (e instanceof LessThanOrEqual c) return compared(c, Order.AT_MOST);
        if (e instanceof LessThan c) return compared(c, Order.BELOW);
        throw new NotUnderstood(
                "`" + e.sql() + "` cannot be asked of two records; comparisons joined by AND, OR and NOT"
                        + " can, of l.column, r.column and " + PairFunctions.NAMES);
    }

    private Test missing(Expression e) {
        PairSyntax.Side side = PairSyntax.side(e);
        if (side == PairSyntax.Side.LEFT) {
            int slot = slots.of(PairSyntax.ofOneRecord(e));
            return new Conditions.Missing(slot, true);
        }
        if (side == PairSyntax.Side.RIGHT) {
            int slot = slots.of(PairSyntax.ofOneRecord(e));
            return new Conditions.Missing(slot, false);
        }
        Measure measure = numbers.measure(e);
        return (l, r) -> Double.isNaN(measure.of(l, r)) ? Test.TRUE : Test.FALSE;
    }

    private static Test constant(Expression e) {
        if (e instanceof Literal literal && literal.value() instanceof Boolean truth) {
            int answer = truth ? Test.TRUE : Test.FALSE;
            return (l, r) -> answer;
        }
        throw new NotUnderstood("`" + e.sql() + "` speaks of neither record; write l.column and r.column");
    }

    private Test ofOneRecord(Expression e, PairSyntax.Side side) {
        int slot = slots.of(PairSyntax.ofOneRecord(e));
        boolean left = side == PairSyntax.Side.LEFT;
        return (l, r) -> {
            Term term = left ? l[slot] : r[slot];
            return term == null ? Test.UNKNOWN : term.text().equals("true") ? Test.TRUE : Test.FALSE;
        };
    }

    private Test equal(Expression a, Expression b) {
        PairSyntax.Side sideOfA = PairSyntax.side(a);
        PairSyntax.Side sideOfB = PairSyntax.side(b);
        if (sideOfA == PairSyntax.Side.RIGHT && sideOfB == PairSyntax.Side.LEFT) return equal(b, a);
        if (sideOfA == PairSyntax.Side.LEFT && sideOfB == PairSyntax.Side.RIGHT) {
            return new Conditions.Equal(slots.of(PairSyntax.ofOneRecord(a)), slots.of(PairSyntax.ofOneRecord(b)));
        }
        return new Conditions.Compared(numbers.measure(a), Order.EQUAL, numbers.measure(b));
    }

    private Test compared(BinaryOperator e, Order order) {
        PairSyntax.Side left = PairSyntax.side(e.left());
        PairSyntax.Side right = PairSyntax.side(e.right());
        if (left == PairSyntax.Side.LEFT && right == PairSyntax.Side.RIGHT) return ordered(e.left(), order, e.right());
        if (left == PairSyntax.Side.RIGHT && right == PairSyntax.Side.LEFT) {
            return ordered(e.right(), order.swapped(), e.left());
        }
        Screen screen = e.right() instanceof Literal ? numbers.screen(e.left(), order) : null;
        if (screen == null)
            return new Conditions.Compared(numbers.measure(e.left()), order, numbers.measure(e.right()));
        screen.admit(PairNumbers.number((Literal) e.right()));
        return new Conditions.Compared(numbers.known(e.left()), order, numbers.measure(e.right()));
    }

    private Test ordered(Expression left, Order order, Expression right) {
        return new Conditions.Ordered(
                slots.of(PairSyntax.ofOneRecord(left)), order, slots.of(PairSyntax.ofOneRecord(right)));
    }
}
