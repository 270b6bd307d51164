package org.wasl.transform.linkage.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryOperator;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Divide;
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
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Conditions.Order;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Conditions on a pair of records {@code l} and {@code r}, written in SQL. What speaks of one record only may be any
 * Spark SQL expression and becomes a slot; what joins the two is limited to comparisons, arithmetic, {@code CASE} and the
 * functions of {@link PairFunctions}, which run on terms without an engine.
 *
 * <p>One instance serves one comparison: a similarity that several of its levels ask for is worked out once a pair.
 */
public final class PairSql {
    private static final String OVERLAP = "arrays_overlap";

    private final Slots slots;
    private final Map<String, Measure> measures = new HashMap<>();
    private final Map<String, Screen> screens = new HashMap<>();

    public PairSql(Slots slots) {
        this.slots = slots;
    }

    /** A condition cannot be understood; the message says what part of it and what would be. */
    public static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotUnderstood(String message) {
            super(message);
        }
    }

    /** Which of the two records an expression speaks of. */
    enum Side {
        NONE,
        LEFT,
        RIGHT,
        BOTH
    }

    /** The same expression of both records, compared for equality: {@code l.x = r.x}. */
    public record Equality(String left, String right, Expression expression) {
        public boolean isSymmetric() {
            return left.equals(right);
        }
    }

    public static Expression parse(String sql) {
        try {
            return CatalystSqlParser$.MODULE$.parseExpression(sql);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // ParseException is checked, and Scala declares nothing
            String reason = String.valueOf(e.getMessage())
                    .lines()
                    .filter(l -> !l.isBlank())
                    .findFirst()
                    .orElse("");
            throw new NotUnderstood("`" + sql.strip() + "` is not an SQL condition: " + reason);
        }
    }

    /** The parts of a condition that AND joins. */
    public static List<Expression> conjuncts(Expression condition) {
        if (condition instanceof And and) {
            List<Expression> parts = new ArrayList<>(conjuncts(and.left()));
            parts.addAll(conjuncts(and.right()));
            return parts;
        }
        return List.of(condition);
    }

    /** The equality that an expression is, or null. */
    public static @Nullable Equality equality(Expression expression) {
        if (!(expression instanceof EqualTo equal)) return null;
        Side a = side(equal.left());
        Side b = side(equal.right());
        if (a == Side.LEFT && b == Side.RIGHT) {
            return new Equality(ofOneRecord(equal.left()), ofOneRecord(equal.right()), expression);
        }
        return a == Side.RIGHT && b == Side.LEFT
                ? new Equality(ofOneRecord(equal.right()), ofOneRecord(equal.left()), expression)
                : null;
    }

    /** The lists of both records that an expression wants to share an element: {@code arrays_overlap(l.x, r.x)}; or null. */
    public static @Nullable Equality overlap(Expression expression) {
        if (!(expression instanceof UnresolvedFunction function)
                || !nameOf(function).equals(OVERLAP)
                || children(expression).size() != 2) return null;
        Expression a = children(expression).get(0);
        Expression b = children(expression).get(1);
        if (side(a) == Side.LEFT && side(b) == Side.RIGHT) {
            return new Equality(ofOneRecord(a), ofOneRecord(b), expression);
        }
        return side(a) == Side.RIGHT && side(b) == Side.LEFT
                ? new Equality(ofOneRecord(b), ofOneRecord(a), expression)
                : null;
    }

    /** Columns that a condition reads. */
    public static Set<String> columns(Expression expression) {
        Set<String> columns = new LinkedHashSet<>();
        collectColumns(expression, columns);
        return columns;
    }

    private static void collectColumns(Expression expression, Set<String> columns) {
        if (expression instanceof UnresolvedAttribute attribute) {
            List<String> parts = CollectionConverters.asJava(attribute.nameParts());
            columns.add(parts.get(parts.size() - 1));
        }
        for (Expression child : children(expression)) collectColumns(child, columns);
    }

    public Test test(String sql) {
        return test(parse(sql));
    }

    public Test test(Expression e) {
        Side side = side(e);
        if (e instanceof And and) return Test.and(test(and.left()), test(and.right()));
        if (e instanceof Or or) return Test.or(test(or.left()), test(or.right()));
        if (e instanceof Not not) return Test.not(test(not.child()));
        if (e instanceof IsNull isNull) return missing(isNull.child());
        if (e instanceof IsNotNull isNotNull) return Test.not(missing(isNotNull.child()));
        if (side == Side.NONE) return constant(e);
        if (side != Side.BOTH) return ofOneRecord(e, side);
        if (e instanceof EqualTo equal) return equal(equal.left(), equal.right());
        Equality overlap = overlap(e);
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
        Side side = side(e);
        if (side == Side.LEFT) {
            int slot = slots.of(ofOneRecord(e));
            return new Conditions.Missing(slot, true);
        }
        if (side == Side.RIGHT) {
            int slot = slots.of(ofOneRecord(e));
            return new Conditions.Missing(slot, false);
        }
        Measure measure = measure(e);
        return (l, r) -> Double.isNaN(measure.of(l, r)) ? Test.TRUE : Test.FALSE;
    }

    private static Test constant(Expression e) {
        if (e instanceof Literal literal && literal.value() instanceof Boolean truth) {
            int answer = truth ? Test.TRUE : Test.FALSE;
            return (l, r) -> answer;
        }
        throw new NotUnderstood("`" + e.sql() + "` speaks of neither record; write l.column and r.column");
    }

    private Test ofOneRecord(Expression e, Side side) {
        int slot = slots.of(ofOneRecord(e));
        boolean left = side == Side.LEFT;
        return (l, r) -> {
            Term term = left ? l[slot] : r[slot];
            return term == null ? Test.UNKNOWN : term.text().equals("true") ? Test.TRUE : Test.FALSE;
        };
    }

    private Test equal(Expression a, Expression b) {
        Side sideOfA = side(a);
        Side sideOfB = side(b);
        if (sideOfA == Side.RIGHT && sideOfB == Side.LEFT) return equal(b, a);
        if (sideOfA == Side.LEFT && sideOfB == Side.RIGHT) {
            return new Conditions.Equal(slots.of(ofOneRecord(a)), slots.of(ofOneRecord(b)));
        }
        return new Conditions.Compared(measure(a), Order.EQUAL, measure(b));
    }

    private Test compared(BinaryOperator e, Order order) {
        Screen screen = e.right() instanceof Literal ? screen(e.left(), order) : null;
        if (screen == null) return new Conditions.Compared(measure(e.left()), order, measure(e.right()));
        screen.admit(number((Literal) e.right()));
        return new Conditions.Compared(known(e.left()), order, measure(e.right()));
    }

    /** The screen of a similarity or distance where only its bound is asked for; null where there is none. */
    private @Nullable Screen screen(Expression e, Order order) {
        known(e);
        Screen screen = screens.get(e.sql());
        boolean fits = screen != null
                && (screen.ofDistance()
                        ? order == Order.AT_MOST || order == Order.BELOW
                        : order == Order.AT_LEAST || order == Order.ABOVE);
        return fits ? screen : null;
    }

    /** What is asked for as a number must be exact. */
    private Measure measure(Expression e) {
        Measure measure = known(e);
        Screen screen = screens.get(e.sql());
        if (screen != null) screen.letAllPass();
        return measure;
    }

    private Measure known(Expression e) {
        Measure known = measures.get(e.sql());
        if (known == null) {
            Measure made = make(e);
            known = side(e) == Side.BOTH ? new Measures.Once(made) : made;
            measures.put(e.sql(), known);
        }
        return known;
    }

    private Measure make(Expression e) {
        Side side = side(e);
        if (e instanceof Literal literal && literal.value() != null) {
            return new Measures.Constant(number(literal));
        }
        if (side == Side.LEFT || side == Side.RIGHT) {
            int slot = slots.of(ofOneRecord(e));
            boolean left = side == Side.LEFT;
            return (l, r) -> {
                Term term = left ? l[slot] : r[slot];
                return term == null ? Double.NaN : term.number();
            };
        }
        if (e instanceof Cast cast) {
            Measure inner = measure(cast.child());
            return cast.dataType().sql().equals("FLOAT") ? (l, r) -> (float) inner.of(l, r) : inner;
        }
        if (e instanceof UnaryMinus minus) {
            Measure inner = measure(minus.child());
            return (l, r) -> -inner.of(l, r);
        }
        if (e instanceof BinaryOperator operator) return arithmetic(operator);
        if (e instanceof CaseWhen cases) return cases(cases);
        if (e instanceof UnresolvedFunction function) return function(function);
        throw new NotUnderstood("`" + e.sql() + "` cannot be worked out from two records");
    }

    private Measure arithmetic(BinaryOperator e) {
        Measure a = measure(e.left());
        Measure b = measure(e.right());
        if (e instanceof Add) return (l, r) -> a.of(l, r) + b.of(l, r);
        if (e instanceof Subtract) return (l, r) -> a.of(l, r) - b.of(l, r);
        if (e instanceof Multiply) return (l, r) -> a.of(l, r) * b.of(l, r);
        if (e instanceof Divide) {
            return (l, r) -> {
                double divisor = b.of(l, r);
                return divisor == 0 ? Double.NaN : a.of(l, r) / divisor;
            };
        }
        throw new NotUnderstood("`" + e.sql() + "` cannot be worked out from two records");
    }

    private Measure cases(CaseWhen e) {
        List<Test> conditions = new ArrayList<>();
        List<Measure> values = new ArrayList<>();
        CollectionConverters.asJava(e.branches()).forEach(branch -> {
            conditions.add(test(branch._1()));
            values.add(measure(branch._2()));
        });
        Measure otherwise = e.elseValue().isDefined() ? measure(e.elseValue().get()) : (l, r) -> Double.NaN;
        return (l, r) -> {
            for (int i = 0; i < conditions.size(); i++) {
                if (conditions.get(i).holds(l, r)) return values.get(i).of(l, r);
            }
            return otherwise.of(l, r);
        };
    }

    private Measure function(UnresolvedFunction e) {
        String name = nameOf(e);
        List<Expression> arguments = children(e);
        if (PairFunctions.isList(name)
                && arguments.size() == 1
                && arguments.get(0) instanceof UnresolvedFunction inner
                && PairFunctions.isIntersection(nameOf(inner))) {
            return ofTerms(e, children(inner), PairFunctions.COMMON_ELEMENTS);
        }
        PairFunctions.OfTerms ofTerms = PairFunctions.ofTerms(name);
        if (ofTerms != null) return ofTerms(e, arguments, ofTerms);
        PairFunctions.OfNumbers ofNumbers = PairFunctions.ofNumbers(name);
        if (ofNumbers != null) {
            List<Measure> inner = arguments.stream().map(this::measure).toList();
            Measure[] all = inner.toArray(Measure[]::new);
            return (l, r) -> {
                double[] numbers = new double[all.length];
                for (int i = 0; i < all.length; i++) {
                    numbers[i] = all[i].of(l, r);
                    if (Double.isNaN(numbers[i])) return Double.NaN;
                }
                return ofNumbers.of(numbers);
            };
        }
        throw new NotUnderstood("`" + e.sql() + "`: the function " + name + " is not known for two records; known are "
                + PairFunctions.NAMES);
    }

    private Measure ofTerms(Expression whole, List<Expression> arguments, PairFunctions.OfTerms function) {
        if (arguments.size() != 2) {
            throw new NotUnderstood("`" + whole.sql() + "` takes two arguments, one of each record");
        }
        Expression a = arguments.get(0);
        Expression b = arguments.get(1);
        boolean swapped = side(a) == Side.RIGHT && side(b) == Side.LEFT;
        if (!swapped && !(side(a) == Side.LEFT && side(b) == Side.RIGHT)) {
            throw new NotUnderstood("`" + whole.sql() + "` must have one argument of l and one of r");
        }
        boolean tokens =
                whole instanceof UnresolvedFunction call && nameOf(call).equals(PairFunctions.TFIDF_COSINE);
        int left = slot(swapped ? b : a, tokens);
        int right = slot(swapped ? a : b, tokens);
        Screen screen = whole instanceof UnresolvedFunction call ? Screen.of(nameOf(call)) : null;
        if (screen != null) screens.put(whole.sql(), screen);
        return new Measures.OfValues(left, right, function, screen);
    }

    private int slot(Expression e, boolean tokens) {
        return tokens ? slots.ofTokens(ofOneRecord(e)) : slots.of(ofOneRecord(e));
    }

    private static double number(Literal literal) {
        try {
            return Double.parseDouble(literal.value().toString());
        } catch (NumberFormatException e) {
            throw new NotUnderstood("`" + literal.sql() + "` stands where a number is needed");
        }
    }

    static Side side(Expression e) {
        if (e instanceof UnresolvedAttribute attribute) {
            List<String> parts = CollectionConverters.asJava(attribute.nameParts());
            String first = parts.get(0).toLowerCase(Locale.ROOT);
            if (parts.size() >= 2 && first.equals("l")) return Side.LEFT;
            if (parts.size() >= 2 && first.equals("r")) return Side.RIGHT;
            throw new NotUnderstood("`" + e.sql() + "`: write l." + e.sql() + " or r." + e.sql());
        }
        Set<Side> sides = new HashSet<>();
        for (Expression child : children(e)) sides.add(side(child));
        sides.remove(Side.NONE);
        return sides.isEmpty()
                ? Side.NONE
                : sides.size() == 1 ? sides.iterator().next() : Side.BOTH;
    }

    /** The expression without {@code l.} and {@code r.}, in Spark's SQL. */
    static String ofOneRecord(Expression e) {
        return Dialect.ofOneRecord(e).sql();
    }

    static String nameOf(UnresolvedFunction function) {
        List<String> parts = CollectionConverters.asJava(function.nameParts());
        return parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
    }

    static List<Expression> children(Expression e) {
        return CollectionConverters.asJava(e.children());
    }
}
