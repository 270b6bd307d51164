package org.wasl.warehouse.disclosure.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a cell that was not printed.
 *
 * @param cell its key
 * @param value the truth
 * @param low from here
 * @param high to here
 * @param neededLow the interval must reach down to here; equal to the value where nothing is needed
 * @param neededHigh and up to here
 * @param by the cell whose contributor can tell it most closely; null: anybody
 */
public record Exposure(
        List<String> cell,
        double value,
        double low,
        double high,
        double neededLow,
        double neededHigh,
        @Nullable List<String> by) {
    public Exposure {
        cell = List.copyOf(cell);
    }

    /** Whether the interval is as wide as was asked. */
    public boolean isProtected() {
        double slack = 1e-6 * Math.max(1, Math.abs(value));
        return low <= neededLow + slack && high >= neededHigh - slack;
    }
}
