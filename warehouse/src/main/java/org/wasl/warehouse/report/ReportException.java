package org.wasl.warehouse.report;

/** A report cannot be written; the message says what is missing, where, and what to do. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReportException(String message) {
        super(message);
    }

    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
