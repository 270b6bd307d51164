package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.disclosure.ledger.Entry;
import org.wasl.warehouse.query.Warehouse;

/**
 * The numbers of a metric's whole or of one of its splits as they left of earlier releases: where one of this release is held
 * back, the last that left may be shown again, for nothing new leaves by it.
 */
final class PrintedBefore {
    private final String release;
    private final String name;
    private final @Nullable Door door;
    private final List<Entry.Printed> now = new ArrayList<>();

    private PrintedBefore(String release, String name, @Nullable Door door) {
        this.release = release;
        this.name = name;
        this.door = door;
    }

    /** Of the figures that everybody has of the whole programme; of others nothing is known. */
    static PrintedBefore of(
            Catalogue catalogue, Warehouse warehouse, Metric metric, MetricRequest request, @Nullable Door door) {
        boolean kept = PersonSets.isUsual(request)
                && !metric.persons().isEmpty()
                && (request.grain() == null ? metric.grain() : request.grain()) == Grain.PROGRAMME;
        return new PrintedBefore(
                warehouse.release().id().toString(),
                "figures of " + metric.id() + " " + catalogue.definition(metric)
                        + (request.by().isEmpty() ? "" : " by " + request.by().get(0)),
                kept ? door : null);
    }

    /** The number that left last, or else the figure without one. */
    Figure instead(List<String> key, Figure heldBack) {
        return door == null
                ? heldBack
                : door.last(release, name, key, heldBack.estimate().level())
                        .map(last -> heldBack.asPublished(
                                last.release(),
                                last.figure().value(),
                                last.figure().n()))
                        .orElse(heldBack);
    }

    void note(List<String> key, Figure printed) {
        Double value = printed.value();
        if (door != null && value != null) {
            now.add(new Entry.Printed(
                    key, printed.estimate().level(), value, printed.estimate().n()));
        }
    }

    /** Before the figures leave, they are noted. */
    void leave() {
        if (door != null) {
            door.note(release, name, now);
        }
    }
}
