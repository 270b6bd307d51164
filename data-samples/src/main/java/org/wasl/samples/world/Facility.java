package org.wasl.samples.world;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A facility as it truly is.
 *
 * @param number as painted on its door: re-used in places after a closure
 * @param twice days by which the date of its second row in the register is off; 0: it stands there once
 */
public record Facility(
        int index,
        int number,
        int site,
        int employer,
        LocalDate openedOn,
        @Nullable LocalDate closedOn,
        int computers,
        String provider,
        String hours,
        int twice) {
    public String id() {
        return "f" + (index + 1);
    }

    public String numberText() {
        return "F-" + Text.digits(number, 4);
    }

    public boolean openAt(LocalDate day) {
        return !day.isBefore(openedOn) && (closedOn == null || day.isBefore(closedOn));
    }
}
