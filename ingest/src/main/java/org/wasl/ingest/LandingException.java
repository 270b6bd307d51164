package org.wasl.ingest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import org.jspecify.annotations.Nullable;

/** The landing zone cannot be written or read: a full disk, a read-only or damaged directory. Stops the run. */
public final class LandingException extends IngestException {
    private LandingException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says in one line what the operating system refused, where, and what would mend it. */
    public static LandingException of(String doing, Path where, Throwable cause) {
        return new LandingException(doing + " " + where + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        for (Throwable t = cause; t != null; t = next(t)) {
            String text = String.valueOf(t.getMessage());
            if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
                return "the disk is full. Free some space and run again: it goes on where it stopped.";
            }
            if (t instanceof ReadOnlyFileSystemException || text.contains("Read-only file system")) {
                return "the file system is read-only. Mount it writable, or choose another home.";
            }
            if (t instanceof AccessDeniedException || text.contains("Permission denied")) {
                return "permission denied. Give the user who runs wasl the right to read and write there.";
            }
        }
        return describe(cause);
    }

    private static @Nullable Throwable next(Throwable t) {
        return t.getCause() == t ? null : t.getCause();
    }

    private static String describe(Throwable cause) {
        if (cause instanceof FileSystemException file && file.getReason() != null) return file.getReason();
        String message = cause.getMessage();
        return cause instanceof IOException && message != null
                ? message
                : cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
