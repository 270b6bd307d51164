package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.jobs.home.Home;

/** What the commands that look after a home print, and how they end when they are asked for what is not there. */
class HomeCommandsTest extends PublishedHome {
    @Test
    void statusShowsTheReleaseAndWhatEachFeedDeliveredLast() throws IOException {
        Command table = Command.on(home, "status");
        assertEquals(0, table.exitCode());
        assertTrue(table.out().contains("release  " + release + ", published "), table.out());

        JsonNode status = json("status", "--json");
        assertEquals(release, status.path("release").asText());
        assertTrue(status.path("in_use_by").isNull());
        assertEquals(
                List.of("device", "device_event", "employer", "facility", "survey", "training"),
                status.path("last").findValuesAsText("feed"));
    }

    @Test
    void historyAndVerifyNameTheRelease() throws IOException {
        JsonNode history = json("history", "--json");
        assertEquals(List.of(release), history.findValuesAsText("release"));
        assertTrue(history.get(0).path("rows").asLong() > 0);
        assertTrue(Command.on(home, "history").out().contains(release));

        JsonNode verified = json("verify", "--json");
        assertEquals(release, verified.get(0).path("release").asText());
        assertTrue(verified.get(0).path("sound").asBoolean());
        fails(1, "no release is called \"r-none\"; `wasl history` lists them.", "verify", "r-none");
    }

    @Test
    void aNightWithNothingNewSaysSo() throws Exception {
        Home copy = SmallProgramme.copy(home, folder.resolve("home"));

        Command run = Command.on(copy, "run", "--json");

        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        JsonNode night = JSON.readTree(run.out());
        assertEquals(release, night.path("release").asText());
        assertTrue(night.path("unchanged").asBoolean());
        assertEquals(0, night.path("seconds").size());
        assertTrue(Files.exists(Path.of(night.path("report").asText())));
        assertEquals(
                List.of("feed", "delivery", "file", "rows_read", "rows_landed", "rows_rejected", "status", "message"),
                keys(night.path("deliveries").get(0)));
    }

    /** The small programme's inbox is the generator's: it says so, and whoever reads the report learns it. */
    @Test
    void aReportOfMadeUpRecordsSaysSo() throws IOException {
        Path reports = home.reports().resolve(release);
        assertTrue(text(reports.resolve("report-en.html")).contains("of this release are synthetic"));
        assertTrue(text(reports.resolve("report-ar.html")).contains("سجلات هذا الإصدار مصطنعة"));

        // It stays so when the inbox is another by then: the deliveries carry it.
        Home copy = SmallProgramme.copy(home, folder.resolve("later"));
        Files.delete(copy.inbox().resolve("SYNTHETIC.txt"));
        Files.move(copy.reports().resolve(release), copy.reports().resolve("r-aside"));
        assertEquals(0, Command.on(copy, "report").exitCode());
        assertTrue(text(copy.reports().resolve(release).resolve("report-en.html"))
                .contains("of this release are synthetic"));
    }

    private static String text(Path page) throws IOException {
        return Files.readString(page).replaceAll("\\s+", " ");
    }

    @Test
    void initMakesAHomeOnceAndKeepsItsSettings() throws IOException {
        Path directory = folder.resolve("new home");
        Command init = Command.wasl("init", directory.toString());
        assertEquals(0, init.exitCode(), init.err());
        assertTrue(init.out().contains("then `wasl run --home " + directory + "`"), init.out());
        Path settings = directory.resolve("wasl.yaml");
        Files.writeString(settings, Files.readString(settings) + "# mine\n");

        assertEquals(0, Command.wasl("init", directory.toString()).exitCode());

        assertTrue(Files.readString(settings).endsWith("# mine\n"));
        Files.writeString(settings, "sheduel: x\n");
        Command run = Command.wasl("run", "--home", directory.toString());
        assertEquals(1, run.exitCode());
        assertEquals("wasl: " + settings + ":1: unknown key 'sheduel'; did you mean 'schedule'?\n", run.err());
        Files.writeString(settings, "inbox: inbox\n\n\tschedule: x\n");
        Command tab = Command.wasl("run", "--home", directory.toString());
        assertTrue(tab.err().startsWith("wasl: " + settings + ":3:1: not YAML: found character"), tab.err());
    }

    @Test
    void aHomeThatIsNoneSaysHowToMakeOne() throws IOException {
        Path none = folder.resolve("none");
        for (String command : List.of(
                "status",
                "history",
                "rejects",
                "verify",
                "diff current",
                "query x",
                "trace facility x",
                "export ddi --out x",
                "metrics compute internet_use")) {
            Command there = Command.wasl((command + " --home " + none).split(" "));
            assertEquals(1, there.exitCode(), command);
            assertEquals("", there.out(), command);
            assertEquals(
                    "wasl: no home at " + none + ": make one with `wasl init " + none + "` or `wasl run --home " + none
                            + "`, or name another with --home\n",
                    there.err(),
                    command);
        }
        Command empty =
                Command.wasl("status", "--home", Files.createDirectory(none).toString());
        assertTrue(
                empty.err().startsWith("wasl: " + none + " is not a wasl home (it has no wasl.yaml): "), empty.err());
    }

    @Test
    void wrongUsageNamesWhatWasMeant() {
        assertEquals(2, Command.wasl().exitCode());
        fails(2, "Unmatched argument at index 0: 'staus'; did you mean 'status'?", "staus");
        fails(2, "Unknown option: '--jsn'; did you mean '--json'?", "status", "--jsn");
        fails(2, "Missing required parameter: 'SQL'", "query");
    }
}
