package org.wasl.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.check.KeySet;
import org.wasl.ingest.check.Landed;
import org.wasl.ingest.check.Outcome;
import org.wasl.ingest.check.Rejected;
import org.wasl.ingest.check.RowCheck;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.FeedContract;
import org.wasl.ingest.land.Parts;
import org.wasl.ingest.land.ThresholdCheck;
import org.wasl.ingest.read.DeliveryReader;
import org.wasl.ingest.read.Row;

/**
 * One delivery on its way from the inbox to the landing zone: open, then read, check and write chunk by chunk, then
 * finish. A checkpoint taken after a chunk lets another intake of the same delivery go on from there, with the same
 * bytes in the end. Not safe for several threads.
 */
public final class Intake implements AutoCloseable {
    private static final String READ = "rows.read";
    private static final String LANDED = "rows.landed";
    private static final String REJECTED = "rows.rejected";
    private static final String PARTS = "parts";
    private static final String REJECT_PARTS = "parts.rejects";
    private static final String RULE = "rejected.";

    private final Delivery delivery;
    private final Contracts contracts;
    private final @Nullable FeedContract contract;
    private final Landing landing;
    private final int sequence;
    private final Path staging;
    private final KeySet keys = new KeySet();
    private final SortedMap<String, Long> rejectsByRule = new TreeMap<>();
    private long rowsRead;
    private long rowsLanded;
    private long rowsRejected;
    private long parts;
    private long rejectParts;
    private @Nullable String failure;
    private @Nullable DeliveryReader reader;
    private @Nullable RowCheck check;
    private @Nullable Parts files;

    /**
     * An intake that has not begun.
     *
     * @param sequence the delivery's place in the order of arrival
     */
    public Intake(Delivery delivery, Contracts contracts, Landing landing, int sequence) {
        this.delivery = delivery;
        this.contracts = contracts;
        this.contract = contracts.feed(delivery.feed()).orElse(null);
        this.landing = landing;
        this.sequence = sequence;
        this.staging = landing.staging(delivery);
        this.failure = delivery.problem();
    }

    /** Opens the file, at its beginning or where a checkpoint was taken. A file that cannot be read fails here. */
    public void open(Map<String, Long> checkpoint) {
        if (failure != null || contract == null) return;
        FeedContract feed = contract;
        try {
            Parts parquet = new Parts(staging, feed, delivery.id());
            files = parquet;
            restore(checkpoint, parquet);
            DeliveryReader opened = DeliveryReader.open(delivery.file(), feed, contracts, delivery.source());
            reader = opened;
            check = new RowCheck(
                    feed, contracts, delivery.source(), landing.pseudonyms().maker(), keys);
            for (long i = 0; i < rowsRead; i++) opened.next();
        } catch (UnreadableDeliveryException e) {
            failure = e.getMessage();
        } catch (IOException e) {
            throw LandingException.of("cannot write in", staging, e);
        }
    }

    private void restore(Map<String, Long> checkpoint, Parts parquet) throws IOException {
        long done = checkpoint.getOrDefault(PARTS, 0L);
        long doneRejects = checkpoint.getOrDefault(REJECT_PARTS, 0L);
        if (checkpoint.isEmpty() || !Files.isDirectory(staging) || !parquet.complete(done, doneRejects)) {
            Landing.delete(staging);
            Files.createDirectories(staging);
            return;
        }
        parts = done;
        rejectParts = doneRejects;
        rowsRead = checkpoint.getOrDefault(READ, 0L);
        rowsLanded = checkpoint.getOrDefault(LANDED, 0L);
        rowsRejected = checkpoint.getOrDefault(REJECTED, 0L);
        checkpoint.forEach((name, count) -> {
            if (name.startsWith(RULE)) rejectsByRule.put(name.substring(RULE.length()), count);
        });
        parquet.keepOnly(parts, rejectParts);
        FeedContract feed = Objects.requireNonNull(contract);
        parquet.readColumns(parts, feed.source(delivery.source()).orElseThrow().key(), key -> keys.add(key));
    }

    /** The next record; null at the end, also where the rest cannot be read: the delivery has then failed. */
    public @Nullable Row read() {
        if (failure != null || reader == null) return null;
        try {
            Row row = reader.next();
            if (row != null) rowsRead++;
            return row;
        } catch (UnreadableDeliveryException e) {
            failure = e.getMessage();
            return null;
        }
    }

    /** Lands or rejects a record; records are to be given in the order of reading. */
    public Outcome check(Row row) {
        return Objects.requireNonNull(check, "open() comes first").check(row);
    }

    /** Writes one part of what landed and one of what was rejected. */
    public void write(List<? extends Outcome> chunk) {
        List<Landed> landed = new ArrayList<>(chunk.size());
        List<Rejected> rejected = new ArrayList<>();
        for (Outcome outcome : chunk) {
            if (outcome instanceof Landed row) landed.add(row);
            else if (outcome instanceof Rejected row) rejected.add(row);
        }
        Parts parquet = Objects.requireNonNull(files, "open() comes first");
        try {
            if (!landed.isEmpty()) parquet.writeLanded(parts, landed);
            if (!rejected.isEmpty()) parquet.writeRejected(rejectParts, rejected);
        } catch (IOException | UncheckedIOException e) {
            throw LandingException.of("cannot write in", staging, e);
        }
        if (!landed.isEmpty()) parts++;
        if (!rejected.isEmpty()) rejectParts++;
        rowsLanded += landed.size();
        rowsRejected += rejected.size();
        for (Rejected row : rejected) rejectsByRule.merge(row.rule(), 1L, Long::sum);
    }

    /** Where another intake can go on, valid between chunks. */
    public Map<String, Long> checkpoint() {
        Map<String, Long> checkpoint = new LinkedHashMap<>();
        checkpoint.put(READ, rowsRead);
        checkpoint.put(LANDED, rowsLanded);
        checkpoint.put(REJECTED, rowsRejected);
        checkpoint.put(PARTS, parts);
        checkpoint.put(REJECT_PARTS, rejectParts);
        rejectsByRule.forEach((rule, count) -> checkpoint.put(RULE + rule, count));
        return checkpoint;
    }

    /**
     * Counts, compares with the thresholds and moves the delivery to its place.
     *
     * @throws ConservationException where rows were lost on the way
     */
    public DeliveryRecord finish() {
        FeedContract feed = contract;
        if (feed == null || !delivery.isRead()) return failed();
        close();
        try {
            Files.createDirectories(staging);
            if (failure != null) {
                DeliveryRecord record = failed();
                new Parts(staging, feed, delivery.id()).keepOnly(0, 0);
                landing.publish(staging, record);
                return record;
            }
            Parts parquet = Objects.requireNonNull(files, "open() comes first");
            if (parts == 0) parquet.writeLanded(parts++, List.of());
            parquet.joinRejects(rejectParts);
            conserved(parquet);
        } catch (IOException | UncheckedIOException e) {
            throw LandingException.of("cannot write in", staging, e);
        }
        DeliveryRecord counted = record(DeliveryRecord.Status.LANDED, null);
        DeliveryRecord judged = new ThresholdCheck(feed.thresholds()).judge(counted, last(counted));
        landing.publish(staging, judged);
        return judged;
    }

    private void conserved(Parts parquet) throws IOException {
        long landed = parquet.landedRows(parts);
        long rejected = parquet.rejectedRows();
        if (rowsRead != landed + rejected || landed != rowsLanded || rejected != rowsRejected) {
            throw new ConservationException(delivery.path(), rowsRead, landed, rejected);
        }
    }

    /** The delivery of the same source that this one follows. */
    private @Nullable DeliveryRecord last(DeliveryRecord record) {
        return landing.landed().stream()
                .filter(r -> r.feed().equals(record.feed()) && r.source().equals(record.source()))
                .filter(r -> DeliveryRecord.ORDER.compare(r, record) < 0)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private DeliveryRecord failed() {
        rowsRead = 0;
        rowsLanded = 0;
        rowsRejected = 0;
        rejectsByRule.clear();
        return record(DeliveryRecord.Status.FAILED, failure == null ? "there is no feed " + delivery.feed() : failure);
    }

    private DeliveryRecord record(DeliveryRecord.Status status, @Nullable String message) {
        DeliveryReader.@Nullable Facts facts = reader == null ? null : reader.facts();
        String note = message;
        if (note == null && facts != null && !facts.notRead().isEmpty()) {
            note = "entries that hold no table were not read: " + String.join(", ", facts.notRead());
        }
        return new DeliveryRecord(
                delivery.feed(),
                delivery.source(),
                delivery.id(),
                delivery.name(),
                delivery.path(),
                delivery.sha256(),
                delivery.bytes(),
                delivery.asOf(),
                delivery.revision(),
                delivery.synthetic(),
                sequence,
                contract == null ? "" : contract.mode().name().toLowerCase(Locale.ROOT),
                facts == null ? null : facts.encoding(),
                facts == null ? null : facts.delimiter(),
                facts == null ? null : facts.sheet(),
                rowsRead,
                rowsLanded,
                rowsRejected,
                rejectsByRule,
                status,
                note,
                facts == null ? List.of() : facts.added(),
                facts == null ? List.of() : facts.missing(),
                contract == null ? 0 : contract.version(),
                contract == null ? "" : contract.sha256(),
                landing.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Bytes read so far, for showing progress. */
    public long bytesRead() {
        return reader == null ? 0 : reader.bytesRead();
    }

    @Override
    public void close() {
        if (reader != null) reader.close();
    }
}
