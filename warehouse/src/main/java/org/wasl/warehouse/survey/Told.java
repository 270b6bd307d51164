package org.wasl.warehouse.survey;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers inside a sentence. */
final class Told {
    private static final MathContext DIGITS = new MathContext(4);

    private Told() {}

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(value) < 1e-3 ? rounded.toString() : rounded.toPlainString();
    }
}
