package org.wasl.jobs;

/** Something a person can put right: the message says what is wrong, where, and what to do. */
public final class Failure extends RuntimeException {
    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
