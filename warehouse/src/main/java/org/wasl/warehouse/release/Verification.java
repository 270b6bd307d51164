package org.wasl.warehouse.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What re-reading every byte of a release, and of the landing behind it, found. */
public record Verification(ReleaseId release, int files, long bytes, int deliveries, List<Problem> problems) {
    public Verification {
        problems = List.copyOf(problems);
    }

    /** Whether nothing was found. */
    @JsonProperty
    public boolean sound() {
        return problems.isEmpty();
    }

    /** A file that is not as it was published; the path is relative to the home. */
    public record Problem(Kind kind, String path, String message) {}

    /** What is wrong with a file. */
    public enum Kind {
        CORRUPTED,
        MISSING,
        EXTRA,
        MANIFEST,
        NOT_CONSERVED
    }
}
