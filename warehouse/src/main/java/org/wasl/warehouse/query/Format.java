package org.wasl.warehouse.query;

import java.util.Locale;
import java.util.Optional;

/** How a result is written. */
public enum Format {
    TABLE,
    CSV,
    JSON,
    PARQUET,
    XLSX;

    /** The format of that name as users write it. */
    public static Optional<Format> of(String name) {
        for (Format format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Whether a terminal can show it. */
    public boolean isText() {
        return this == TABLE || this == CSV || this == JSON;
    }
}
