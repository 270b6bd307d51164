package org.wasl.warehouse.disclosure.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.wasl.warehouse.disclosure.Thresholds;

/** The door of tests: ten persons at least, on a day that never ends. */
final class Doors {
    static final int MINIMUM = 10;
    static final Thresholds THRESHOLDS = new Thresholds(MINIMUM, 30, 0.3, 0.15, 0.1);

    private Doors() {}

    static Door with(Ledger ledger) {
        return new Door(ledger, THRESHOLDS, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    }

    static Door with(Path ledger) {
        return with(new Ledger(ledger));
    }
}
