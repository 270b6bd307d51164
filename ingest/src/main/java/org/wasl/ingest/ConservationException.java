package org.wasl.ingest;

/** Rows read are not rows landed plus rows rejected: a defect of wasl, never of a delivery. */
public final class ConservationException extends IngestException {
    public ConservationException(String delivery, long read, long landed, long rejected) {
        super("delivery " + delivery + ": " + read + " rows read, but " + landed + " landed and " + rejected
                + " rejected; nothing of it was kept. This is a defect of wasl: please report it with the file.");
    }
}
