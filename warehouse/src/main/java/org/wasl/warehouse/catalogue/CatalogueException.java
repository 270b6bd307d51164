package org.wasl.warehouse.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric, dimension or condition that is not known or not well formed; the message names the nearest known one. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CatalogueException(String message) {
        super(message);
    }

    public CatalogueException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Every problem of a catalogue at once, a line each. */
    static CatalogueException of(List<String> problems) {
        return new CatalogueException(
                problems.size() + " problem(s) in the metric catalogue:\n  " + String.join("\n  ", problems));
    }
}
