package org.wasl.warehouse.disclosure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule on a cell that fits on a line. */
class PrimaryRuleTest {
    // Four houses earn 100: 80, 12, 5 and 3.
    private static final Cell HOUSES = new Cell(List.of("a"), 100, 4, 4, List.of(80.0, 12.0));

    @Test
    void fewIsFewerThanTheMinimumAndNotNone() {
        PrimaryRule rule = new PrimaryRule.MinimumFrequency(5);
        assertTrue(rule.need(Cell.count(List.of("a"), 4)).isPresent());
        assertEquals(Optional.empty(), rule.need(Cell.count(List.of("a"), 5)));
        assertEquals(Optional.empty(), rule.need(Cell.count(List.of("a"), 0)));
    }

    @Test
    void aDominatedCellNeedsRoomUntilItWouldNotBe() {
        // 80 is 75 % of 106.67.
        assertEquals(
                100 / 75.0 * 80 - 100,
                new PrimaryRule.Dominance(1, 75).need(HOUSES).orElseThrow().up(),
                1e-9);
        assertEquals(Optional.empty(), new PrimaryRule.Dominance(1, 85).need(HOUSES));
    }

    @Test
    void theSecondLargestMayNotTellTheLargestTooWell() {
        // It knows 80 to within the others' 8: that is 10 %, so 15 % is not met by 4.
        assertEquals(4, new PrimaryRule.PPercent(15).need(HOUSES).orElseThrow().up(), 1e-9);
        assertEquals(Optional.empty(), new PrimaryRule.PPercent(10).need(HOUSES));
    }

    @Test
    void aGroupWithOneAnswerGivesItAway() {
        CellSystem system = CellSystem.of(List.of(Table.ofCounts(
                List.of("place", "ill"),
                Map.of(
                        List.of("north", "yes"), 12L,
                        List.of("south", "yes"), 3L,
                        List.of("south", "no"), 30L))));
        Map<Integer, Need> needs = new PrimaryRule.Concentration("ill", 1).sensitive(system);
        assertEquals(
                List.of(List.of("north", "no"), List.of("north", "yes")),
                needs.keySet().stream().map(cell -> system.cell(cell).key()).toList());
    }

    @Test
    void linkedTablesShareTheirMargins() {
        Map<List<String>, Long> bySex = Map.of(List.of("north", "f"), 4L, List.of("north", "m"), 6L);
        Map<List<String>, Long> byAge = Map.of(List.of("north", "old"), 1L, List.of("north", "young"), 9L);
        CellSystem linked = CellSystem.of(List.of(
                Table.ofCounts(List.of("place", "sex"), bySex), Table.ofCounts(List.of("place", "age"), byAge)));
        // Six and six, of which the total and the north are the same.
        assertEquals(10, linked.size());
    }
}
