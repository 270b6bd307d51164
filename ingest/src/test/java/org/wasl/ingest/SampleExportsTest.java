package org.wasl.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample programme's exports, against the truth that their generator wrote beside them. */
class SampleExportsTest {
    private static final Path SAMPLES = Path.of(System.getProperty("wasl.root", ".."), "data-samples");

    private static final List<DeliveryRecord> records = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static Ingested ingested;

    @BeforeAll
    static void land(@TempDir Path home) {
        ingested = new Ingested(home);
        for (Delivery delivery : Inbox.scan(SAMPLES.resolve("better-connections"), ingested.contracts)) {
            if (ingested.landing.find(delivery).isPresent()) continue; // the same bytes, delivered again
            records.add(ingested.land(delivery, ingested.landing, Integer.MAX_VALUE, java.util.Map.of())
                    .orElseThrow());
        }
    }

    @Test
    void everyDeliveryLands() {
        List<String> others = records.stream()
                .filter(r -> !r.usable())
                .map(r -> r.path() + ": " + r.status() + " " + r.message())
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void rowsReadAreRowsLandedAndRejected() {
        for (DeliveryRecord record : records) {
            assertEquals(record.rowsRead(), record.rowsLanded() + record.rowsRejected(), record.path());
            assertEquals(
                    record.rowsRejected(),
                    record.rejectsByRule().values().stream()
                            .mapToLong(Long::longValue)
                            .sum(),
                    record.path());
        }
    }

    @Test
    void exactlyTheRowsThatMustBeRejectedAre() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        Path truth = SAMPLES.resolve("better-connections-truth/rejects.csv");
        for (CSVRecord row : CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(truth, StandardCharsets.UTF_8))) {
            expected.add(String.join(
                    " ", row.get("feed"), row.get("file"), row.get("line"), row.get("rule"), row.get("column")));
        }
        TreeSet<String> actual = new TreeSet<>();
        for (DeliveryRecord record : records) {
            for (GenericRecord reject : ingested.rejects(record)) {
                Object column = reject.get("column");
                actual.add(String.join(
                        " ",
                        record.feed(),
                        reject.get("source_file").toString(),
                        reject.get("source_line").toString(),
                        reject.get("rule").toString(),
                        column == null ? "" : column.toString()));
            }
        }
        TreeSet<String> missed = new TreeSet<>(expected);
        missed.removeAll(actual);
        TreeSet<String> tooMany = new TreeSet<>(actual);
        tooMany.removeAll(expected);
        assertTrue(
                missed.isEmpty() && tooMany.isEmpty(),
                () -> "not rejected:\n" + String.join("\n", missed) + "\nrejected for nothing:\n"
                        + String.join("\n", tooMany));
    }
}
