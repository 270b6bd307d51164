package org.wasl.jobs.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wasl.ingest.Landing;
import org.wasl.ingest.Pseudonyms;
import org.wasl.jobs.Failure;
import org.wasl.jobs.config.ProgrammeFiles;
import org.wasl.jobs.config.Settings;
import org.wasl.jobs.home.Home;
import org.wasl.transform.TransformInputs;

/**
 * What a home's next tables would be made from, for those who look at the night from outside: its landed deliveries and
 * its programme, in a directory that is gone when this is closed.
 */
public record NightInputs(TransformInputs inputs, Path scratch) implements AutoCloseable {
    /** Reads the home; changes nothing there. */
    public static NightInputs of(Home home, Settings settings) {
        Landing landing = new Landing(home.landing(), Pseudonyms.in(home.restricted()));
        List<Path> deliveries = landing.landed().stream().map(landing::path).toList();
        if (deliveries.isEmpty()) {
            throw new Failure("nothing was landed in " + home.landing()
                    + ", so there are no records of the night: run `wasl ingest` first");
        }
        try {
            Path scratch = Files.createTempDirectory("wasl-night");
            Path programme =
                    ProgrammeFiles.of(settings.programme(), home.overrides()).writtenBelow(scratch);
            return new NightInputs(
                    new TransformInputs(
                            programme,
                            deliveries,
                            home.restricted(),
                            scratch.resolve("tables"),
                            scratch.resolve("spark")),
                    scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        WorkFolder.delete(scratch);
    }
}
