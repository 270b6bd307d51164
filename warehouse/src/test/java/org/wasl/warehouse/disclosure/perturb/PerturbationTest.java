package org.wasl.warehouse.disclosure.perturb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.warehouse.disclosure.perturb.PerturbationTable.Change;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;
import org.wasl.warehouse.disclosure.table.Hierarchy;
import org.wasl.warehouse.disclosure.table.Table;

/** Numbers that are changed, and what still holds of them. */
class PerturbationTest {
    private static final PerturbationTable TABLE = new PerturbationTable(5, 3, 2);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 6, 8, 100})
    void aCountIsChangedWithoutBiasAndNeverToASmallOne(long count) {
        List<Change> changes = TABLE.changes(count);
        assertEquals(1, changes.stream().mapToDouble(Change::probability).sum(), 1e-9);
        assertEquals(
                0, changes.stream().mapToDouble(c -> c.by() * c.probability()).sum(), 1e-8);
        assertTrue(changes.stream().allMatch(c -> count + c.by() == 0 || count + c.by() > 2));
    }

    @Test
    void aLargeCountVariesAsAsked() {
        double variance = TABLE.changes(100).stream()
                .mapToDouble(c -> c.by() * c.by() * c.probability())
                .sum();
        assertEquals(3, variance, 1e-8);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void aRoundedTableStillAddsUp(int base) {
        CellSystem system = CellSystem.of(List.of(Table.ofCounts(
                List.of("place", "sex"),
                Map.of(
                        List.of("north", "f"), 1L,
                        List.of("north", "m"), 7L,
                        List.of("south", "f"), 14L,
                        List.of("south", "m"), 2L,
                        List.of("west", "f"), 10L))));
        List<Double> rounded = new ControlledRounding(base, Duration.ofSeconds(10)).round(system);
        for (int i = 0; i < rounded.size(); i++) {
            assertEquals(0, rounded.get(i) % base);
            assertTrue(Math.abs(rounded.get(i) - system.cell(i).value()) < base);
        }
        for (CellSystem.Sum sum : system.sums()) {
            assertEquals(
                    rounded.get(sum.total()),
                    sum.parts().stream().mapToDouble(rounded::get).sum());
        }
    }

    @Test
    void amountsOfAllSizesAreRoundedWithinTheBase() {
        // A flat table of two dimensions always has a rounding whose cells are all next to the truth (Cox and Ernst
        // 1982).
        List<Dimension> dimensions = List.of(
                new Dimension("place", Hierarchy.flat("total", List.of("north", "south"))),
                new Dimension("sex", Hierarchy.flat("total", List.of("f", "m"))));
        CellSystem system = CellSystem.of(List.of(Table.of(
                dimensions,
                List.of(
                        amount("north", "f", 8_123_456_789_012.37),
                        amount("north", "m", 3.2),
                        amount("south", "f", 25.85),
                        amount("south", "m", 147.86)),
                1)));
        List<Double> rounded = new ControlledRounding(7, Duration.ofSeconds(10)).round(system);
        for (int i = 0; i < rounded.size(); i++) {
            assertEquals(0, rounded.get(i) % 7);
            assertTrue(Math.abs(rounded.get(i) - system.cell(i).value()) < 7);
        }
    }

    @Test
    void whatWasRoundedBeforeStaysAsItWas() {
        CellSystem system =
                CellSystem.of(List.of(Table.ofCounts(List.of("sex"), Map.of(List.of("f"), 7L, List.of("m"), 21L))));
        int women = 1;
        assertEquals(List.of("f"), system.cell(women).key());
        ControlledRounding rounding = new ControlledRounding(5, Duration.ofSeconds(10));
        assertEquals(5, rounding.round(system).get(women));
        assertEquals(10, rounding.round(system, Map.of(women, 10.0)).get(women));
    }

    private static Cell amount(String place, String sex, double value) {
        return new Cell(List.of(place, sex), value, 1, 1, List.of(value));
    }
}
