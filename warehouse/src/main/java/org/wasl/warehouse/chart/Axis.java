package org.wasl.warehouse.chart;

import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;

/**
 * A labelled axis: its ends and the values at which it is marked.
 *
 * @param label what is measured, with its unit; empty when the figure's subtitle says it
 * @param logarithmic equal ratios, not equal differences, take equal room
 */
public record Axis(String label, double low, double high, List<Tick> ticks, boolean logarithmic) {

    /** A marked value and how it is written. */
    public record Tick(double value, String text) {}

    public Axis {
        if (!(high > low) || !Double.isFinite(low) || !Double.isFinite(high) || (logarithmic && low <= 0)) {
            throw new IllegalArgumentException("Axis '" + label + "' cannot run from " + low + " to " + high);
        }
        ticks = List.copyOf(ticks);
    }

    /** An axis of numbers which ends at round values outside {@code low} and {@code high}. */
    public static Axis numbers(String label, double low, double high, int about, DoubleFunction<String> format) {
        double end = high > low ? high : low + 1;
        double from = Ticks.floor(low, end, about);
        double to = Ticks.ceiling(low, end, about);
        List<Tick> ticks = Ticks.inside(from, to, about).stream()
                .map(v -> new Tick(v, format.apply(v)))
                .toList();
        return new Axis(label, from, to, ticks, false);
    }

    /** An axis of ratios around one: marked around 1, logarithmic. */
    public static Axis ratios(String label, double low, double high, DoubleFunction<String> format) {
        double[] fine = {0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5};
        double[] coarse = {0.1, 0.2, 0.5, 1, 2, 5, 10};
        double[] marks = high / low < 4 ? fine : coarse;
        double from = Math.min(low, 0.95);
        double to = Math.max(high, 1.05);
        List<Tick> ticks = new ArrayList<>();
        for (double mark : marks) {
            if (mark >= from && mark <= to) {
                ticks.add(new Tick(mark, format.apply(mark)));
            }
        }
        return new Axis(label, from, to, ticks, true);
    }

    /** An axis of months, marked at each January; a month's value is {@link #month}. */
    public static Axis months(String label, YearMonth from, YearMonth to, IntFunction<String> year) {
        List<Tick> ticks = new ArrayList<>();
        int first = from.getMonthValue() == 1 ? from.getYear() : from.getYear() + 1;
        for (int y = first; y <= to.getYear(); y++) {
            ticks.add(new Tick(month(YearMonth.of(y, 1)), year.apply(y)));
        }
        return new Axis(label, month(from), Math.max(month(to), month(from) + 1), ticks, false);
    }

    /** A month as a place on an axis: months since year 0. */
    public static double month(YearMonth month) {
        return month.getLong(ChronoField.PROLEPTIC_MONTH);
    }

    /** Where {@code value} falls between the ends of a range on the drawing. */
    double at(double value, double rangeLow, double rangeHigh) {
        double share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return rangeLow + share * (rangeHigh - rangeLow);
    }

    /** The value cut to the ends of this axis. */
    double inside(double value) {
        return Math.max(low, Math.min(high, value));
    }

    /** Every k-th tick, with the smallest k at which labels of this width do not touch. */
    List<Tick> ticksWithRoomFor(double length, double fontSize, double gap) {
        for (int every = 1; every < ticks.size(); every++) {
            List<Tick> kept = new ArrayList<>();
            boolean fits = true;
            double end = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < ticks.size(); i += every) {
                Tick tick = ticks.get(i);
                double half = TextWidth.of(tick.text(), fontSize) / 2;
                double x = at(tick.value(), 0, length);
                fits &= x - half >= end;
                end = x + half + gap;
                kept.add(tick);
            }
            if (fits) {
                return kept;
            }
        }
        return ticks.isEmpty() ? ticks : List.of(ticks.get(0));
    }
}
