package org.wasl.warehouse.query;

import org.jspecify.annotations.Nullable;

/** A query that cannot be run; the message is the engine's, with the place in the statement. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
