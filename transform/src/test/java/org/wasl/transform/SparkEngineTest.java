package org.wasl.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.memory.SparkOutOfMemoryError;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

class SparkEngineTest {
    @Test
    void aTaskThatFoundNoMemoryBesideItsNeighboursIsTriedAgain() {
        MapFunction<Long, Integer> attempt = id -> {
            int number = TaskContext.get().attemptNumber();
            if (number == 0)
                throw new SparkOutOfMemoryError(
                        "UNABLE_TO_ACQUIRE_MEMORY", Map.of("requestedBytes", "65536", "receivedBytes", "0"));
            return number;
        };
        assertEquals(
                1,
                TestSpark.session()
                        .range(0, 1, 1, 1)
                        .map(attempt, Encoders.INT())
                        .first());
    }
}
