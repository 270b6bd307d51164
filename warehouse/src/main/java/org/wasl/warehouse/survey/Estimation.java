package org.wasl.warehouse.survey;

import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request: profile the variables, one pass for the totals, then the algebra. */
final class Estimation {
    private final Connection connection;
    private final String relation;
    private final Design design;

    Estimation(Connection connection, String relation, Design design) {
        this.connection = connection;
        this.relation = relation;
        this.design = design;
    }

    List<Estimate> run(
            List<? extends Estimator> estimators, List<List<String>> classifications, @Nullable String domain) {
        if (estimators.isEmpty()) {
            return List.of();
        }
        throw new SurveyException(
                "No estimator for " + estimators + " on " + relation + classifications + domain + design + connection);
    }
}
