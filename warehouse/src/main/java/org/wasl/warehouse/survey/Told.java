package org.wasl.warehouse.survey;

import java.util.Locale;

/** Numbers inside a sentence. */
final class Told {
    private Told() {}

    static String number(double value) {
        return String.format(Locale.ROOT, value != 0 && Math.abs(value) < 1e-3 ? "%.1e" : "%.4g", value);
    }
}
