package org.wasl.transform.linkage.compare;

import java.util.ArrayList;
import java.util.List;

/** The expressions over one record that comparisons and blocking rules read; each is worked out once a record. */
public final class Slots {
    private final List<String> expressions = new ArrayList<>();

    /** The place of a Spark SQL expression over the columns of one record. */
    public int of(String expression) {
        int at = expressions.indexOf(expression);
        if (at < 0) {
            at = expressions.size();
            expressions.add(expression);
        }
        return at;
    }

    public List<String> expressions() {
        return List.copyOf(expressions);
    }
}
