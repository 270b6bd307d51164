package org.wasl.jobs.ingest;

import org.wasl.ingest.Delivery;
import org.wasl.ingest.DeliveryRecord;

/** Hears how landing goes on; called from several threads. */
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = new ProgressListener() {};

    /**
     * After each chunk.
     *
     * @param rows read so far, of this delivery
     * @param bytes read so far, of {@link Delivery#bytes()} (more, where an archive unfolds)
     */
    default void progressed(Delivery delivery, long rows, long bytes) {}

    /** Once, when it has landed, is quarantined, or has failed. */
    default void finished(DeliveryRecord delivery) {}
}
