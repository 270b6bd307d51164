package org.wasl.jobs.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A home's {@code wasl.yaml}; every key has a default.
 *
 * @param programme name of a shipped programme
 * @param inbox where deliveries are dropped, relative to the home
 * @param schedule when `wasl nightly` runs: second minute hour day month weekday, in the programme's time zone
 * @param batch where the job repository lives
 */
public record Settings(String programme, Path inbox, String schedule, Batch batch) {

    /**
     * The job repository.
     *
     * @param url a JDBC URL; null is the embedded database in the home
     * @param passwordEnv name of the environment variable that holds the password, which stands in no file
     */
    public record Batch(
            @Nullable String url,
            @Nullable String user,
            @Nullable String passwordEnv) {}

    public static final Settings DEFAULTS =
            new Settings("better-connections", Path.of("inbox"), "0 0 2 * * *", new Batch(null, null, null));
}
