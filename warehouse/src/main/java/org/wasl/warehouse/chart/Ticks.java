package org.wasl.warehouse.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Round numbers for an axis: steps of 1, 2 or 5 times a power of ten (the rule of d3-array's {@code ticks}). */
final class Ticks {

    private Ticks() {}

    /** Round values inside {@code [low, high]}, about as many as asked for, ascending. */
    static List<Double> inside(double low, double high, int about) {
        BigDecimal step = step(low, high, about);
        long first = Math.round(Math.ceil(low / step.doubleValue() - 1e-9));
        long last = Math.round(Math.floor(high / step.doubleValue() + 1e-9));
        List<Double> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(step.multiply(BigDecimal.valueOf(i)).doubleValue());
        }
        return List.copyOf(ticks);
    }

    /** The largest round value at or below {@code low}, by the step which {@link #inside} would use. */
    static double floor(double low, double high, int about) {
        BigDecimal step = step(low, high, about);
        return step.multiply(BigDecimal.valueOf(Math.round(Math.floor(low / step.doubleValue() + 1e-9))))
                .doubleValue();
    }

    /** The smallest round value at or above {@code high}. */
    static double ceiling(double low, double high, int about) {
        BigDecimal step = step(low, high, about);
        return step.multiply(BigDecimal.valueOf(Math.round(Math.ceil(high / step.doubleValue() - 1e-9))))
                .doubleValue();
    }

    private static BigDecimal step(double low, double high, int about) {
        if (!(high > low) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("An axis needs two different finite ends, not " + low + " and " + high);
        }
        double raw = (high - low) / Math.max(1, about);
        int power = (int) Math.floor(Math.log10(raw));
        double error = raw / Math.pow(10, power);
        int factor = error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.sqrt(2) ? 2 : 1;
        return new BigDecimal(factor, MathContext.UNLIMITED).scaleByPowerOfTen(power);
    }
}
