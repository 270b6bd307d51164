package org.wasl.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.jobs.home.Home;

/** A home with a good release, and what may happen to it: the release stays current, and every fault is named. */
class FaultyHomeTest {
    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @SuppressWarnings("NullAway")
    private Home home;

    @SuppressWarnings("NullAway")
    private String release;

    @BeforeEach
    void aHomeWithARelease() throws Exception {
        home = SmallProgramme.copy(SmallProgramme.published(), folder.resolve("home"));
        release = SmallProgramme.current(home);
    }

    @Test
    void badDeliveriesLeaveTheLastReleaseCurrent() throws IOException {
        Command.drop(home, "facility/facility_2017-12-31.csv", new byte[0]);
        Command.drop(home, "training/training_2017-06-30.csv", "Session,Facility\n".getBytes(UTF_8));
        Command.drop(home, "fasility/register.csv", "Facility No\n".getBytes(UTF_8));

        Command run = Command.on(home, "run");

        assertEquals(3, run.exitCode(), run.err());
        assertEquals(3, run.out().lines().filter(l -> l.startsWith("! ")).count(), run.out());
        assertTrue(run.out().contains("there is no feed 'fasility'; did you mean 'facility'?"), run.out());
        assertStillGood(home);
    }

    @Test
    void aReferenceToNothingIsKeptWithoutItsFacility() {
        Command query = Command.on(
                home,
                "query",
                "--format",
                "csv",
                "SELECT session_id, facility_id IS NULL AS nowhere FROM training_session WHERE session_id LIKE '%90000%'");

        assertEquals(0, query.exitCode(), query.err());
        assertEquals(List.of("T-90000,true"), query.out().lines().skip(1).toList());
    }

    @Test
    void aHomeOfANewerWasl() throws IOException {
        Files.writeString(home.directory().resolve(".format"), "99\n");

        Command run = Command.on(home, "run");

        assertEquals(1, run.exitCode());
        assertEquals(
                "wasl: the home " + home.directory()
                        + " was made by a newer wasl (layout 99, this wasl knows 1): use that wasl, or name another home"
                        + " with --home",
                run.message());
    }

    @Test
    void aDamagedTable() throws IOException {
        Path part = home.releases().resolve(release).resolve("facility/part-00000.parquet");
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);

        named("releases/" + release + "/facility/part-00000.parquet: has SHA-256 ");
    }

    @Test
    void aTableCutShort() throws IOException {
        Path part = home.releases().resolve(release).resolve("device/part-00000.parquet");
        Files.write(part, Arrays.copyOf(Files.readAllBytes(part), 100));

        named("releases/" + release + "/device/part-00000.parquet: has 100 bytes, was published with ");
    }

    @Test
    void aTableThatIsGone() throws IOException {
        Files.delete(home.releases().resolve(release).resolve("device/part-00000.parquet"));

        named("releases/" + release + "/device/part-00000.parquet: is in the manifest but not on disk");
    }

    @Test
    void anEditedManifest() throws IOException {
        Path manifest = home.releases().resolve(release).resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest) + " ");

        named("releases/" + release + "/manifest.json: was published with SHA-256 ");
    }

    @Test
    void aManifestThatIsNoLongerOne() throws IOException {
        Files.writeString(home.releases().resolve(release).resolve("manifest.json"), "{\"format\": ");

        named("releases/" + release + "/manifest.json: ");
    }

    @Test
    void aHomeThatCannotBeWritten() throws Exception {
        Command.drop(home, "facility/facility_2017-12-31.csv", new byte[0]);
        try (Mount mount = Mount.readOnly(home.directory())) {
            assumeTrue(mount.done(), "a read-only home needs the right to mount");
            Command run = Command.on(home, "run");

            assertEquals(1, run.exitCode(), run.out());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(
                    run.message().startsWith("wasl: cannot ") && run.message().contains("writ"), run.message());
            assertStillGood(home);
        }
    }

    @Test
    void aFullDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        try (Mount mount = Mount.memory(disk, 48)) {
            assumeTrue(mount.done(), "a small disk needs the right to mount");
            Home small = SmallProgramme.copy(home, disk.resolve("home"));
            SmallProgramme.deliver("survey/wave-2_2019-06-15.csv", small.inbox());
            SmallProgramme.deliver("facility/facility_2018-12-31.csv", small.inbox());
            Path ballast = disk.resolve("ballast");
            fill(ballast, disk, 100_000);

            Command full = Command.on(small, "ingest");

            assertEquals(1, full.exitCode(), full.out() + full.err());
            assertTrue(full.message().contains("disk is full"), full.err());
            assertEquals(1, full.message().lines().count(), full.err());
            assertStillGood(small);

            Files.delete(ballast);
            Command again = Command.on(small, "ingest");

            assertEquals(0, again.exitCode(), again.out() + again.err());
            assertEquals(11, Command.records(small).size());
            try (Stream<Path> landed = Files.list(small.landing())) {
                assertFalse(landed.anyMatch(p -> p.getFileName().toString().startsWith(".")), "nothing is left over");
            }
            assertStillGood(small);
        }
    }

    @Test
    void aFullDiskInTheStagesAfterIngest() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        try (Mount mount = Mount.memory(disk, 64)) {
            assumeTrue(mount.done(), "a small disk needs the right to mount");
            Home small = SmallProgramme.copy(home, disk.resolve("home"));
            // A decision of people: the same tables, but another release.
            Files.writeString(small.restricted().resolve("decisions.csv"), "model,id_l,id_r,decision\n");
            String next =
                    Command.on(small, "publish").message().replaceFirst(".*tables of (r-[0-9a-f]{16}) are.*", "$1");
            Path ballast = disk.resolve("ballast");

            fill(ballast, disk, 100_000);
            full(small, "transform");
            Files.delete(ballast);
            assertStillGood(small);

            built(small, next);
            fill(ballast, disk, 300_000);
            full(small, "publish");
            Files.delete(ballast);
            assertStillGood(small);

            assertEquals(0, Command.on(small, "publish").exitCode(), "the tables are still there");
            assertEquals(next, SmallProgramme.current(small));
            release = next;

            fill(ballast, disk, 300_000);
            full(small, "report");
            Files.delete(ballast);
            assertStillGood(small);
            assertFalse(Files.exists(small.reports().resolve(next)), "no report rather than half of one");
        }
    }

    /** The tables of the current release as transform would have left them for the next. */
    private void built(Home of, String next) throws IOException {
        Path from = of.releases().resolve(release);
        Path to = of.work().resolve("tables-" + next);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (relative.startsWith("config") || relative.toString().startsWith("manifest")) continue;
                Path copy = to.resolve(relative.toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static void full(Home of, String stage) {
        Command command = Command.on(of, stage);
        assertEquals(1, command.exitCode(), () -> stage + ": " + command.out() + command.err());
        assertTrue(command.message().contains("disk is full"), () -> stage + ": " + command.err());
        assertEquals(1, command.message().lines().count(), () -> stage + ": " + command.err());
    }

    @Test
    void aHomeOfAnotherUser() throws Exception {
        assumeTrue(Owner.canBeChanged(), "another user's home needs an administrator, and setpriv");
        SmallProgramme.deliver("facility/facility_2018-12-31.csv", home.inbox());
        Owner.nobody(home.directory());

        denied("cannot lock the home " + home.directory() + " (", "run");
        try (WaslProcess query =
                Owner.stranger("query", "--home", home.directory().toString(), "SELECT 42 AS n")) {
            assertTrue(query.ends().out().contains("42"), "what everyone may read can be read");
        }

        Files.setPosixFilePermissions(home.directory(), PosixFilePermissions.fromString("rwx------"));
        denied(
                "cannot read the home " + home.directory() + " (permission denied): run wasl as the user who owns it",
                "status");
        denied("cannot write the home " + home.directory() + " (permission denied", "run");
        assertStillGood(home);
    }

    private void denied(String message, String command) throws Exception {
        try (WaslProcess process =
                Owner.stranger(command, "--home", home.directory().toString())) {
            WaslProcess.Ended ended = process.ends();
            assertEquals(1, ended.exitCode(), () -> String.join("\n", ended.err()));
            assertEquals("", ended.out());
            assertEquals(1, ended.err().size(), () -> String.join("\n", ended.err()));
            assertTrue(ended.lastLine().startsWith("wasl: " + message), ended.lastLine());
        }
    }

    private static void fill(Path ballast, Path disk, long left) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            while (Files.getFileStore(disk).getUsableSpace() > left) out.write(block);
        }
    }

    private void named(String problem) {
        Command verify = Command.on(home, "verify");

        assertEquals(1, verify.exitCode(), verify.out());
        assertTrue(verify.out().contains("\n  " + problem), verify.out());
        assertEquals("", verify.err());
    }

    private void assertStillGood(Home of) throws IOException {
        assertEquals(release, SmallProgramme.current(of));
        Command verify = Command.on(of, "verify");
        assertEquals(0, verify.exitCode(), verify.out() + verify.err());
    }
}
