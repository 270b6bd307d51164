package org.wasl.transform;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.clean.CleanFunctions;
import scala.runtime.BoxedUnit;

/**
 * The Spark session of a run: the running one if there is one, else a new one that ends with the run. On one machine it
 * uses all cores; under {@code spark-submit} what that sets holds.
 */
record SparkEngine(SparkSession session, boolean started) implements AutoCloseable {
    private static final int LOCAL_PARTITIONS = 4;
    /**
     * Landed rows up to which every view is one partition. Below, what a shuffle costs (a stage, its tasks, its code) is
     * more than what its parallelism saves: the cores work on different steps instead. Plans are not made anew either.
     */
    private static final long ONE_PARTITION_TO_ROWS = 4_000_000;

    /** Small enough that all writers together stay within their share of the heap, which would change row groups. */
    private static final String ROW_GROUP_BYTES = String.valueOf(32 * 1024 * 1024);

    /**
     * The part of the heap that a sort may hold before it writes to disk: 64 MiB of a night's. While rows still come, a
     * sort gives nothing back to the steps that those rows come from; without a limit it takes all that the task may
     * have, and a sort that starts below it fails.
     */
    private static final int SORT_SHARE = 24;

    /** Every step takes at least a page; Spark's own size for a night's heap, 16 MiB, is more than most of them fill. */
    private static final int PAGES_IN_SORT = 32;

    /** All cores; a task that found no memory beside its neighbours is tried again, beside others. */
    private static final String LOCAL_MASTER = "local[*,3]";

    static SparkEngine start(Path scratch) {
        RememberedMisses.serveThisThread();
        // By its class, not by that of the interface, which would find it with Scala's reflection: a second of work.
        boolean running =
                org.apache.spark.sql.classic.SparkSession.getDefaultSession().isDefined()
                        && !org.apache.spark.sql.classic.SparkSession.getDefaultSession()
                                .get()
                                .sparkContext()
                                .isStopped();
        SparkConf conf = new SparkConf();
        boolean local = !conf.contains("spark.master");
        conf.setIfMissing("spark.master", LOCAL_MASTER);
        conf.setIfMissing("spark.app.name", "wasl transform");
        conf.setIfMissing("spark.ui.enabled", "false");
        if (local) {
            long sortBytes = Runtime.getRuntime().maxMemory() / SORT_SHARE;
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.sql.shuffle.partitions", String.valueOf(LOCAL_PARTITIONS));
            conf.setIfMissing("spark.local.dir", scratch.resolve("spark").toString());
            conf.setIfMissing("spark.shuffle.spill.maxSizeInBytesForSpillThreshold", sortBytes + "b");
            conf.setIfMissing("spark.buffer.pageSize", sortBytes / PAGES_IN_SORT + "b");
        }
        conf.setIfMissing(
                "spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri().toString());
        conf.set("spark.sql.session.timeZone", "UTC");
        conf.set("spark.sql.ansi.enabled", "true");
        conf.set("spark.sql.adaptive.enabled", "true");
        conf.set("spark.sql.datetime.java8API.enabled", "true");
        conf.set("spark.sql.mapKeyDedupPolicy", "LAST_WIN");
        conf.set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        conf.set("spark.hadoop.parquet.block.size", ROW_GROUP_BYTES);
        conf.set("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "2");
        conf.set("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
        SparkSession session = org.apache.spark.sql.classic.SparkSession.builder()
                .config(conf)
                .withExtensions(extensions -> {
                    OnePartition.extend(extensions);
                    return BoxedUnit.UNIT;
                })
                .getOrCreate();
        CleanFunctions.register(session);
        return new SparkEngine(session, !running);
    }

    /** Loads and compiles what every query needs, over nothing. */
    void firstQuery() {
        session.sql("SELECT id % 2 AS half, count(*) AS rows FROM range(2) GROUP BY id % 2 ORDER BY half")
                .collectAsList();
    }

    /**
     * Settles how plans are made, by how much there is to do; what {@code spark-submit} set holds.
     *
     * @return whether every view is to be one partition
     */
    boolean planFor(long landedRows) {
        boolean onePartition = session.sparkContext().isLocal() && started && landedRows <= ONE_PARTITION_TO_ROWS;
        if (onePartition) {
            session.conf().set("spark.sql.adaptive.enabled", "false");
            session.conf().set("spark.sql.shuffle.partitions", "1");
            session.conf().set("spark.sql.leafNodeDefaultParallelism", "1");
        }
        return onePartition;
    }

    /** Has plans interpreted, not compiled, where a session of its own has so little to do that compiling is most of it. */
    void interpret() {
        if (!started || !session.sparkContext().isLocal()) return;
        session.conf().set("spark.sql.codegen.wholeStage", "false");
        session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    }

    @Override
    public void close() {
        if (started) {
            session.stop();
        }
    }
}
