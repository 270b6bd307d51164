package org.wasl.warehouse.disclosure;

/** A table, a file or a request that cannot be protected as asked; the message is for who asked. */
public final class ProtectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProtectionException(String message) {
        super(message);
    }

    public ProtectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
