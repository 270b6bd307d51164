package org.wasl.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Over little data, the same answer from a plan without shuffles and without second passes. */
class OnePartitionTest {
    private static final SparkSession MANY = TestSpark.session();
    private static final SparkSession ONE = onePartition();

    @Test
    void sumsAreHashedOnce() {
        assertPlan("SELECT k, count(*) AS n, sum(v) AS v FROM %s GROUP BY k", "HashAggregate");
    }

    @Test
    void textsAreSortedOnce() {
        assertPlan(
                "SELECT k, max(t) AS t, max_by(t, v) FILTER (WHERE v < 8) AS early FROM %s GROUP BY k",
                "Sort SortAggregate");
    }

    @Test
    void listsAreGatheredOnce() {
        assertPlan("SELECT k, array_sort(collect_list(t)) AS t FROM %s GROUP BY k", "ObjectHashAggregate");
    }

    @Test
    void distinctCountsKeepTheirTwoSteps() {
        assertPlan(
                "SELECT k, count(DISTINCT t) AS n, sum(v) AS v FROM %s GROUP BY k",
                "HashAggregate HashAggregate HashAggregate HashAggregate");
    }

    @Test
    void whatAWindowSortedIsNotSortedAgain() {
        assertPlan(
                "SELECT k, max(t) AS t FROM (SELECT *, row_number() OVER (PARTITION BY k ORDER BY v) AS n FROM %s)"
                        + " WHERE n <= 3 GROUP BY k",
                "Sort Window SortAggregate");
    }

    /** The steps that aggregate, sort or shuffle, first to last; and the same rows as of many partitions. */
    private static void assertPlan(String sql, String steps) {
        String rows = "(SELECT id %% 3 AS k, id AS v, concat('t', id %% 5) AS t FROM range(0, 12, 1, %d)"
                + " UNION ALL SELECT id %% 4, id, concat('u', id) FROM range(0, 9, 1, %d))";
        Dataset<Row> one = ONE.sql(sql.formatted(rows.formatted(1, 1)));
        List<String> downwards = Pattern.compile("\\b(Exchange|\\w*Aggregate|Sort|Window)\\b(?=[ (]*\\[|\\()")
                .matcher(one.queryExecution().executedPlan().toString())
                .results()
                .map(step -> step.group(1))
                .toList();
        List<String> upwards = new ArrayList<>(downwards);
        Collections.reverse(upwards);
        assertEquals(steps, String.join(" ", upwards));
        assertEquals(sorted(MANY.sql(sql.formatted(rows.formatted(3, 2)))), sorted(one));
    }

    private static List<String> sorted(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    private static SparkSession onePartition() {
        SparkSession session = MANY.newSession();
        session.conf().set("spark.sql.adaptive.enabled", "false");
        session.conf().set("spark.sql.shuffle.partitions", "1");
        return session;
    }
}
