package org.wasl.warehouse.release;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A release could not be made, found or read. The message says which, why, and what to do. */
public sealed class ReleaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected ReleaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Checks of severity error found rows; the old release stays current. */
    public static final class ChecksFailed extends ReleaseException {
        private static final long serialVersionUID = 1L;
        private final transient List<CheckResult> failed;

        ChecksFailed(ReleaseId id, List<CheckResult> failed) {
            super(
                    id + " was not published: " + failed.size() + " check(s) failed: "
                            + failed.stream()
                                    .limit(5)
                                    .map(c -> c.id() + " (" + c.rows() + " rows)")
                                    .collect(Collectors.joining(", "))
                            + ". The release before it stays current; mend the delivery or the configuration and run"
                            + " again.",
                    null);
            this.failed = List.copyOf(failed);
        }

        /** The failed checks with a sample of their rows. */
        public List<CheckResult> failed() {
            return failed;
        }
    }

    /** No release answers to the name. */
    public static final class Unknown extends ReleaseException {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message, null);
        }
    }

    /** The home was written by a newer wasl. */
    public static final class NewerFormat extends ReleaseException {
        private static final long serialVersionUID = 1L;

        NewerFormat(Path where, int found) {
            super(
                    where + " has format " + found + ", this wasl knows " + Manifest.FORMAT
                            + ": use the newer wasl that wrote it. Nothing was changed.",
                    null);
        }
    }

    /** The home could not be written: read-only, full, or gone. */
    public static final class NotWritable extends ReleaseException {
        private static final long serialVersionUID = 1L;

        NotWritable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A file of a release cannot be read as what it should be. */
    public static final class Unreadable extends ReleaseException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
