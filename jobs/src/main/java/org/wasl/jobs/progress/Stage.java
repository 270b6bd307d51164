package org.wasl.jobs.progress;

import java.util.Locale;

/** The four stages of a night, in order. */
public enum Stage {
    INGEST,
    TRANSFORM,
    PUBLISH,
    REPORT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
