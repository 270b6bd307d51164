package org.wasl.transform.clean;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.landed.Programme;

/**
 * The bands of a number that the survey asks for, as the code list of that name declares them: {@code of} names the
 * variable, each code but the last what it is {@code below}, and the last has the rest.
 */
public final class Bands {
    private Bands() {}

    /**
     * The code of an answer as Spark SQL, null where the programme has no such bands.
     *
     * @param answers what holds the variables, for example {@code r.answer}
     * @throws TransformException when the list does not say where each band ends
     */
    public static String sql(List<Programme.CodeList> codes, Set<String> variables, String list, String answers) {
        return codes.stream()
                .filter(one -> one.list().equals(list) && one.of() != null)
                .findFirst()
                .map(one -> sql(one, variables, answers + "." + one.of()))
                .orElse("CAST(NULL AS STRING)");
    }

    private static String sql(Programme.CodeList list, Set<String> variables, String value) {
        if (!variables.contains(list.of())) {
            throw wrong(list, "of: there is no variable " + list.of() + " in variables.yaml");
        }
        StringBuilder sql = new StringBuilder("CASE");
        @Nullable BigDecimal reached = null;
        for (Programme.Entry entry : list.entries()) {
            boolean last = entry.equals(list.entries().get(list.entries().size() - 1));
            BigDecimal below = entry.below();
            if (last != (below == null)) {
                throw wrong(list, "below: every code but the last, which has the rest, says what it is below");
            }
            if (below != null && reached != null && below.compareTo(reached) <= 0) {
                throw wrong(
                        list,
                        "below: " + entry.code() + " ends at " + below + ", where the code before it ends at " + reached
                                + "; write the bands from the lowest up");
            }
            reached = below;
            sql.append(" WHEN ")
                    .append(value)
                    .append(below == null ? " IS NOT NULL" : " < " + below.toPlainString())
                    .append(" THEN '")
                    .append(entry.code().replace("\\", "\\\\").replace("'", "\\'"))
                    .append("'");
        }
        return sql.append(" END").toString();
    }

    private static TransformException wrong(Programme.CodeList list, String what) {
        return new TransformException("codes/" + list.list() + ".yaml: " + what);
    }
}
