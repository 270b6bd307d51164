package org.wasl.warehouse.disclosure.table;

import java.util.Optional;

/**
 * How far from a sensitive cell's value an attacker's interval must reach.
 *
 * @param down below the value
 * @param up above it
 * @param reason the rule that asks for it
 */
public record Need(double down, double up, String reason) {
    static Optional<Need> when(boolean sensitive, double asked, String reason) {
        return sensitive ? Optional.of(new Need(asked, asked, reason)) : Optional.empty();
    }

    Need and(Need other) {
        return new Need(
                Math.max(down, other.down),
                Math.max(up, other.up),
                reason.contains(other.reason) ? reason : reason + " " + other.reason);
    }
}
