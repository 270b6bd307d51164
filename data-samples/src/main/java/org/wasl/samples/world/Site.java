package org.wasl.samples.world;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An accommodation site, with a facility some day or never.
 *
 * @param baseline how far its residents stood before any facility, in standard deviations
 * @param opened first opening of a facility; null: never
 */
public record Site(
        int index,
        String name,
        String nameAr,
        String municipality,
        int zone,
        int street,
        int building,
        double latitude,
        double longitude,
        String type,
        int beds,
        int residents,
        double baseline,
        int employer,
        @Nullable LocalDate opened) {
    public String id() {
        return "s" + (index + 1);
    }

    /** Number in the survey's frame of accommodations. */
    public String frameNumber() {
        return "A-" + Text.digits(index + 1L, 4);
    }

    /** Whole months since the first opening; 0 before it or where there is none. */
    public int exposureMonths(LocalDate on) {
        if (opened == null || on.isBefore(opened)) {
            return 0;
        }
        return (int) java.time.temporal.ChronoUnit.MONTHS.between(opened, on);
    }
}
