package org.wasl.warehouse.report;

import org.jspecify.annotations.Nullable;

/**
 * One published number, or the reason why there is none.
 *
 * @param low lower end of the 95 % interval, null for a count of complete records
 * @param n answers behind an estimate
 * @param publishedIn the earlier release whose number it is; null: that of this report
 * @param nonresponse whether so many of those asked gave no valid answer that it must be said beside the number
 */
public record Amount(
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Long n,
        Standing standing,
        boolean nonresponse,
        @Nullable String publishedIn) {

    public Amount(
            @Nullable Double value, @Nullable Double low, @Nullable Double high, @Nullable Long n, Standing standing) {
        this(value, low, high, n, standing, false, null);
    }

    /** Whether a number may be printed, and how it is to be read. */
    public enum Standing {
        /** As it is. */
        PUBLISHED,
        /** Printed with a mark: the estimate is imprecise. */
        IMPRECISE,
        /** Withheld: too few persons or too imprecise. */
        WITHHELD,
        /** Nothing was measured. */
        ABSENT
    }

    public Amount {
        boolean printed = standing == Standing.PUBLISHED || standing == Standing.IMPRECISE;
        if (printed == (value == null) || (value != null && !Double.isFinite(value))) {
            throw new IllegalArgumentException("A number that is " + standing + " cannot have the value " + value);
        }
    }

    /** Nothing was measured. */
    public static Amount absent() {
        return new Amount(null, null, null, null, Standing.ABSENT);
    }

    /** A count of complete records. */
    public static Amount exact(double value) {
        return new Amount(value, null, null, null, Standing.PUBLISHED);
    }

    /** Whether there is a number to print. */
    public boolean isPrinted() {
        return value != null;
    }

    /** The number, or {@code otherwise} where there is none. */
    public double or(double otherwise) {
        return value == null ? otherwise : value;
    }
}
