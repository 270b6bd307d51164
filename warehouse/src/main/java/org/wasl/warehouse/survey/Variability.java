package org.wasl.warehouse.survey;

import java.util.List;

/** How an estimate would vary over samples: by linearisation or by replicates. */
sealed interface Variability permits Linearised, Replicated {
    Totals totals();

    double[][] covariance(List<Statistic> statistics);

    /** Degrees of freedom of the variance estimator. */
    double degreesOfFreedom();

    default double variance(Statistic statistic) {
        return covariance(List.of(statistic))[0][0];
    }
}
