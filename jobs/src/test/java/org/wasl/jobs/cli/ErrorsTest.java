package org.wasl.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.wasl.transform.TransformException;

class ErrorsTest {
    private static final String OF_SPARK = "Job aborted due to stage failure: Task 0 failed 3 times:"
            + " Unable to acquire 65536 bytes\n\tat org.apache.spark.MemoryConsumer\n\nDriver stacktrace:";

    /** What is advised is more than this process has: a command that links starts with more than a night does. */
    @Test
    void memoryThatATaskDidNotFindIsNamedAsThatWithWhatToDo() {
        Throwable task = new RuntimeException(OF_SPARK, new OutOfMemoryError("Unable to acquire 65536 bytes"));

        long twice = Runtime.getRuntime().maxMemory() / (1 << 20) * 2;
        assertEquals(
                "out of memory: give more with WASL_JAVA_OPTS=-Xmx" + twice + "m (The table device could not be built)",
                Errors.message(new TransformException("The table device could not be built", task), false));
    }

    @Test
    void aStackTraceWithinAMessageIsLeftOut() {
        assertEquals(
                "unexpected IllegalStateException: Job aborted due to stage failure: Task 0 failed 3 times:"
                        + " Unable to acquire 65536 bytes (--verbose shows where)",
                Errors.message(new IllegalStateException(OF_SPARK), false));
    }
}
