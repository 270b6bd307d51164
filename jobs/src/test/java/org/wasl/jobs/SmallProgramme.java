package org.wasl.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wasl.jobs.config.SettingsFile;
import org.wasl.jobs.config.Sha256;
import org.wasl.jobs.home.Home;

/** The sample programme's first years, a delivery or two of each feed, and the homes that are made from them. */
final class SmallProgramme {
    private static final Path SAMPLES =
            Path.of(System.getProperty("wasl.root", "..")).resolve("data-samples/better-connections");
    private static final List<String> DELIVERIES = List.of(
            "SYNTHETIC.txt",
            "employer/labour-registry_2016-12-31.csv",
            "employer/enrolment_2017-06-30.xlsx",
            "facility/facility_2015-12-31.csv",
            "facility/facility_2016-12-31.csv",
            "device/device_2016-12-31.csv",
            "device_event/help-desk_2015-12-31.zip",
            "training/training_2016-06-30.csv",
            "survey/wave-1_2018-06-15.csv");
    // The key is an input: two homes that share it give the same pseudonyms.
    private static final String KEY = "00112233445566778899aabbccddeeff".repeat(2);

    // Sessions at a place that no register knows.
    private static final String NOWHERE = """
            Session,Facility,Date,Language,Module,Volunteer,Hours,Attendees,Badges
            T-90000,F-9999,2017-01-10,English,Computer basics,VOL-0094,1.5,2,B122495; B122614
            """;

    @SuppressWarnings("NullAway")
    private static Home published;

    private SmallProgramme() {}

    /** A home with a release, made once in Qatar for all tests; those that change it copy it. */
    static synchronized Home published() throws IOException, InterruptedException {
        if (published != null) return published;
        Path folder = Files.createTempDirectory("wasl-published");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        Home home = home(folder.resolve("home"));
        List<String> qatar = List.of("-Duser.language=ar", "-Duser.country=QA", "-Duser.timezone=Asia/Qatar");
        try (WaslProcess night = WaslProcess.start(ElsewhereAndLater.class, qatar, run(home))) {
            WaslProcess.Ended ended = night.ends();
            if (ended.exitCode() != 0) throw new AssertionError(ended.out() + ended.err());
        }
        published = home;
        return home;
    }

    /** The words of a night over the small programme's inbox, which lies in the home. */
    static String[] run(Home home) throws IOException {
        if (!Files.exists(home.inbox().resolve("facility"))) inbox(home.inbox());
        return new String[] {"run", "--home", home.directory().toString()};
    }

    /** An inbox with these deliveries. */
    static void inbox(Path directory) throws IOException {
        for (String delivery : DELIVERIES) deliver(delivery, directory);
        Files.writeString(directory.resolve("training/training_2017-06-30.csv"), NOWHERE);
    }

    /** One more delivery of the sample programme. */
    static void deliver(String delivery, Path inbox) throws IOException {
        Path target = inbox.resolve(delivery);
        Files.createDirectories(target.getParent());
        Files.copy(SAMPLES.resolve(delivery), target);
    }

    /** A home in which nothing has happened yet. */
    static Home home(Path directory) throws IOException {
        Home home = Home.create(directory, SettingsFile.template());
        Files.writeString(home.restricted().resolve("pseudonym.key"), KEY + "\n");
        return home;
    }

    /** A home as it lies there, at another place. */
    static Home copy(Home home, Path target) throws IOException {
        for (Path file : files(home.directory())) {
            Path place = target.resolve(home.directory().relativize(file).toString());
            Files.createDirectories(place.getParent());
            Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return Home.create(target, SettingsFile.template());
    }

    /** The id of the current release. */
    static String current(Home home) throws IOException {
        return Files.readString(home.releases().resolve("CURRENT")).strip();
    }

    /** Every file of the current release with its SHA-256: its tables, its manifest, its configuration. */
    static List<String> contents(Home home) throws IOException {
        return hashes(home.releases().resolve(current(home)));
    }

    /** Every file below a directory with its SHA-256. */
    static List<String> hashes(Path directory) throws IOException {
        List<String> hashes = new ArrayList<>();
        for (Path file : files(directory))
            hashes.add(Sha256.of(Files.readAllBytes(file)) + "  " + directory.relativize(file));
        return hashes;
    }

    /** What has no business in a home between two nights. */
    static List<String> leftOvers(Home home) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : List.of(home.landing(), home.releases(), home.reports(), home.directory())) {
            names(folder).filter(n -> n.startsWith(".")).forEach(found::add);
        }
        names(home.work()).filter(n -> !n.startsWith("programme-")).forEach(found::add);
        found.removeAll(List.of(".format", ".lock", ".views"));
        return found;
    }

    private static Stream<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(p -> p.getFileName().toString()).toList().stream();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            // A temporary directory that stays does no harm.
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
