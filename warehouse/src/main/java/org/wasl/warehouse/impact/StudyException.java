package org.wasl.warehouse.impact;

/** A study file, or data, from which no honest effect follows; the message is a sentence a problem. */
public final class StudyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StudyException(String message) {
        super(message);
    }

    public StudyException(String message, Throwable cause) {
        super(message, cause);
    }
}
