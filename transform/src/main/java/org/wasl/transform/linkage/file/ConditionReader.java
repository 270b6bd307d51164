package org.wasl.transform.linkage.file;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.PairSql;
import org.wasl.transform.linkage.compare.Slots;

/** Reads the conditions on two records of a model's rules and levels. */
final class ConditionReader {
    private final Values values;
    private final Problems problems;
    private final Slots unused = new Slots();

    ConditionReader(Values values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    /** The conditions of a list. */
    List<String> read(@Nullable Node node, String key) {
        List<String> conditions = new ArrayList<>();
        for (Node one : Values.nodes(node)) {
            String sql = condition(one);
            check(sql, one.line(), key);
            if (!sql.isEmpty()) conditions.add(sql);
        }
        return conditions;
    }

    /** A rule may be a list of columns that agree. */
    private String condition(Node node) {
        if (node instanceof Node.Sequence) {
            return String.join(
                    " AND ",
                    values.texts(node).stream()
                            .map(c -> "l." + ModelFile.quote(c) + " = r." + ModelFile.quote(c))
                            .toList());
        }
        return values.text(node, "");
    }

    /** Notes why a condition is not understood, where it is not. */
    void check(String sql, int line, String key) {
        if (sql.isEmpty()) {
            problems.add(line, key + ": an empty rule");
            return;
        }
        try {
            new PairSql(unused).test(sql);
        } catch (PairSql.NotUnderstood e) {
            problems.add(line, key + ": " + e.getMessage());
        }
    }
}
