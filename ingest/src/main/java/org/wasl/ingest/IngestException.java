package org.wasl.ingest;

/** What stops ingest: the message says what is wrong, where, and what to do. */
public abstract sealed class IngestException extends RuntimeException
        permits UnreadableDeliveryException, LandingException, ConservationException {
    protected IngestException(String message) {
        super(message);
    }

    protected IngestException(String message, Throwable cause) {
        super(message, cause);
    }
}
