package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.jobs.SmallProgramme.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.wasl.jobs.WaslProcess.Ended;
import org.wasl.jobs.home.Home;

/**
 * Nights as processes: killed in each stage, started twice at once, a year later in another country. In the end there
 * is the release of the one that nobody disturbed, byte for byte. The other tests go on while this one waits for its processes.
 */
@Execution(ExecutionMode.CONCURRENT)
class BrokenNightTest {
    private static final List<String> TURKISH_NEWFOUNDLAND =
            List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=America/St_Johns");

    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @Test
    void aNightKilledInEveryStageEndsInTheReleaseOfAnUnbrokenOne() throws Exception {
        Home home = SmallProgramme.home(folder.resolve("broken"));
        Path pointer = home.releases().resolve("CURRENT");

        try (WaslProcess night = night(home)) {
            night.says("ingest: started").makes(home.landing(), "facility");
            night.kill();
        }
        assertFalse(Files.exists(pointer));

        try (WaslProcess night = night(home)) {
            night.says("transform: started").makes(home.work(), "tables-");
            assertTurnedAway(home, night);
            night.kill();
        }
        assertFalse(Files.exists(pointer));

        try (WaslProcess night = night(home)) {
            night.says("publish: started").makes(home.releases(), ".staging-");
            night.kill();
        }
        assertFalse(Files.exists(pointer));

        try (WaslProcess night = night(home)) {
            night.says("report: started").makes(home.reports(), ".writing-");
            night.kill();
        }
        Home unbroken = SmallProgramme.published();
        assertEquals(SmallProgramme.current(unbroken), SmallProgramme.current(home), "published before the report");

        try (WaslProcess night = night(home)) {
            Ended ended = night.ends();
            assertEquals(0, ended.exitCode(), () -> String.join("\n", ended.err()));
        }
        assertEquals(SmallProgramme.contents(unbroken), SmallProgramme.contents(home));
        assertEquals(landed(unbroken), landed(home), "no row is lost, none is doubled");
        assertEquals(List.of(), SmallProgramme.leftOvers(home));
        assertEquals(
                1, Files.readAllLines(home.releases().resolve("history.jsonl")).size());
        assertTrue(Files.exists(
                home.reports().resolve(SmallProgramme.current(home)).resolve("report-en.html")));
    }

    private static WaslProcess night(Home home) throws IOException {
        return WaslProcess.start(ElsewhereAndLater.class, TURKISH_NEWFOUNDLAND, run(home));
    }

    /** A second night at the same time says who holds the home, and leaves it alone. */
    private static void assertTurnedAway(Home home, WaslProcess first) throws Exception {
        try (WaslProcess second = WaslProcess.start(run(home))) {
            Ended ended = second.ends();
            assertEquals(1, ended.exitCode(), ended.out());
            assertEquals(1, ended.err().size(), () -> String.join("\n", ended.err()));
            assertTrue(ended.lastLine().contains("is in use by `wasl run` (process " + first.pid()), ended.lastLine());
        }
    }

    private static List<String> landed(Home home) {
        return Command.records(home).stream()
                .map(r -> r.feed() + " " + r.deliveryId() + " #" + r.sequence() + " " + r.status() + " " + r.rowsRead()
                        + " = " + r.rowsLanded() + " + " + r.rowsRejected())
                .toList();
    }
}
