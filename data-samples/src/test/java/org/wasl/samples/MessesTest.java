package org.wasl.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.samples.export.Rates;

/** Every mess that real exports have occurs in the samples, and the truth knows each of them. */
class MessesTest {
    private static final Path INBOX = Directories.SAMPLES.resolve("better-connections");
    private static final Path TRUTH = Directories.SAMPLES.resolve("better-connections-truth");
    private static final List<String> FEEDS =
            List.of("employer", "facility", "device", "device_event", "training", "survey");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date_other_style",
                "date_excel_serial",
                "arabic_digits",
                "thousands_separator",
                "number_unreadable",
                "code_alias",
                "municipality_spelling",
                "padding",
                "stray_quote",
                "embedded_newline",
                "phone_style",
                "coordinates_swapped",
                "coordinates_zero",
                "coordinates_missing",
                "employer_respelled",
                "employer_in_arabic",
                "employer_missing",
                "name_missing",
                "merged_cell",
                "site_respelled",
                "site_in_arabic",
                "cr_missing",
                "registered_twice",
                "corrected_later",
                "serial_misread",
                "badges_missing",
                "key_reissued"
            })
    void everyMessOfACellOccurs(String mess) throws IOException {
        boolean occurs = false;
        for (String feed : FEEDS) {
            occurs |= truth("cleans/" + feed).stream()
                    .anyMatch(r -> r.get("mess").equals(mess) && !r.get("raw").equals(r.get("clean")));
        }
        assertTrue(occurs, mess);
    }

    @Test
    void everyRuleOfTheRatesRejectsARow() throws IOException {
        Set<String> rejected = new HashSet<>();
        truth("rejects").forEach(r -> rejected.add(r.get("feed") + ":" + r.get("rule") + ":" + r.get("column")));
        Rates rates = Rates.load(null);
        for (String feed : FEEDS) {
            for (Rates.Ruin ruin : rates.ruins(feed)) {
                String key = feed + ":" + ruin.rule() + ":" + Objects.requireNonNullElse(ruin.column(), "");
                assertTrue(rejected.contains(key), key);
            }
        }
        for (String whole : List.of("total_row", "repeated_header", "truncated", "unbalanced_quote")) {
            assertTrue(rejected.stream().anyMatch(r -> r.contains(":" + whole + ":")), whole);
        }
    }

    @Test
    void everyRecordIsListedOnceAndEveryRejectIsARecord() throws IOException {
        for (String feed : FEEDS) {
            Map<String, Integer> rows = new HashMap<>();
            Set<String> lines = new HashSet<>();
            for (CSVRecord record : truth("records/" + feed)) {
                rows.merge(record.get("file"), 1, Integer::sum);
                assertTrue(lines.add(record.get("file") + ":" + record.get("line")), record.toString());
            }
            for (CSVRecord delivery : truth("deliveries")) {
                if (delivery.get("feed").equals(feed)) {
                    assertEquals(delivery.get("rows"), Objects.toString(rows.get(delivery.get("source_file"))));
                }
            }
            for (CSVRecord reject : truth("rejects")) {
                if (reject.get("feed").equals(feed)) {
                    assertTrue(lines.contains(reject.get("file") + ":" + reject.get("line")), reject.toString());
                }
            }
        }
    }

    @Test
    void aLineOfTheTruthIsTheLineOfTheFile() throws IOException {
        List<String> lines = Files.readAllLines(INBOX.resolve("device/device_2021-07-31.csv"));
        int compared = 0;
        for (CSVRecord clean : truth("cleans/device")) {
            String raw = clean.get("raw");
            if (clean.get("file").equals("device_2021-07-31.csv") && raw.indexOf('\n') < 0 && raw.indexOf('"') < 0) {
                int at = Integer.parseInt(clean.get("line"));
                // A record with a line break in a cell goes on on the next line.
                String line = lines.get(at - 1) + (at < lines.size() ? lines.get(at) : "");
                assertTrue(line.contains(raw), clean.get("line") + ": " + line + " has no " + raw);
                compared++;
            }
        }
        assertTrue(compared > 100);
    }

    @Test
    void everyEncodingAndDelimiterOccurs() throws IOException {
        assertEquals((byte) 0xEF, bytes("facility/facility_2021-07-31.csv")[0]);
        assertEquals((byte) 0xFF, bytes("facility/facility_2018-12-31.csv")[0]);
        String arabic = new String(bytes("facility/facility_2016-12-31.csv"), Charset.forName("windows-1256"));
        assertTrue(arabic.startsWith("رقم المرفق;"), arabic);
        assertTrue(Files.readString(INBOX.resolve("training/training_2020-06-30.csv"))
                .startsWith("session_no\t"));
        String cut = new String(bytes("device_event/site-visits_2018-12-31.csv"), StandardCharsets.UTF_8);
        assertFalse(cut.endsWith("\n"));
    }

    @Test
    void oneFileIsDeliveredTwiceOneIsCorrectedOneComesLate() throws IOException {
        assertEquals(
                -1,
                Files.mismatch(
                        INBOX.resolve("facility/facility_2020-12-31.csv"),
                        INBOX.resolve("facility/facility_2020-12-31 (1).csv")));
        assertTrue(Files.exists(INBOX.resolve("facility/facility_2019-06-30-r2.csv")));
        assertTrue(Files.exists(INBOX.resolve("facility/facility_2020-06-30_received-2021-02-11.csv")));
    }

    @Test
    void everyFacilityHasARowThatIsNotRejected() throws IOException {
        Set<String> rejected = new HashSet<>();
        truth("rejects").forEach(r -> rejected.add(r.get("feed") + r.get("file") + r.get("line")));
        Set<String> whole = new HashSet<>();
        truth("records/facility").stream()
                .filter(r -> !rejected.contains("facility" + r.get("file") + r.get("line")))
                .filter(r -> !r.get("file").equals("facility_2019-06-30.csv"))
                .forEach(r -> whole.add(r.get("entity_id")));
        truth("entities/facility").forEach(f -> assertTrue(whole.contains(f.get("facility_id")), f.get("facility_id")));
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(INBOX.resolve(file));
    }

    private static List<CSVRecord> truth(String name) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader in = Files.newBufferedReader(TRUTH.resolve(name + ".csv"))) {
            return format.parse(in).getRecords();
        }
    }
}
