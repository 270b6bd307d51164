package org.wasl.warehouse.survey;

import java.util.List;

/** Respondents carry the weights of those who did not respond. */
public sealed interface Nonresponse {

    /** SQL of the condition that a row responded. */
    String responded();

    /** In each cell by the share of the weights that responded. */
    record Cells(String responded, List<String> columns) implements Nonresponse {
        public Cells {
            columns = List.copyOf(columns);
        }
    }

    /** By the inverse of a response probability, a logit model of {@code x + g}. */
    record Propensity(String responded, String model) implements Nonresponse {}

    /** The condition, false where it is unknown. */
    default String condition() {
        return "coalesce((" + responded() + ")::boolean, false)";
    }
}
