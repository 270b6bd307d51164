package org.wasl.jobs.ingest;

import org.wasl.ingest.check.Outcome;
import org.wasl.ingest.read.Row;

/** What passes through a worker step: records, and behind the last one the end of the delivery. */
sealed interface Item {
    /** A record as read. */
    record Read(Row row) implements Item {}

    /** A record as checked. */
    record Checked(Outcome outcome) implements Item {}

    /**
     * The end. It is an item so that the delivery is moved to its place inside the last chunk: a step that the
     * repository calls completed has landed its delivery, whenever it was killed.
     */
    record End() implements Item {}
}
