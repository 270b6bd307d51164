package org.wasl.transform.linkage;

import org.apache.spark.sql.SparkSession;

/**
 * Up to how much is linked in this process's memory, without Spark's tasks.
 *
 * @param records at most
 * @param pairs that the rules bring together at most
 * @param kept pairs that weigh enough to be kept at most
 */
record Memory(int records, double pairs, double kept) {
    /** What one of many tasks may hold beside others. */
    static final Memory OF_A_TASK = new Memory(20_000, 2_000_000, 500_000);

    /** Heap that a record takes with its keys. */
    private static final int BYTES_OF_RECORD = 900;
    /** Heap that a pair takes as a number of its pattern. */
    private static final int BYTES_OF_PAIR = 2;
    /** Heap that a pair takes which is kept: its row, in the lists of the scored, the allowed and the links. */
    private static final int BYTES_OF_KEPT = 400;
    /** The part of the heap that is theirs, beside the records. */
    private static final int OF_KEPT = 3;

    /** What fits the heap, where the work is this machine's alone. */
    static Memory of(SparkSession spark) {
        if (!spark.sparkContext().isLocal()) return OF_A_TASK;
        long heap = Runtime.getRuntime().maxMemory();
        return new Memory(
                (int) Math.min(heap / BYTES_OF_RECORD, Integer.MAX_VALUE - 1),
                (double) heap / BYTES_OF_PAIR,
                (double) heap / OF_KEPT / BYTES_OF_KEPT);
    }
}
