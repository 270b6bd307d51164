package org.wasl.jobs.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.jobs.Failure;

/** A watch over nights at two in Doha, which is 23:00 of the day before in UTC; time passes by being waited for. */
class NightWatchTest {
    private static final Instant NOON = Instant.parse("2020-05-01T12:00:00.5Z");

    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @SuppressWarnings("NullAway")
    private Path record;

    private final List<String> said = new ArrayList<>();
    private final List<Instant> nights = new ArrayList<>();
    private Instant now = NOON;

    @BeforeEach
    void noNightYet() {
        record = folder.resolve("last-night");
    }

    @Test
    void aNewHomeWaitsForItsFirstNight() throws IOException {
        keep(2, () -> {});

        assertEquals(List.of(at("2020-05-01T23:00:00Z"), at("2020-05-02T23:00:00Z")), nights);
        assertEquals("next night: 2020-05-01T23:00:00Z", said.get(0));
        assertEquals("2020-05-02T23:00:00Z", Files.readString(record).strip());
    }

    @Test
    void aMissedNightIsCaughtUpAtOnce() throws IOException {
        Files.writeString(record, "2020-04-29T23:00:10Z\n");

        keep(2, () -> {});

        assertEquals(List.of(NOON, at("2020-05-01T23:00:00Z")), nights);
        assertEquals("next night: 2020-05-01T12:00:00Z", said.get(0));
    }

    @Test
    void aNightThatWasNotMissedIsNotRepeated() throws IOException {
        Files.writeString(record, "2020-04-30T23:00:10Z\n");

        keep(1, () -> {});

        assertEquals(List.of(at("2020-05-01T23:00:00Z")), nights);
    }

    @Test
    void aFailedNightIsToldAndTheNextOneAwaited() {
        keep(2, () -> {
            throw new Failure("the disk is full");
        });

        assertEquals(2, nights.size());
        assertEquals("this night failed: the disk is full", said.get(1));
        assertEquals("next night: 2020-05-02T23:00:00Z", said.get(2));
        assertFalse(Files.exists(record), "it is caught up when the watch begins anew");
    }

    @Test
    void aNightThatWasStoppedEndsTheWatch() {
        keep(9, () -> {
            throw new StoppedException();
        });

        assertEquals(1, nights.size());
        assertEquals(
                "this night stopped between two steps, as asked; the next run goes on from there",
                said.get(said.size() - 1));
        assertFalse(Files.exists(record));
    }

    @Test
    void aRecordThatSaysNothingIsNamed() throws IOException {
        Files.writeString(record, "yesterday\n");

        Failure failure = assertThrows(Failure.class, () -> keep(1, () -> {}));

        assertTrue(String.valueOf(failure.getMessage()).startsWith("cannot read " + record), failure::getMessage);
    }

    /** Keeps watch until so many nights were waited for. */
    private void keep(int waits, NightWatch.Night night) {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Schedule schedule = Schedule.parse("0 0 2 * * *", ZoneId.of("Asia/Qatar"));
        NightWatch.Waiting waiting = due -> {
            if (nights.size() == waits) return false;
            if (due.isAfter(now)) now = due;
            return true;
        };
        new NightWatch(schedule, record, clock, waiting, said::add).keep(() -> {
            nights.add(now);
            night.run();
        });
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }
}
