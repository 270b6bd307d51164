package org.wasl.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of the tests' JVM, made as a run makes it. */
public final class TestSpark {
    private static final class Held {
        static final SparkSession SESSION = start();

        private static SparkSession start() {
            try {
                return SparkEngine.start(Files.createTempDirectory("wasl-transform-test"))
                        .session();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TestSpark() {}

    public static SparkSession session() {
        return Held.SESSION;
    }

    /** The same over so little data that plans are not made anew nor compiled, and two partitions are many. */
    public static SparkSession ofFew() {
        SparkSession session = session().newSession();
        session.conf().set("spark.sql.adaptive.enabled", "false");
        session.conf().set("spark.sql.shuffle.partitions", "2");
        session.conf().set("spark.sql.codegen.wholeStage", "false");
        session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        return session;
    }
}
