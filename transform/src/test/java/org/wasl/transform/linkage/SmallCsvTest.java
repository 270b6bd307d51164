package org.wasl.transform.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.transform.TestSpark;

/** A small CSV has the cells that Spark finds in it. */
class SmallCsvTest {
    private static final SparkSession SPARK = TestSpark.ofFew();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,name\n1,ann\n2,bob\n",
                "id,name\r\n1,ann\r\n2,bob",
                "id,name\n1,\n2,\"\"\n,bob\n",
                "id,name\n1\n2,bob,more\n\n3,\n",
                "id,name\n1,\"Gulf \"\"Star\"\", Trading\"\n2,\"two\nlines\"\n3, spaced \n",
                "id,الاسم\n1,شركة الخليج\n"
            })
    void itsCellsAreThoseOfSpark(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), text);
        Dataset<Row> small = SmallCsv.read(SPARK, file.toString()).orElseThrow();
        Dataset<Row> large = SPARK.read()
                .option("header", true)
                .option("multiLine", true)
                .option("escape", "\"")
                .csv(file.toString());
        assertEquals(large.schema(), small.schema());
        assertEquals(large.collectAsList(), small.collectAsList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id,id\n1,2\n", "id,\n1,2\n", "\ufeffid,name\n1,ann\n", "id,name\n1,\"ann\" x\n"})
    void whatIsOddIsLeftToSpark(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), text);
        assertEquals(Optional.empty(), SmallCsv.read(SPARK, file.toString()));
    }

    @Test
    void soIsWhatIsNoFileHere() {
        assertTrue(SmallCsv.read(SPARK, folder.resolve("none.csv").toString()).isEmpty());
        assertTrue(SmallCsv.read(SPARK, "hdfs://cluster/people.csv").isEmpty());
        assertTrue(SmallCsv.read(SPARK, folder.toString()).isEmpty());
    }
}
