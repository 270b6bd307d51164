package org.wasl.transform;

import java.util.List;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateMode;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Partial$;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.RemoveRedundantSorts$;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.aggregate.ObjectHashAggregateExec;
import org.apache.spark.sql.execution.aggregate.SortAggregateExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Leaves out of a plan what only several partitions need. Shuffles into one: of one, they move nothing; of several,
 * which a union has, the one task that reads the result reads them in turn. (Spark plans them where it estimates a side
 * of a join to be large, and its estimate of a join is the product of its sides.) Aggregation in two passes, before and
 * after such a shuffle. Sorts of what the pass before left sorted.
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
        return conf().adaptiveExecutionEnabled() ? plan : RemoveRedundantSorts$.MODULE$.apply(settled(plan));
    }

    private static SparkPlan settled(SparkPlan plan) {
        SparkPlan settled = plan.mapChildren(OnePartition::settled);
        if (settled instanceof ShuffleExchangeExec shuffle
                && shuffle.outputPartitioning().numPartitions() == 1) {
            SparkPlan child = shuffle.child();
            return child.outputPartitioning().numPartitions() == 1 ? child : new CoalesceExec(1, child);
        }
        return settled instanceof BaseAggregateExec last ? inOnePass(last) : settled;
    }

    /** An aggregation whose second pass follows upon its first, as one; any other as it is. */
    private static SparkPlan inOnePass(BaseAggregateExec last) {
        SparkPlan before = last.child() instanceof SortExec sort ? sort.child() : last.child();
        if (!(before instanceof BaseAggregateExec first)
                || !first.getClass().equals(last.getClass())
                || !each(first, Partial$.MODULE$)
                || !each(last, Final$.MODULE$)) {
            return (SparkPlan) last;
        }
        Seq<AggregateExpression> complete = CollectionConverters.asScala(
                        CollectionConverters.asJava(first.aggregateExpressions()).stream()
                                .map(OnePartition::complete)
                                .toList())
                .toSeq();
        if (last instanceof HashAggregateExec hash) {
            return hash.copy(
                    hash.requiredChildDistributionExpressions(),
                    hash.isStreaming(),
                    hash.numShufflePartitions(),
                    first.groupingExpressions(),
                    complete,
                    hash.aggregateAttributes(),
                    0,
                    hash.resultExpressions(),
                    first.child());
        }
        if (last instanceof SortAggregateExec sorted) {
            return sorted.copy(
                    sorted.requiredChildDistributionExpressions(),
                    sorted.isStreaming(),
                    sorted.numShufflePartitions(),
                    first.groupingExpressions(),
                    complete,
                    sorted.aggregateAttributes(),
                    0,
                    sorted.resultExpressions(),
                    first.child());
        }
        if (last instanceof ObjectHashAggregateExec objects) {
            return objects.copy(
                    objects.requiredChildDistributionExpressions(),
                    objects.isStreaming(),
                    objects.numShufflePartitions(),
                    first.groupingExpressions(),
                    complete,
                    objects.aggregateAttributes(),
                    0,
                    objects.resultExpressions(),
                    first.child());
        }
        return (SparkPlan) last;
    }

    private static AggregateExpression complete(AggregateExpression first) {
        return first.copy(
                first.aggregateFunction(), Complete$.MODULE$, first.isDistinct(), first.filter(), first.resultId());
    }

    /** Whether all its functions are in this mode; one without functions, a DISTINCT, is left as it is. */
    private static boolean each(BaseAggregateExec aggregate, AggregateMode mode) {
        List<AggregateExpression> functions = CollectionConverters.asJava(aggregate.aggregateExpressions());
        return !functions.isEmpty() && functions.stream().allMatch(f -> f.mode().equals(mode));
    }
}
