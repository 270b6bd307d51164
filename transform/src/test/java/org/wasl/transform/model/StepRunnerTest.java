package org.wasl.transform.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.transform.TestSpark;
import org.wasl.transform.link.Decisions;

/** Steps that are kept are computed in the background, each once, and not before what they read. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StepRunnerTest {
    private static final SparkSession SPARK = TestSpark.ofFew();
    /** Opened once the step that reads the source has been planned: a job that does not wait has begun by then. */
    private static final CountDownLatch GATE = new CountDownLatch(1);
    /** Rows of the source made so far. */
    private static final AtomicInteger MADE = new AtomicInteger();

    @Test
    void aStepIsComputedOnceWhatItReadsIsThere(@TempDir Path home) throws InterruptedException {
        Jobs jobs = new Jobs(2);
        SPARK.sparkContext().addSparkListener(jobs);
        SPARK.udf().register("held", (UDF1<Long, Long>) StepRunnerTest::held, DataTypes.LongType);
        try (StepRunner runner = runner(home)) {
            runner.run("steps", new Step.Sql("source", true));
            runner.run("steps", new Step.Sql("reader", true));
            Dataset<Row> reader = SPARK.table("reader");
            assertEquals(
                    1,
                    reader.queryExecution().executedPlan().outputPartitioning().numPartitions());
            GATE.countDown();
            runner.computed(SPARK.table("source")).join();
            assertEquals(4, MADE.get(), "the source is whole when it is said to be there");
            runner.computed(reader).join();
            assertTrue(jobs.ended.await(1, TimeUnit.MINUTES));
            assertEquals(List.of("source starts", "source ends", "reader starts", "reader ends"), jobs.seen);
            assertEquals(List.of(1L, 2L, 3L, 4L), reader.as(Encoders.LONG()).collectAsList());
            assertEquals(4, MADE.get(), "nobody made a row of the source again");
        } finally {
            SPARK.sparkContext().removeSparkListener(jobs);
        }
    }

    @Test
    void whoReadsAStepThatFailedIsToldWhenItReads(@TempDir Path home) {
        try (StepRunner runner = runner(home)) {
            runner.run("steps", new Step.Sql("faulty", true));
            Dataset<Row> faulty = SPARK.table("faulty");
            assertDoesNotThrow(() -> runner.computed(faulty).join());
            Exception told = assertThrows(Exception.class, faulty::collectAsList);
            assertTrue(String.valueOf(told.getMessage()).contains("no such thing"), told::toString);
        }
    }

    private StepRunner runner(Path home) {
        return new StepRunner(SPARK, home, Decisions.read(SPARK, home), Map.of(), true);
    }

    /** Notes what starts and ends, by the names that steps give their jobs. */
    private static final class Jobs extends SparkListener {
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private final Map<Integer, String> names = new ConcurrentHashMap<>();
        private final CountDownLatch ended;

        Jobs(int expected) {
            ended = new CountDownLatch(expected);
        }

        @Override
        public void onJobStart(SparkListenerJobStart job) {
            String name = job.properties().getProperty("spark.job.description");
            names.put(job.jobId(), name);
            seen.add(name + " starts");
        }

        @Override
        public void onJobEnd(SparkListenerJobEnd job) {
            seen.add(names.get(job.jobId()) + " ends");
            ended.countDown();
        }
    }

    private static long held(long id) throws InterruptedException {
        GATE.await();
        MADE.incrementAndGet();
        return id;
    }
}
