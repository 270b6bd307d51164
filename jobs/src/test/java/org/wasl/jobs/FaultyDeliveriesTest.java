package org.wasl.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.ingest.DeliveryRecord.Status;
import org.wasl.jobs.home.Home;

/** What source systems get wrong, as files in an inbox, and what `wasl ingest` says and keeps of each. */
class FaultyDeliveriesTest {
    private static final String FILE = "facility/facility_2016-12-31.csv";
    private static final String HEADER = "Facility No,Site Name,Municipality,Opening Date,Employer";
    private static final int SOUND = 9;

    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @SuppressWarnings("NullAway")
    private Home home;

    @BeforeEach
    void anEmptyHome() throws IOException {
        home = SmallProgramme.home(folder.resolve("home"));
    }

    @Test
    void anEmptyFile() throws IOException {
        turnedAway("", "failed: facility_2016-12-31.csv is empty (0 bytes)");
    }

    @Test
    void aHeaderWithoutRows() throws IOException {
        turnedAway(HEADER + "\n", "quarantined: the file has a header and no rows; at least 1 are expected");
    }

    @Test
    void aDelimiterThatNobodyUses() throws IOException {
        turnedAway(sound().replace(',', '#'), "failed: the header is one single column, 'Facility No#Site Name#");
    }

    @Test
    void aRequiredColumnThatIsMissing() throws IOException {
        turnedAway(
                sound().replace("Municipality", "Region"),
                "the required column 'municipality' is missing; headers found: ");
    }

    @Test
    void binaryGarbage() throws IOException {
        byte[] garbage = new byte[20_000];
        new Random(7).nextBytes(garbage);
        turnedAway(garbage, "failed: facility_2016-12-31.csv is not a text file");
    }

    @Test
    void everyValueInvalid() throws IOException {
        Command.drop(home, "facility/facility_2015-12-31.csv", sound().getBytes(UTF_8));
        turnedAway(
                (HEADER + "\n" + "y,?,nowhere,never,\n".repeat(9)),
                "quarantined: 9 of 9 rows are rejected (100.0 %; at most 20.0 % are allowed)");
        assertEquals(
                List.of(Status.LANDED, Status.QUARANTINED),
                Command.records(home).stream().map(DeliveryRecord::status).toList(),
                "only the delivery that breaks the threshold is stopped");
    }

    @Test
    void aFileThatCannotBeOpened() throws IOException {
        Command.drop(home, "facility/facility_2015-12-31.csv", sound().getBytes(UTF_8));
        Files.createSymbolicLink(home.inbox().resolve(FILE), folder.resolve("nowhere"));

        Command ingest = Command.on(home, "ingest");

        assertEquals(3, ingest.exitCode(), ingest.err());
        assertTrue(
                ingest.out().contains("! " + FILE + " failed: cannot be opened: it is a link to nothing"),
                ingest.out());
        assertEquals(SOUND, Command.records(home).get(0).rowsLanded());
    }

    @Test
    void anUnknownColumnIsNotedAndDoesNoHarm() throws IOException {
        DeliveryRecord record =
                landed(sound().replace("Employer", "Mood of the day").getBytes(UTF_8));

        assertEquals(List.of("Mood of the day"), record.columnsAdded());
        assertEquals(SOUND, record.rowsLanded());
    }

    @Test
    void utf16WithAByteOrderMark() throws IOException {
        readsArabic(StandardCharsets.UTF_16, "UTF-16BE");
        readsArabic(Charset.forName("x-UTF-16LE-BOM"), "UTF-16LE");
    }

    @Test
    void windows1256() throws IOException {
        readsArabic(Charset.forName("windows-1256"), "windows-1256");
    }

    @Test
    void aQuoteThatIsNotClosed() throws IOException {
        rejects("F-0010,\"Camp 10,Doha,2016-03-01,\n", "unbalanced_quote");
    }

    @Test
    void aFieldOfTenMegabytes() throws IOException {
        rejects("F-0010," + "x".repeat(10_000_000) + ",Doha,2016-03-01,\n", "field_too_long");
    }

    @Test
    void aLastLineThatIsCutOff() throws IOException {
        DeliveryRecord record = landed((sound() + "F-0010,Camp 10,Do").getBytes(UTF_8));

        assertEquals(Map.of("truncated", 1L), record.rejectsByRule());
        assertEquals(SOUND, record.rowsLanded());
    }

    @Test
    void theSameKeyTwice() throws IOException {
        rejects("F-0001,Camp 1,Doha,2016-03-01,\n", "duplicate_key");
    }

    @Test
    void aDateThatDoesNotExist() throws IOException {
        rejects("F-0010,Camp 10,Doha,2016-02-30,\n", "type");
    }

    /** Nothing of the file is used; one line says why. */
    private void turnedAway(String text, String why) throws IOException {
        turnedAway(text.getBytes(UTF_8), why);
    }

    private void turnedAway(byte[] bytes, String why) throws IOException {
        Command.drop(home, FILE, bytes);

        Command ingest = Command.on(home, "ingest");

        assertEquals(3, ingest.exitCode(), ingest.err());
        List<String> said = ingest.out().lines().filter(l -> l.startsWith("! ")).toList();
        assertEquals(1, said.size(), ingest.out());
        assertTrue(said.get(0).startsWith("! " + FILE + " ") && said.get(0).contains(why), said.get(0));
        assertFalse(Command.records(home).isEmpty(), "what was delivered is on record");
        assertEquals("", ingest.message());
    }

    /** One bad row between sound ones: it alone is rejected, and shown with its line. */
    private void rejects(String row, String rule) throws IOException {
        String more = "F-0011,Camp 11,Doha,2016-03-01,\n";
        DeliveryRecord record = landed((sound() + row + more).getBytes(UTF_8));

        assertEquals(Map.of(rule, 1L), record.rejectsByRule());
        assertEquals(SOUND + 1, record.rowsLanded());
        Command rejects = Command.on(home, "rejects", "--format", "csv");
        List<String> lines = rejects.out().lines().toList();
        assertTrue(lines.get(1).contains("," + (SOUND + 2) + ","), () -> lines.get(1) + " names the line");
    }

    private void readsArabic(Charset charset, String name) throws IOException {
        String text = sound().replace("Camp 1,", "سكن الدوحة,");
        DeliveryRecord record = landed(text.getBytes(charset));

        assertEquals(name, record.encoding());
        assertEquals(SOUND, record.rowsLanded());
    }

    private DeliveryRecord landed(byte[] bytes) throws IOException {
        Command.drop(home, FILE, bytes);
        Command ingest = Command.on(home, "ingest");
        assertEquals(0, ingest.exitCode(), ingest.out() + ingest.err());
        List<DeliveryRecord> records = new ArrayList<>(Command.records(home));
        return records.get(records.size() - 1);
    }

    private static String sound() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int i = 1; i <= SOUND; i++)
            text.append("F-000").append(i).append(",Camp ").append(i).append(",Doha,2016-03-01,\n");
        return text.toString();
    }
}
