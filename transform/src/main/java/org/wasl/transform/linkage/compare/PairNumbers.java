package org.wasl.transform.linkage.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.BinaryOperator;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Conditions.Order;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The numbers that conditions on a pair of records ask for: similarities, distances, arithmetic on them, and values. One
 * that several levels ask for is worked out once a pair.
 */
final class PairNumbers {
    private final Slots slots;
    private final PairSql conditionsOf;
    private final Map<String, Measure> measures = new HashMap<>();
    private final Map<String, Screen> screens = new HashMap<>();

    /** @param conditionsOf the conditions of {@code CASE} */
    PairNumbers(Slots slots, PairSql conditionsOf) {
        this.slots = slots;
        this.conditionsOf = conditionsOf;
    }

    /** The screen of a similarity or distance where only its bound is asked for; null where there is none. */
    @Nullable Screen screen(Expression e, Order order) {
        known(e);
        Screen screen = screens.get(e.sql());
        boolean fits = screen != null
                && (screen.ofDistance()
                        ? order == Order.AT_MOST || order == Order.BELOW
                        : order == Order.AT_LEAST || order == Order.ABOVE);
        return fits ? screen : null;
    }

    /** What is asked for as a number must be exact. */
    Measure measure(Expression e) {
        Measure measure = known(e);
        Screen screen = screens.get(e.sql());
        if (screen != null) screen.letAllPass();
        return measure;
    }

    Measure known(Expression e) {
        Measure known = measures.get(e.sql());
        if (known == null) {
            Measure made = make(e);
            known = PairSyntax.side(e) == PairSyntax.Side.BOTH ? new Measures.Once(made) : made;
            measures.put(e.sql(), known);
        }
        return known;
    }

    private Measure make(Expression e) {
        PairSyntax.Side side = PairSyntax.side(e);
        if (e instanceof Literal literal && literal.value() != null) {
            return new Measures.Constant(number(literal));
        }
        if (side == PairSyntax.Side.LEFT || side == PairSyntax.Side.RIGHT) {
            int slot = slots.of(PairSyntax.ofOneRecord(e));
            boolean left = side == PairSyntax.Side.LEFT;
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
        throw new PairSql.NotUnderstood("`" + e.sql() + "` cannot be worked out from two records");
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
        throw new PairSql.NotUnderstood("`" + e.sql() + "` cannot be worked out from two records");
    }

    private Measure cases(CaseWhen e) {
        List<Test> conditions = new ArrayList<>();
        List<Measure> values = new ArrayList<>();
        CollectionConverters.asJava(e.branches()).forEach(branch -> {
            conditions.add(conditionsOf.test(branch._1()));
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
        String name = PairSyntax.nameOf(e);
        List<Expression> arguments = PairSyntax.children(e);
        if (PairFunctions.isList(name)
                && arguments.size() == 1
                && arguments.get(0) instanceof UnresolvedFunction inner
                && PairFunctions.isIntersection(PairSyntax.nameOf(inner))) {
            return ofTerms(e, PairSyntax.children(inner), PairFunctions.COMMON_ELEMENTS);
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
        throw new PairSql.NotUnderstood("`" + e.sql() + "`: the function " + name
                + " is not known for two records; known are " + PairFunctions.NAMES);
    }

    private Measure ofTerms(Expression whole, List<Expression> arguments, PairFunctions.OfTerms function) {
        if (arguments.size() != 2) {
            throw new PairSql.NotUnderstood("`" + whole.sql() + "` takes two arguments, one of each record");
        }
        Expression a = arguments.get(0);
        Expression b = arguments.get(1);
        boolean swapped = PairSyntax.side(a) == PairSyntax.Side.RIGHT && PairSyntax.side(b) == PairSyntax.Side.LEFT;
        if (!swapped && !(PairSyntax.side(a) == PairSyntax.Side.LEFT && PairSyntax.side(b) == PairSyntax.Side.RIGHT)) {
            throw new PairSql.NotUnderstood("`" + whole.sql() + "` must have one argument of l and one of r");
        }
        boolean tokens = whole instanceof UnresolvedFunction call
                && PairSyntax.nameOf(call).equals(PairFunctions.TFIDF_COSINE);
        int left = slot(swapped ? b : a, tokens);
        int right = slot(swapped ? a : b, tokens);
        Screen screen = whole instanceof UnresolvedFunction call ? Screen.of(PairSyntax.nameOf(call)) : null;
        if (screen != null) screens.put(whole.sql(), screen);
        return new Measures.OfValues(left, right, function, screen);
    }

    private int slot(Expression e, boolean tokens) {
        return tokens ? slots.ofTokens(PairSyntax.ofOneRecord(e)) : slots.of(PairSyntax.ofOneRecord(e));
    }

    static double number(Literal literal) {
        try {
            return Double.parseDouble(literal.value().toString());
        } catch (NumberFormatException e) {
            throw new PairSql.NotUnderstood("`" + literal.sql() + "` stands where a number is needed");
        }
    }
}
