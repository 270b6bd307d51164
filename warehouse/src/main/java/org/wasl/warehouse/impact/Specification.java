package org.wasl.warehouse.impact;

import java.util.List;

/** One way to estimate the effect. A new estimator is a new member of this family, and a branch in {@link StudyRun}. */
public sealed interface Specification {

    /** What results call it. */
    String name();

    /**
     * Treated against never-treated units before and after: the pooled effect ({@code twfe}), each starting period
     * against the never-treated alone ({@code group}), and the effect by distance from the start ({@code dynamic}) with
     * a joint test of what was there before ({@code pretest}).
     *
     * @param reference the distance that the others are compared with, −1 when nothing is said
     */
    record TwoGroup(String name, int reference) implements Specification {}

    /**
     * Least squares with absorbed effects, by a formula: {@code y ~ x + a:b + i(period, treat, 5) | unit + period}.
     *
     * @param cluster columns whose values share errors: none (heteroskedasticity only), one, or two
     */
    record FixedEffects(String name, String formula, List<String> cluster) implements Specification {
        public FixedEffects {
            cluster = List.copyOf(cluster);
        }
    }
}
