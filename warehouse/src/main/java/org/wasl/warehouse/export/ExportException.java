package org.wasl.warehouse.export;

/** An export that cannot be written; the message says where and why. */
public final class ExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
