package org.wasl.transform;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;

/**
 * Leaves out shuffles of one partition into one, which move nothing. Spark plans them where it estimates a side of a
 * join to be large, and its estimate of a join is the product of its sides.
 */
final class OnePartition extends Rule<SparkPlan> {
    private OnePartition() {}

    static void extend(SparkSessionExtensions extensions) {
        extensions.injectColumnar(session -> new ColumnarRule() {
            @Override
            public Rule<SparkPlan> preColumnarTransitions() {
                return new OnePartition();
            }
        });
    }

    @Override
    public SparkPlan apply(SparkPlan plan) {
        // Where plans are made anew after each shuffle, the shuffles themselves may not be taken away.
        if (conf().adaptiveExecutionEnabled()) {
            return plan;
        }
        SparkPlan settled = plan.mapChildren(this::apply);
        if (settled instanceof ShuffleExchangeExec shuffle
                && shuffle.outputPartitioning().numPartitions() == 1
                && shuffle.child().outputPartitioning().numPartitions() == 1) {
            return shuffle.child();
        }
        return settled;
    }
}
