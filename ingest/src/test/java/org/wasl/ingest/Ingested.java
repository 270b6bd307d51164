package org.wasl.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.wasl.ingest.check.Outcome;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.read.Row;

/** A home for one test: files go into its inbox, and are landed without Spring Batch. */
final class Ingested {
    static final Path PROGRAMME = Path.of(System.getProperty("wasl.programme", "../programmes/better-connections"));

    final Path home;
    final Contracts contracts;
    final Landing landing;

    Ingested(Path home) {
        this(home, Contracts.load(PROGRAMME));
    }

    Ingested(Path home, Contracts contracts) {
        this.home = home;
        this.contracts = contracts;
        this.landing = new Landing(
                home.resolve("landing"),
                Pseudonyms.of(new byte[32]),
                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    }

    Ingested drop(String path, byte[] bytes) throws IOException {
        Path file = home.resolve("inbox").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    Ingested drop(String path, String... lines) throws IOException {
        return drop(path, (String.join("\n", lines) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    List<Delivery> scan() {
        return Inbox.scan(home.resolve("inbox"), contracts);
    }

    /** Lands everything in the inbox, in chunks of 1,000. */
    List<DeliveryRecord> land() {
        List<DeliveryRecord> records = new ArrayList<>();
        for (Delivery delivery : scan())
            records.add(land(delivery, landing, Integer.MAX_VALUE, Map.of()).orElseThrow());
        return records;
    }

    DeliveryRecord landOne() {
        List<DeliveryRecord> records = land();
        if (records.size() != 1) throw new AssertionError("expected one delivery, got " + records);
        return records.get(0);
    }

    /** Lands one delivery, unless it is killed after some chunks; then nothing comes back. */
    java.util.Optional<DeliveryRecord> land(
            Delivery delivery, Landing into, int killedAfter, Map<String, Long> checkpoint) {
        lastCheckpoint = checkpoint;
        try (Intake intake = new Intake(delivery, contracts, into, into.nextSequence(delivery.feed()))) {
            intake.open(checkpoint);
            int chunks = 0;
            while (true) {
                List<Outcome> chunk = new ArrayList<>();
                Row row = intake.read();
                for (; row != null; row = chunk.size() < CHUNK ? intake.read() : null) chunk.add(intake.check(row));
                if (chunk.isEmpty()) return java.util.Optional.of(intake.finish());
                intake.write(chunk);
                lastCheckpoint = intake.checkpoint();
                if (++chunks == killedAfter) return java.util.Optional.empty();
            }
        }
    }

    static final int CHUNK = 1000;
    Map<String, Long> lastCheckpoint = Map.of();

    /** All landed rows of a delivery. */
    List<GenericRecord> rows(DeliveryRecord record) throws IOException {
        List<GenericRecord> rows = new ArrayList<>();
        try (var files = Files.list(landing.path(record))) {
            for (Path part : files.filter(f -> f.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList()) {
                rows.addAll(read(part));
            }
        }
        return rows;
    }

    List<GenericRecord> rejects(DeliveryRecord record) throws IOException {
        return read(landing.path(record).resolve("rejects.parquet"));
    }

    /** Rejects as "line rule column". */
    List<String> rejected(DeliveryRecord record) throws IOException {
        return rejects(record).stream()
                .map(r -> r.get("source_line") + " " + r.get("rule")
                        + (r.get("column") == null ? "" : " " + r.get("column")))
                .toList();
    }

    static List<GenericRecord> read(Path file) throws IOException {
        List<GenericRecord> rows = new ArrayList<>();
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), new PlainParquetConfiguration())
                .withDataModel(GenericData.get())
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) rows.add(row);
        }
        return rows;
    }
}
