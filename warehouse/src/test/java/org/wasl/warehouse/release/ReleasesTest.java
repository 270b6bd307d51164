package org.wasl.warehouse.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.release.Verification.Kind;

/** A home's releases: made whole or not at all, found again, compared, and re-read byte for byte. */
class ReleasesTest {
    private static final String ONE = "INSERT INTO location BY NAME SELECT 'doha' AS municipality, 57 AS zone, 'a' AS"
            + " label_en; INSERT INTO entity_record BY NAME SELECT 'facility' AS entity, 'fac_1' AS entity_id, 'd1' AS"
            + " delivery_id, 2 AS source_line, 'facility.csv' AS source_file, 'facility' AS feed;";
    private static final String TWO = "INSERT INTO location BY NAME SELECT 'doha' AS municipality, 57 AS zone, 'b' AS"
            + " label_en UNION ALL SELECT 'al_khor', 74, 'c';";

    private final Path home;

    private final Path programme;

    ReleasesTest(@TempDir Path home, @TempDir Path programme) throws IOException {
        this.home = home;
        this.programme = programme;
        Files.writeString(programme.resolve("programme.yaml"), "programme: test\n");
    }

    @Test
    void publishesOnceWhateverHowOften() throws IOException {
        Published first = publish("d1", ONE);
        Published again = publish("d1", ONE);
        assertTrue(first.created());
        assertFalse(again.created());
        assertEquals(first.release(), again.release());
        assertEquals(1, releases("2020-01-01").history().size());
        assertEquals(first.release(), releases("2020-01-01").current().orElseThrow());
        assertEquals(List.of(), leftOvers());
    }

    @Test
    void theManifestIsTheSameBytesInAnotherHomeOnAnotherDay(@TempDir Path other) throws IOException {
        Path here = publish("d1", ONE).release().directory();
        Path there = new Releases(other, clock("2024-02-29"), Limits.defaults())
                .publish(TestTables.write(other.resolve("staged"), ONE), inputs("d1"), programme)
                .release()
                .directory();
        assertArrayEquals(
                Files.readAllBytes(here.resolve(Manifest.FILE)), Files.readAllBytes(there.resolve(Manifest.FILE)));
        assertFalse(Files.readString(here.resolve(Manifest.FILE)).contains(home.toString()));
    }

    @Test
    void anotherDeliveryContractConfigurationCodeOrDecisionIsAnotherRelease() {
        ReleaseInputs base = new ReleaseInputs(List.of(delivery("d1")), "config", "code", "decisions");
        List<ReleaseInputs> others = List.of(
                new ReleaseInputs(List.of(delivery("d2")), "config", "code", "decisions"),
                new ReleaseInputs(
                        List.of(new ReleaseInputs.Delivery("facility", "d1", "other")), "config", "code", "decisions"),
                new ReleaseInputs(List.of(delivery("d1")), "other", "code", "decisions"),
                new ReleaseInputs(List.of(delivery("d1")), "config", "other", "decisions"),
                new ReleaseInputs(List.of(delivery("d1")), "config", "code", "other"));
        for (ReleaseInputs other : others) {
            assertNotEquals(ReleaseId.of(base), ReleaseId.of(other));
        }
    }

    @Test
    void aFailingCheckKeepsTheOldReleaseAndShowsTheRows() throws IOException {
        Release good = publish("d1", ONE).release();
        Path staged = TestTables.write(home.resolve("staged"), ONE + ONE);
        var failure = assertThrows(
                ReleaseException.ChecksFailed.class,
                () -> releases("2020-01-02").publish(staged, inputs("d2"), programme));
        CheckResult check = failure.failed().stream()
                .filter(c -> c.id().equals("location.primary_key"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(List.of("doha", "57", "2")), check.sample());
        assertEquals(good, releases("2020-01-02").current().orElseThrow());
        assertEquals(List.of(), leftOvers());
    }

    @Test
    void aRunKilledAfterAnyStepIsFinishedByTheNext() throws IOException {
        Release whole = publish("d1", ONE).release();
        String manifest = Files.readString(whole.directory().resolve(Manifest.FILE));
        // Undone from the last step back: views, pointer, history.
        List<Path> steps = List.of(
                home.resolve("releases/.views"),
                home.resolve("wasl.duckdb"),
                home.resolve("releases/CURRENT"),
                home.resolve("releases/history.jsonl"),
                home.resolve("releases/FORMAT"));
        for (int undone = 1; undone <= steps.size(); undone++) {
            for (Path step : steps.subList(0, undone)) {
                Files.deleteIfExists(step);
            }
            Files.writeString(home.resolve(".wasl.duckdb.tmp"), "half");
            Files.writeString(home.resolve("releases/.CURRENT.tmp"), "half");
            assertEquals(whole, publish("d1", ONE).release());
            assertEquals(whole, releases("2020-01-01").current().orElseThrow());
            for (Path step : steps) {
                assertTrue(Files.exists(step), step + " is back");
            }
            assertEquals(1, releases("2020-01-01").history().size());
        }
        assertEquals(manifest, Files.readString(whole.directory().resolve(Manifest.FILE)));
    }

    @Test
    void aHalfStagedReleaseIsNeverSeenAndIsSwept() throws IOException {
        Release good = publish("d1", ONE).release();
        Releases releases = releases("2020-01-02");
        Path half = releases.staging(ReleaseId.of(inputs("d2")));
        TestTables.write(half, TWO);
        assertTrue(releases.find(ReleaseId.of(inputs("d2"))).isEmpty());
        assertEquals(good, releases.current().orElseThrow());
        assertEquals(List.of(half), releases.sweep());
        assertEquals(List.of(), releases.sweep());
    }

    @Test
    void aHistoryLineCutShortIsNoEntryAndSpoilsNoOther() throws IOException {
        publish("d1", ONE);
        Files.writeString(
                home.resolve("releases/history.jsonl"),
                Files.readString(home.resolve("releases/history.jsonl")) + "{\"release\":\"r-00",
                StandardCharsets.UTF_8);
        publish("d2", TWO);
        assertEquals(2, releases("2020-01-03").history().size());
    }

    @Test
    void aReleaseAnswersToItsIdABeginningOfItCurrentAndADate() throws IOException {
        Release one = publish("d1", ONE).release();
        Release two = publish("d2", TWO, "2020-03-01").release();
        Releases releases = releases("2020-04-01");
        assertEquals(one, releases.resolve(one.id().value()));
        assertEquals(two, releases.resolve(two.id().value().substring(2, 9)));
        assertEquals(two, releases.resolve("current"));
        assertEquals(one, releases.resolve("2020-02-29"));
        assertEquals(two, releases.resolve("2020-03-01"));
        assertTrue(message(() -> releases.resolve("r-")).contains("is the beginning of 2 releases"));
        assertTrue(message(() -> releases.resolve("2019-12-31")).contains("nothing was published on or before"));
        assertTrue(message(() -> releases.resolve("nonsense")).contains("no release is called"));
    }

    @Test
    void diffCountsRowsByKey() throws IOException {
        Release one = publish("d1", ONE).release();
        Release two = publish("d2", TWO).release();
        TableDiff location = releases("2020-01-01").diff(one, two).stream()
                .filter(d -> d.table().equals("location"))
                .findFirst()
                .orElseThrow();
        assertEquals(new TableDiff("location", 1, 2, 1, 0, 1), location);
    }

    @Test
    void verifyNamesWhatWasHarmed() throws IOException {
        Release release = publish("d1", ONE).release();
        assertEquals(List.of(), problems(release));
        Path part = release.directory().resolve("location/part-00000.parquet");
        byte[] good = Files.readAllBytes(part);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 1;
        Files.write(part, bad);
        assertEquals(List.of(Kind.CORRUPTED + " location/part-00000.parquet"), problems(release));
        Files.write(part, java.util.Arrays.copyOf(good, good.length - 1));
        assertEquals(List.of(Kind.CORRUPTED + " location/part-00000.parquet"), problems(release));
        Files.delete(part);
        assertEquals(List.of(Kind.MISSING + " location/part-00000.parquet"), problems(release));
        Files.write(part, good);
        Files.writeString(release.directory().resolve("location/extra.csv"), "x");
        assertEquals(List.of(Kind.EXTRA + " location/extra.csv"), problems(release));
        Files.delete(release.directory().resolve("location/extra.csv"));
        Path manifest = release.directory().resolve(Manifest.FILE);
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("\"rows\" : 1", "\"rows\" : 2"));
        assertEquals(List.of(Kind.MANIFEST + " manifest.json"), problems(release));
        Files.writeString(manifest, text.substring(0, text.length() / 2));
        assertEquals(List.of(Kind.MANIFEST + " manifest.json"), problems(release));
    }

    @Test
    void verifyCountsTheLandedRowsAgain() throws IOException {
        Release release = publish("d1", ONE).release();
        Path record = home.resolve("landing/facility/d1/delivery.json");
        Files.writeString(record, "{\"rows_read\": 3, \"rows_landed\": 1, \"rows_rejected\": 1}");
        List<String> found = releases("2020-01-01").verify(release.id().value()).problems().stream()
                .map(p -> p.kind() + " " + p.path() + " " + p.message())
                .toList();
        assertEquals(
                List.of(
                        "NOT_CONSERVED landing/facility/d1/delivery.json 3 rows read, but 1 landed and 1 rejected",
                        "NOT_CONSERVED landing/facility/d1 holds 0 rows, delivery.json says 1 landed"),
                found);
    }

    @Test
    void aHomeOfANewerFormatIsLeftAlone() throws IOException {
        publish("d1", ONE);
        Files.writeString(home.resolve("releases/FORMAT"), "2\n");
        var refusal = assertThrows(ReleaseException.NewerFormat.class, () -> releases("2020-01-01"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("has format 2, this wasl knows 1"));
    }

    @Test
    void aHomeThatCannotBeWrittenKeepsItsRelease() throws IOException {
        Release good = publish("d1", ONE).release();
        // A directory where the temporary file must go stands for a full or read-only disk, also for root.
        Files.createDirectories(home.resolve(".wasl.duckdb.tmp/in-the-way"));
        var failure = assertThrows(ReleaseException.NotWritable.class, () -> publish("d2", TWO));
        assertTrue(String.valueOf(failure.getMessage()).contains("Nothing readers see was changed"));
        assertEquals(good, releases("2020-01-01").current().orElseThrow());
        Durable.deleteTree(home.resolve(".wasl.duckdb.tmp"));
        assertNotEquals(good, publish("d2", TWO).release());
    }

    @Test
    void traceShowsTheFileLineOrElseSaysItIsGone() throws IOException {
        publish("d1", ONE);
        Path inbox = Files.createDirectories(home.resolve("inbox/facility")).resolve("facility.csv");
        Files.writeString(inbox, "no,name\n1,\"Camp\nnorth\"\n");
        Files.writeString(
                home.resolve("landing/facility/d1/delivery.json"),
                "{\"file\": \"facility.csv\", \"sha256\": \"" + Hashes.sha256(inbox) + "\", \"encoding\": \"UTF-8\"}");
        Releases releases = releases("2020-01-01");
        assertEquals(
                new Trace.Line("facility", "d1", "facility.csv", 2, Trace.Origin.FILE, "1,\"Camp\nnorth\""),
                releases.trace("facility", "fac_1").lines().get(0));
        Files.writeString(inbox, "no,name\n1,changed\n");
        assertEquals(
                Trace.Origin.NOT_FOUND,
                releases.trace("facility", "fac_1").lines().get(0).origin());
        assertTrue(message(() -> releases.trace("facilty", "fac_1")).contains("entities are facility"));
    }

    private List<String> problems(Release release) {
        Path base = home.relativize(release.directory());
        return releases("2020-01-01").verify(release.id().value()).problems().stream()
                .filter(p -> p.kind() != Kind.NOT_CONSERVED)
                .map(p -> p.kind() + " " + base.relativize(Path.of(p.path())))
                .distinct()
                .toList();
    }

    private static String message(org.junit.jupiter.api.function.Executable asked) {
        return String.valueOf(
                assertThrows(ReleaseException.Unknown.class, asked).getMessage());
    }

    private List<String> leftOvers() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("releases"))) {
            return files.map(p -> p.getFileName().toString())
                    .filter(n -> n.startsWith(".") && !n.equals(".views"))
                    .toList();
        }
    }

    private Published publish(String delivery, String script) throws IOException {
        return publish(delivery, script, "2020-01-01");
    }

    private Published publish(String delivery, String script, String day) throws IOException {
        Path landed = Files.createDirectories(home.resolve("landing/facility").resolve(delivery));
        Files.writeString(
                landed.resolve("delivery.json"), "{\"rows_read\": 0, \"rows_landed\": 0, \"rows_rejected\": 0}");
        return releases(day).publish(TestTables.write(home.resolve("staged"), script), inputs(delivery), programme);
    }

    private Releases releases(String day) {
        return new Releases(home, clock(day), Limits.defaults());
    }

    private static Clock clock(String day) {
        return Clock.fixed(Instant.parse(day + "T21:30:00Z"), ZoneOffset.ofHours(3));
    }

    private static ReleaseInputs inputs(String delivery) {
        return new ReleaseInputs(List.of(delivery(delivery)), "config", "code", "");
    }

    private static ReleaseInputs.Delivery delivery(String id) {
        return new ReleaseInputs.Delivery("facility", id, "contract");
    }
}
