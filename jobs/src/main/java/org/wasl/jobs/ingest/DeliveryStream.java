package org.wasl.jobs.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.wasl.ingest.Delivery;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.ingest.Intake;
import org.wasl.ingest.Landing;
import org.wasl.ingest.check.Outcome;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.read.Row;

/**
 * One delivery as reader, processor and writer of a worker step. Where it stands is in the step's execution context,
 * saved with every chunk.
 */
final class DeliveryStream {
    static final String SEQUENCE = "sequence";
    private static final String RECORD = "delivery";
    private static final String COUNT = "count.";

    private final Delivery delivery;
    private final Contracts contracts;
    private final Landing landing;
    private final Turns turns;
    private final ProgressListener progress;
    private @Nullable Intake intake;
    private @Nullable DeliveryRecord record;
    private boolean ended;
    private long rows;

    DeliveryStream(Delivery delivery, Contracts contracts, Landing landing, Turns turns, ProgressListener progress) {
        this.delivery = delivery;
        this.contracts = contracts;
        this.landing = landing;
        this.turns = turns;
        this.progress = progress;
    }

    ItemStreamReader<Item> reader() {
        return new Reader();
    }

    ItemProcessor<Item, Item> processor() {
        return item -> item instanceof Item.Read read ? new Item.Checked(opened().check(read.row())) : item;
    }

    ItemStreamWriter<Item> writer() {
        return new Writer();
    }

    /** What became of the delivery of a worker step, by its execution context. */
    static Optional<String> record(ExecutionContext context) {
        return context.containsKey(RECORD) ? Optional.of(context.getString(RECORD)) : Optional.empty();
    }

    private Intake opened() {
        if (intake == null) throw new IllegalStateException("a step opens its streams first");
        return intake;
    }

    private final class Reader implements ItemStreamReader<Item> {
        @Override
        public void open(ExecutionContext context) {
            // Killed after the delivery was moved to its place and before the chunk was committed: nothing is left.
            record = contracts
                    .feed(delivery.feed())
                    .filter(feed -> delivery.isRead())
                    .flatMap(feed -> landing.find(delivery, feed))
                    .orElse(null);
            ended = record != null;
            if (ended) return;
            intake = new Intake(delivery, contracts, landing, context.getInt(SEQUENCE));
            intake.open(checkpoint(context));
        }

        @Override
        public @Nullable Item read() {
            if (ended) return null;
            Row row = opened().read();
            ended = row == null;
            if (row == null) return new Item.End();
            rows++;
            return new Item.Read(row);
        }

        @Override
        public void update(ExecutionContext context) {
            if (record != null) context.putString(RECORD, landing.write(record));
            else opened().checkpoint().forEach((name, count) -> context.putLong(COUNT + name, count));
        }

        @Override
        public void close() {
            if (intake != null) intake.close();
        }

        private Map<String, Long> checkpoint(ExecutionContext context) {
            Map<String, Long> checkpoint = new LinkedHashMap<>();
            for (Map.Entry<String, Object> entry : context.entrySet()) {
                if (entry.getKey().startsWith(COUNT) && entry.getValue() instanceof Long count) {
                    checkpoint.put(entry.getKey().substring(COUNT.length()), count);
                }
            }
            return checkpoint;
        }
    }

    private final class Writer implements ItemStreamWriter<Item> {
        @Override
        public void write(Chunk<? extends Item> chunk) throws InterruptedException {
            List<Outcome> outcomes = new ArrayList<>(chunk.size());
            boolean last = false;
            for (Item item : chunk) {
                if (item instanceof Item.Checked checked) outcomes.add(checked.outcome());
                else last |= item instanceof Item.End;
            }
            if (!outcomes.isEmpty()) opened().write(outcomes);
            progress.progressed(delivery, rows, opened().bytesRead());
            if (!last) return;
            // Thresholds look at the delivery before this one of the same source.
            turns.await(delivery);
            record = opened().finish();
            progress.finished(record);
        }
    }
}
