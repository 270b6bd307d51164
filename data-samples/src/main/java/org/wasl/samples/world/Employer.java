package org.wasl.samples.world;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An employer as it truly is.
 *
 * @param joinedOn when it enrolled in the programme; null: it never did
 * @param renamed its later name, from a date on
 * @param absorbed a firm that it took over, from a date on
 */
public record Employer(
        int index,
        String nameEn,
        String nameAr,
        String sector,
        int registration,
        int branches,
        int workers,
        int lowWage,
        @Nullable LocalDate joinedOn,
        boolean registered,
        @Nullable Renamed renamed,
        @Nullable Absorbed absorbed) {
    /** A change of name. */
    public record Renamed(LocalDate on, String nameEn, String nameAr) {}

    /** A merger: the other firm's names and registration until the date. */
    public record Absorbed(LocalDate on, int registration, String nameEn, String nameAr, int workers) {}

    public String id() {
        return "e" + (index + 1);
    }

    public String nameEn(LocalDate on) {
        return renamed != null && !on.isBefore(renamed.on()) ? renamed.nameEn() : nameEn;
    }

    public String nameAr(LocalDate on) {
        return renamed != null && !on.isBefore(renamed.on()) ? renamed.nameAr() : nameAr;
    }

    /** Unique a registration: 02-1234-56. */
    public static String establishment(int registration) {
        long n = (registration * 7919L + 1_234_567L) % 100_000_000L;
        return Text.digits(n / 1_000_000, 2) + "-" + Text.digits(n / 100 % 10_000, 4) + "-" + Text.digits(n % 100, 2);
    }
}
