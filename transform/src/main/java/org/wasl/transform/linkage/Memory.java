package org.wasl.transform.linkage;

import org.apache.spark.sql.SparkSession;

/**
 * Up to how much is linked in this process's memory, without Spark's tasks.
 *
 * @param records at most
 * @param pairs that the rules bring together at most
 */
record Memory(int records, double pairs) {
    /** What one of many tasks may hold beside others. */
    static final Memory OF_A_TASK = new Memory(20_000, 2_000_000);

    /** Heap that a record takes with its keys. */
    private static final int BYTES_OF_RECORD = 900;
    /** Heap that a pair takes, of which few are kept. */
    private static final int BYTES_OF_PAIR = 2;

    /** What fits the heap, where the work is this machine's alone. */
    static Memory of(SparkSession spark) {
        if (!spark.sparkContext().isLocal()) return OF_A_TASK;
        long heap = Runtime.getRuntime().maxMemory();
        return new Memory((int) Math.min(heap / BYTES_OF_RECORD, Integer.MAX_VALUE - 1), (double) heap / BYTES_OF_PAIR);
    }
}
