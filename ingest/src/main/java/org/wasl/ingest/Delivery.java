package org.wasl.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A file in the inbox.
 *
 * @param id first 16 hex digits of the SHA-256 of its bytes
 * @param path relative to the inbox, with {@code /}
 * @param asOf the date in its name
 * @param synthetic whether the inbox says that its records are made up
 * @param problem why it cannot be landed, known before it is opened
 */
public record Delivery(
        String feed,
        String source,
        String id,
        Path file,
        String path,
        String sha256,
        long bytes,
        @Nullable LocalDate asOf,
        int revision,
        boolean synthetic,
        @Nullable String problem) {

    /** The id of a file whose bytes could not be read: it cannot be told from another. */
    public static final String UNREAD = "unread";

    public String name() {
        return file.getFileName().toString();
    }

    /** Whether its bytes could be read, and so it has an id of its own. */
    public boolean isRead() {
        return !id.equals(UNREAD);
    }
}
