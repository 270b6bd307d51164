package org.wasl.ingest;

/** A file that cannot be read as a delivery of its feed: that delivery fails, the others go on. */
public final class UnreadableDeliveryException extends IngestException {
    public UnreadableDeliveryException(String message) {
        super(message);
    }

    public UnreadableDeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
