package org.wasl.samples;

/** The samples could not be made; the message says what is wrong, where, and what to do. */
public final class GenerationException extends RuntimeException {
    public GenerationException(String message) {
        super(message);
    }

    public GenerationException(String message, Throwable cause) {
        super(message, cause);
    }
}
