package org.wasl.jobs.night;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.wasl.ingest.Delivery;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.jobs.ingest.ProgressListener;
import org.wasl.jobs.progress.Progress;
import org.wasl.jobs.progress.Stage;

/** Adds up the progress of deliveries that are landed side by side; the stage is measured in bytes, told in rows. */
final class IngestProgress implements ProgressListener, StepExecutionListener {
    private final Progress progress;
    private final long total;
    private final Map<String, Long> bytes = new HashMap<>();
    private final Map<String, Long> rows = new HashMap<>();

    IngestProgress(Progress progress, List<Delivery> deliveries) {
        this.progress = progress;
        this.total = deliveries.stream().mapToLong(Delivery::bytes).sum();
    }

    @Override
    public void beforeStep(StepExecution step) {
        progress.begin(Stage.INGEST, total, "bytes");
    }

    @Override
    public synchronized ExitStatus afterStep(StepExecution step) {
        progress.end(bytes.size() + " deliveries, " + grouped(sum(rows)) + " rows read");
        return step.getExitStatus();
    }

    @Override
    public synchronized void progressed(Delivery delivery, long read, long consumed) {
        String key = delivery.feed() + "/" + delivery.id();
        rows.put(key, read);
        bytes.put(key, Math.min(consumed, delivery.bytes()));
        tell(delivery.path());
    }

    @Override
    public synchronized void finished(DeliveryRecord delivery) {
        String key = delivery.feed() + "/" + delivery.deliveryId();
        rows.put(key, delivery.rowsRead());
        bytes.put(key, delivery.bytes());
        tell(delivery.path());
    }

    private void tell(String current) {
        progress.at(sum(bytes), total, grouped(sum(rows)) + " rows, " + current);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static long sum(Map<String, Long> values) {
        return values.values().stream().mapToLong(Long::longValue).sum();
    }
}
