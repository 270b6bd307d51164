package org.wasl.warehouse.survey;

import java.util.List;
import java.util.Map;

/** Known population totals that the weights must reproduce. */
public sealed interface Calibration {

    /** One margin, each level's weights scaled to its population count. */
    record Poststratify(String variable, Map<String, Double> counts) implements Calibration {}

    /** Several margins by iterative proportional fitting. */
    record Rake(Map<String, Map<String, Double>> margins) implements Calibration {}

    /**
     * Deville and Särndal's (1992) generalised regression family. A total's key is {@code (Intercept)}, a numeric
     * column, or a column followed by one of its levels.
     */
    record Totals(Map<String, Double> totals, Distance distance, double lower, double upper) implements Calibration {
        /** Whether weights follow in one step: a linear distance without bounds. */
        boolean regression() {
            return distance == Distance.LINEAR && Double.isInfinite(lower) && Double.isInfinite(upper);
        }
    }

    /** The distance between design and calibrated weights. */
    enum Distance {
        LINEAR,
        RAKING,
        LOGIT
    }

    /**
     * Whether replicates that are calibrated keep the degrees of freedom that they had before, as R's {@code calibrate} leaves
     * them after all but a regression; else they are those of the weights it makes.
     */
    default boolean keepsDegreesOfFreedom() {
        return this instanceof Totals totals && !totals.regression();
    }

    /** The columns of the data that the calibration reads, where they are known without looking at the data. */
    default List<String> columns() {
        if (this instanceof Poststratify post) {
            return List.of(post.variable());
        }
        return this instanceof Rake rake ? List.copyOf(rake.margins().keySet()) : List.of();
    }
}
