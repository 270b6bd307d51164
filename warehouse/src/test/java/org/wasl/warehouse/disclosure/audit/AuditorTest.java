package org.wasl.warehouse.disclosure.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;
import org.wasl.warehouse.disclosure.table.Hierarchy;
import org.wasl.warehouse.disclosure.table.Knowledge;
import org.wasl.warehouse.disclosure.table.Need;
import org.wasl.warehouse.disclosure.table.Table;

/** A table of two by two: 3 and 7 in the north, 5 and 10 in the south. */
class AuditorTest {
    private static final Map<List<String>, Long> COUNTS = Map.of(
            List.of("north", "f"), 3L,
            List.of("north", "m"), 7L,
            List.of("south", "f"), 5L,
            List.of("south", "m"), 10L);
    private final CellSystem system = system(COUNTS);
    private final int secret = number(system, "north", "f");

    @Test
    void aCellAloneInItsRowIsToldExactly() {
        Exposure exposure = audit(List.of(), secret);
        assertEquals(3, exposure.low(), 1e-9);
        assertEquals(3, exposure.high(), 1e-9);
        assertFalse(exposure.isProtected());
    }

    @Test
    void fourCellsInARectangleHideEachOther() {
        // f in the north is from 0 to what the women are: 8, and to what the north is: 10.
        Exposure exposure = audit(List.of(), interior());
        assertEquals(0, exposure.low(), 1e-9);
        assertEquals(8, exposure.high(), 1e-9);
        assertTrue(exposure.isProtected());
    }

    @Test
    void whatAnEarlierTablePrintedIsKnown() {
        BitSet before = hidden(interior());
        before.clear(number(system, "south", "m"));
        Exposure exposure = audit(List.of(new Publication(system, before)), interior());
        assertEquals(3, exposure.low(), 1e-9);
        assertEquals(3, exposure.high(), 1e-9);
    }

    @Test
    void aCellThatChangedSinceIsAnotherUnknown() {
        Map<List<String>, Long> earlier = new java.util.HashMap<>(COUNTS);
        earlier.put(List.of("south", "m"), 12L);
        CellSystem then = system(earlier);
        BitSet before = hidden(interior());
        before.clear(number(then, "south", "m"));
        // Then 12 men in the south were printed; with 17 in the south, 5 women, and with 8 women in all, 3 in the
        // north.
        assertEquals(
                3, audit(List.of(new Publication(then, before)), interior()).high(), 1e-9);
    }

    @Test
    void whatWasSecretBeforeStaysSoWhenAMarginLeaves() {
        // Hidden before: the women of the north, and both margins and the whole with them. Now the north alone: 10, of
        // whom 7 men were printed.
        int[] margins = {
            number(system, "north", "total"), number(system, "total", "f"), number(system, "total", "total")
        };
        BitSet before = hidden(margins);
        before.set(secret);
        Publication first = new Publication(
                system, before, Publication.SUPPRESSION, List.of(), Map.of(secret, new Need(1, 1, "frequency")));
        CellSystem places = CellSystem.of(
                List.of(Table.ofCounts(List.of("place"), Map.of(List.of("north"), 10L, List.of("south"), 15L))));
        Auditor auditor = new Auditor(Knowledge.outsider(places, false, true), List.of(first));
        List<Exposure> exposures = auditor.audit(new Publication(places, new BitSet()), Map.of());
        assertEquals(List.of("north", "f"), exposures.get(0).cell());
        assertEquals(3, exposures.get(0).high(), 1e-9);
        assertFalse(exposures.get(0).isProtected());
    }

    @Test
    void whatLeftIsKeptInItsHistory(@TempDir Path directory) {
        History history = new History(directory.resolve("history.jsonl"));
        Publication rounded =
                new Publication(system, new BitSet(), "rounding to base 5", List.of(25.0, 10.0), Map.of());
        Publication hidden = new Publication(
                system,
                hidden(interior()),
                Publication.SUPPRESSION,
                List.of(),
                Map.of(secret, new Need(1, 2, "frequency")));
        history.add(Instant.EPOCH, rounded);
        history.add(Instant.EPOCH, hidden);
        List<Publication> kept = history.publications();
        assertEquals("rounding to base 5", kept.get(0).way());
        assertEquals(List.of(25.0, 10.0), kept.get(0).printed());
        assertEquals(hidden.hidden(), kept.get(1).hidden());
        assertEquals(hidden.needs(), kept.get(1).needs());
    }

    @Test
    void aContributorWhoIsAloneTellsTheOther() {
        List<Cell> cells = List.of(
                new Cell(List.of("a"), 50, 1, 1, List.of(50.0)),
                new Cell(List.of("b"), 40, 2, 2, List.of(30.0, 10.0)),
                new Cell(List.of("c"), 90, 9, 9, List.of(20.0, 15.0)));
        CellSystem amounts = CellSystem.of(List.of(Table.of(
                List.of(new Dimension("house", Hierarchy.flat("all", List.of("a", "b", "c")))), cells, 2)));
        int b = number(amounts, "b");
        BitSet hidden = new BitSet();
        hidden.set(number(amounts, "a"));
        hidden.set(b);
        Map<Integer, Need> needs = Map.of(b, new Need(8, 8, "contributors"));
        Publication latest = new Publication(amounts, hidden);
        assertTrue(exposure(new Auditor(Knowledge.outsider(amounts, true, false), List.of()), latest, needs, b)
                .isProtected());
        Exposure inside = exposure(new Auditor(Knowledge.outsider(amounts, true, true), List.of()), latest, needs, b);
        assertEquals(List.of("a"), inside.by());
        assertEquals(40, inside.high(), 1e-9);
        ProtectionException refused = assertThrows(
                ProtectionException.class,
                () -> new Auditor(Knowledge.outsider(amounts, true, true), List.of()).demand(latest, needs));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("publication is refused: b can be told by"));
    }

    private Exposure audit(List<Publication> earlier, int... cells) {
        return exposure(
                new Auditor(Knowledge.outsider(system, false, true), earlier),
                new Publication(system, hidden(cells)),
                Map.of(secret, new Need(1, 1, "frequency")),
                secret);
    }

    private static Exposure exposure(Auditor auditor, Publication latest, Map<Integer, Need> needs, int cell) {
        return auditor.audit(latest, needs).stream()
                .filter(e -> e.cell().equals(latest.system().cell(cell).key()))
                .findFirst()
                .orElseThrow();
    }

    private int[] interior() {
        return new int[] {
            secret, number(system, "north", "m"), number(system, "south", "f"), number(system, "south", "m")
        };
    }

    private static BitSet hidden(int... cells) {
        BitSet hidden = new BitSet();
        for (int cell : cells) {
            hidden.set(cell);
        }
        return hidden;
    }

    private static CellSystem system(Map<List<String>, Long> counts) {
        return CellSystem.of(List.of(Table.ofCounts(List.of("place", "sex"), counts)));
    }

    private static int number(CellSystem system, String... key) {
        for (int i = 0; i < system.size(); i++) {
            if (system.cell(i).key().equals(List.of(key))) {
                return i;
            }
        }
        throw new AssertionError("no cell");
    }
}
