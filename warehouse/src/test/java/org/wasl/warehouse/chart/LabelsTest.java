package org.wasl.warehouse.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LabelsTest {

    @Property
    void labelsThatFitNeverTouch(@ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0, max = 300) Double> wanted) {
        List<Double> sizes = wanted.stream().map(w -> 30.0).toList();
        List<Double> places = new ArrayList<>(Spread.apart(wanted, sizes, 0, 300));

        assertTrue(places.stream().allMatch(p -> p >= 15 - 1e-9 && p <= 285 + 1e-9), places.toString());
        places.sort(Double::compare);
        for (int i = 1; i < places.size(); i++) {
            assertTrue(places.get(i) - places.get(i - 1) >= 30 - 1e-9, places.toString());
        }
    }

    @Test
    void labelsWithRoomStayWhereTheyWant() {
        assertEquals(List.of(200.0, 50.0), Spread.apart(List.of(200.0, 50.0), List.of(20.0, 20.0), 0, 300));
    }

    @Test
    void aLongNameIsBrokenAtSpacesOnly() {
        List<String> lines = TextWidth.wrap("Ministry of Transport and Communications", 13, 120);

        assertTrue(lines.size() > 1);
        assertEquals("Ministry of Transport and Communications", String.join(" ", lines));
    }

    @Test
    void aNameWithoutRoomIsShortenedAndSaysSo() {
        assertEquals(
                List.of("Ministry of", "Transport", "and\u2026"),
                TextWidth.shorten("Ministry of Transport and Communications", 11, 70, 3));
        assertEquals(List.of("Club A"), TextWidth.shorten("Club A", 11, 70, 3));
    }

    @Test
    void eachLineOfANameInAnotherScriptKeepsItsDirection() {
        List<String> lines = TextWidth.wrap("\u2068City Schools Board\u2069", 11, 70);

        assertEquals(List.of("\u2068City Schools\u2069", "\u2068Board\u2069"), lines);
    }

    @Test
    void everySecondYearIsMarkedWhereAllHaveNoRoom() {
        Axis years = Axis.months("", YearMonth.of(2012, 6), YearMonth.of(2021, 7), Integer::toString);

        assertEquals(9, years.ticksWithRoomFor(600, 12, 10).size());
        assertEquals(5, years.ticksWithRoomFor(290, 12, 10).size());
    }
}
