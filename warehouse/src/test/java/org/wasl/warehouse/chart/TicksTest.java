package org.wasl.warehouse.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TicksTest {

    @Test
    void stepsAreOneTwoOrFiveTimesAPowerOfTen() {
        assertEquals(List.of(0.0, 500.0, 1000.0, 1500.0, 2000.0), Ticks.inside(0, 2000, 5));
        assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0), Ticks.inside(0, 1, 5));
        assertEquals(List.of(-0.05, 0.0, 0.05, 0.1, 0.15), Ticks.inside(-0.05, 0.15, 5));
    }

    @Test
    void anAxisWithoutLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Ticks.inside(1, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> Ticks.inside(0, Double.NaN, 5));
    }

    @Property
    void ticksLieInsideInOrderAndAboutAsManyAsAsked(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double length,
            @ForAll @IntRange(min = 2, max = 10) int about) {
        List<Double> ticks = Ticks.inside(low, low + length, about);

        for (int i = 0; i < ticks.size(); i++) {
            assertTrue(ticks.get(i) >= low - length * 1e-6 && ticks.get(i) <= low + length * (1 + 1e-6));
            assertTrue(i == 0 || ticks.get(i) > ticks.get(i - 1));
        }
        assertTrue(ticks.size() <= 2 * about + 1, ticks.size() + " for " + about);
    }

    @Property
    void anAxisOfNumbersHoldsItsDataAndPlacesItInOrder(
            @ForAll @DoubleRange(min = -1e5, max = 1e5) double low,
            @ForAll @DoubleRange(min = 0.01, max = 1e5) double length) {
        Axis axis = Axis.numbers("", low, low + length, 5, Double::toString);
        Assume.that(axis.high() > axis.low());

        assertTrue(axis.low() <= low + length * 1e-6 && axis.high() >= low + length * (1 - 1e-6));
        assertEquals(40, axis.at(axis.low(), 40, 700), 1e-6);
        assertEquals(700, axis.at(axis.high(), 40, 700), 1e-6);
        assertTrue(axis.at(low, 40, 700) < axis.at(low + length, 40, 700));
    }
}
