package org.wasl.samples.world;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A computer or modem as it truly is, with everything that happened to it until the programme's end.
 *
 * @param batch the facility whose batch it came with
 * @param refurbished null: could not be saved (or a modem, which is new)
 */
public record Device(
        String tag,
        String serial,
        String kind,
        String model,
        String donor,
        String refurbisher,
        LocalDate received,
        @Nullable LocalDate refurbished,
        @Nullable LocalDate delivered,
        String licence,
        int batch,
        List<Event> events) {
    /**
     * Something that happened.
     *
     * @param facility where; -1: at no facility
     */
    public record Event(LocalDateTime at, String type, int facility, String actor) {
        public LocalDate on() {
            return at.toLocalDate();
        }
    }

    public String id() {
        return tag.startsWith("MD")
                ? "m" + Integer.parseInt(tag.substring(3))
                : "d" + Integer.parseInt(tag.substring(3));
    }

    public boolean computer() {
        return kind.equals("computer");
    }

    /** Where it stands at a date: the facility of the last event there; -1: at none. */
    public int facilityAt(LocalDate day) {
        int facility = -1;
        for (Event event : events) {
            if (event.on().isAfter(day)) {
                break;
            }
            facility = event.facility() >= 0 ? event.facility() : facility;
        }
        return facility;
    }

    /** The register's status at a date. */
    public String statusAt(LocalDate day) {
        String status = "received";
        for (Event event : events) {
            if (event.on().isAfter(day)) {
                break;
            }
            status = switch (event.type()) {
                case "refurbished", "delivered" -> "refurbished";
                case "installed", "repaired", "moved" -> "in_service";
                case "fault", "retired", "stolen", "recycled" -> event.type();
                default -> status;
            };
        }
        return status;
    }
}
