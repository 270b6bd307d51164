package org.wasl.warehouse.language;

/** A text is missing or cannot be read; the message says which, in which file. */
public final class TextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TextException(String message) {
        super(message);
    }

    TextException(String message, Throwable cause) {
        super(message, cause);
    }
}
