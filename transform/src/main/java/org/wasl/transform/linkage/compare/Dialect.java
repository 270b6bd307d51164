package org.wasl.transform.linkage.compare;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/** Expressions over one record: their names of functions from DuckDB are put into Spark's words. */
final class Dialect {
    private static final Map<String, String> SPARK = Map.of(
            "array_length", "size",
            "list_length", "size",
            "strlen", "length",
            "list_sort", "sort_array",
            "list_distinct", "array_distinct",
            "str_split", "split");

    private static final Map<Character, String> DATE_PARTS = Map.of(
            'Y', "yyyy", 'm', "M", 'd', "d", 'H', "H", 'M', "m", 'S', "s", 'y', "yy", 'b', "MMM", 'B', "MMMM", 'j',
            "D");

    private Dialect() {}

    /** The expression as it stands for one record: without the record's name, with Spark's functions. */
    static Expression ofOneRecord(Expression e) {
        return e.transformUp(new AbstractPartialFunction<Expression, Expression>() {
            @Override
            public boolean isDefinedAt(Expression node) {
                return node instanceof UnresolvedAttribute || node instanceof UnresolvedFunction;
            }

            @Override
            public <A extends Expression, B> B applyOrElse(A node, scala.Function1<A, B> otherwise) {
                if (!isDefinedAt(node)) return otherwise.apply(node);
                @SuppressWarnings("unchecked")
                B translated = (B) translate(node);
                return translated;
            }
        });
    }

    private static Expression translate(Expression node) {
        if (node instanceof UnresolvedAttribute attribute) {
            List<String> parts = CollectionConverters.asJava(attribute.nameParts());
            return new UnresolvedAttribute(
                    CollectionConverters.asScala(parts.subList(1, parts.size())).toSeq());
        }
        UnresolvedFunction function = (UnresolvedFunction) node;
        List<Expression> arguments = PairSyntax.children(function);
        String name = PairSyntax.nameOf(function);
        if (name.equals("try_strptime") || name.equals("strptime")) {
            return call("try_to_timestamp", arguments.get(0), Literal$.MODULE$.apply(datePattern(arguments.get(1))));
        }
        if (name.equals("regexp_extract") && arguments.size() == 2) {
            return call(name, arguments.get(0), arguments.get(1), Literal$.MODULE$.apply(0));
        }
        if (name.equals("epoch")) {
            // Records hold every value as text, so also a column of dates.
            Expression of = arguments.get(0);
            boolean time = of instanceof UnresolvedFunction inner
                    && PairSyntax.nameOf(inner).equals("try_to_timestamp");
            return call("unix_seconds", time ? of : call("try_to_timestamp", of));
        }
        if (name.equals("len") && arguments.size() == 1) return length(arguments.get(0));
        String spark = SPARK.get(name);
        return spark == null ? function : call(spark, arguments.toArray(Expression[]::new));
    }

    private static Expression call(String name, Expression... arguments) {
        return UnresolvedFunction$.MODULE$.apply(
                name, CollectionConverters.asScala(List.of(arguments)).toSeq(), false);
    }

    /** Of a list how many elements it has, of a text how many characters: which it is, is not known before it is read. */
    private static Expression length(Expression of) {
        String value = of.sql();
        return PairSyntax.parse("CASE WHEN typeof(" + value + ") LIKE 'array%'"
                + " THEN size(from_json(to_json(named_struct('v', " + value + ")), 'v array<string>').v)"
                + " ELSE length(CAST(" + value + " AS STRING)) END");
    }

    /** {@code %Y-%m-%d} as {@code yyyy-M-d}. */
    private static String datePattern(Expression format) {
        if (!(format instanceof Literal literal) || literal.value() == null) {
            throw new PairSql.NotUnderstood("`" + format.sql() + "` must be a date format such as '%Y-%m-%d'");
        }
        String text = literal.value().toString();
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 1 < text.length()) {
                i++;
                String part = DATE_PARTS.get(text.charAt(i));
                if (part == null) {
                    throw new PairSql.NotUnderstood(
                            "'" + text + "': %" + text.charAt(i) + " is not known in a date format");
                }
                pattern.append(part);
            } else if (Character.isLetter(c)) pattern.append('\'').append(c).append('\'');
            else pattern.append(c);
        }
        return pattern.toString();
    }
}
