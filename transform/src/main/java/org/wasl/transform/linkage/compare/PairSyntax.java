package org.wasl.transform.linkage.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What an SQL expression on a pair of records {@code l} and {@code r} says before it is worked out: of which of the two
 * its parts speak, and what they read.
 */
public final class PairSyntax {
    private static final String OVERLAP = "arrays_overlap";

    private PairSyntax() {}

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
            throw new PairSql.NotUnderstood("`" + sql.strip() + "` is not an SQL condition: " + reason);
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
        return expression instanceof EqualTo equal ? ofBoth(equal.left(), equal.right(), expression) : null;
    }

    /** The lists of both records that an expression wants to share an element: {@code arrays_overlap(l.x, r.x)}; or null. */
    public static @Nullable Equality overlap(Expression expression) {
        List<Expression> lists = children(expression);
        return expression instanceof UnresolvedFunction function
                        && nameOf(function).equals(OVERLAP)
                        && lists.size() == 2
                ? ofBoth(lists.get(0), lists.get(1), expression)
                : null;
    }

    private static @Nullable Equality ofBoth(Expression a, Expression b, Expression expression) {
        Side first = side(a);
        Side second = side(b);
        if (first == Side.LEFT && second == Side.RIGHT) {
            return new Equality(ofOneRecord(a), ofOneRecord(b), expression);
        }
        return first == Side.RIGHT && second == Side.LEFT
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

    static Side side(Expression e) {
        if (e instanceof UnresolvedAttribute attribute) {
            List<String> parts = CollectionConverters.asJava(attribute.nameParts());
            String first = parts.get(0).toLowerCase(Locale.ROOT);
            if (parts.size() >= 2 && first.equals("l")) return Side.LEFT;
            if (parts.size() >= 2 && first.equals("r")) return Side.RIGHT;
            throw new PairSql.NotUnderstood("`" + e.sql() + "`: write l." + e.sql() + " or r." + e.sql());
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
