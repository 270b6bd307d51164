package org.wasl.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wasl.jobs.config.ProgrammeFiles;
import org.wasl.jobs.config.Settings;
import org.wasl.jobs.config.SettingsFile;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;

/** Where definitions come from when no release is asked for. */
final class Definitions {
    private Definitions() {}

    /** The catalogue of the home, with its overrides; the shipped one where there is no home. */
    static Catalogue ofHome(Path directory) {
        return Catalogue.load(programme(directory));
    }

    /** The programme's files, likewise. */
    static Path programme(Path directory) {
        Optional<Home> home = Home.find(directory);
        Settings settings = home.map(h -> SettingsFile.read(h.settings(), ProgrammeFiles.shipped()))
                .orElse(Settings.DEFAULTS);
        ProgrammeFiles files = ProgrammeFiles.of(settings.programme(), directory.resolve("programme"));
        Path scratch = Path.of(
                System.getProperty("java.io.tmpdir"),
                "wasl-" + ProcessHandle.current().info().user().orElse("user"));
        return files.writtenBelow(home.map(Home::work).filter(Files::isWritable).orElse(scratch));
    }
}
