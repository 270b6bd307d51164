package org.wasl.ingest.check;

/** What becomes of a record: every one lands or is rejected. */
public sealed interface Outcome permits Landed, Rejected {
    String file();

    long line();
}
