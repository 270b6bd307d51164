package org.wasl.transform.linkage.compare;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A condition on two records with SQL's three answers. */
@FunctionalInterface
public interface Test extends Serializable {
    int FALSE = 0;
    int TRUE = 1;
    int UNKNOWN = 2;

    int of(@Nullable Term[] left, @Nullable Term[] right);

    default boolean holds(@Nullable Term[] left, @Nullable Term[] right) {
        return of(left, right) == TRUE;
    }

    static Test and(Test a, Test b) {
        return (l, r) -> {
            int first = a.of(l, r);
            if (first == FALSE) return FALSE;
            int second = b.of(l, r);
            return second == FALSE ? FALSE : first == TRUE && second == TRUE ? TRUE : UNKNOWN;
        };
    }

    static Test or(Test a, Test b) {
        return new Conditions.Either(a, b);
    }

    static Test not(Test a) {
        return (l, r) -> switch (a.of(l, r)) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            default -> UNKNOWN;
        };
    }
}
