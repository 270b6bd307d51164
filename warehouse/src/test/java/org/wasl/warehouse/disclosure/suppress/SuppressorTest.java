package org.wasl.warehouse.disclosure.suppress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.audit.Auditor;
import org.wasl.warehouse.disclosure.audit.Exposure;
import org.wasl.warehouse.disclosure.audit.Publication;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Need;
import org.wasl.warehouse.disclosure.table.Table;

/** Whatever the method, an attacker with a linear program gets no sensitive cell to within what it needs. */
class SuppressorTest {
    @ParameterizedTest
    @CsvSource({"OPTIMAL, 4", "MODULAR, 6", "INCREMENTAL, 24"})
    void noSensitiveCellIsToldToWithinItsProtection(Method method, int tables) {
        for (int seed = 0; seed < tables; seed++) {
            Problem problem = problem(seed);
            Suppression suppression = new Suppressor(method, 400, Duration.ofSeconds(5)).suppress(problem);
            assertEquals(List.of(), exposed(problem, suppression.hidden()), method + ", table " + seed);
        }
    }

    /** A machine that stood still: the time is over before the first program is solved. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void withoutTimeAPatternIsCostlierButSafe(Method method) {
        Problem problem = problem(1);
        Suppression suppression = new Suppressor(method, 400, Duration.ofNanos(1)).suppress(problem);
        assertEquals(List.of(), exposed(problem, suppression.hidden()));
    }

    @Test
    void theHeuristicsHideLittleMoreThanTheOptimum() {
        double optimum = 0;
        double incremental = 0;
        for (int seed = 0; seed < 6; seed++) {
            Problem problem = problem(seed);
            Suppression best = suppress(problem, Method.OPTIMAL);
            Suppression quick = suppress(problem, Method.INCREMENTAL);
            assertTrue(best.optimal(), "proven for table " + seed);
            assertTrue(quick.cost() >= best.cost() - 1e-9 && quick.cost() <= 1.3 * best.cost(), "table " + seed);
            optimum += best.cost();
            incremental += quick.cost();
        }
        assertTrue(incremental >= optimum);
    }

    @Test
    void theOptimumIsTheCheapestOfAllPatterns() {
        CellSystem system = CellSystem.of(List.of(Table.ofCounts(
                List.of("place", "sex"),
                Map.of(
                        List.of("north", "f"), 2L,
                        List.of("north", "m"), 11L,
                        List.of("south", "f"), 14L,
                        List.of("south", "m"), 9L,
                        List.of("west", "f"), 7L,
                        List.of("west", "m"), 30L))));
        Problem problem = RandomTables.problem(system, RandomTables.countRules(), false, true);
        double cheapest = IntStream.range(0, 1 << system.size())
                .mapToObj(pattern -> BitSet.valueOf(new long[] {pattern}))
                .filter(hidden -> hidden.intersects(problem.sensitive()))
                .sorted(Comparator.comparingDouble(problem::cost))
                .filter(hidden -> exposed(problem, hidden).isEmpty())
                .findFirst()
                .map(problem::cost)
                .orElseThrow();
        assertEquals(cheapest, suppress(problem, Method.OPTIMAL).cost(), 1e-9);
    }

    @Test
    void aTableWithNothingSensitiveLosesNothing() {
        CellSystem system =
                CellSystem.of(List.of(Table.ofCounts(List.of("sex"), Map.of(List.of("f"), 20L, List.of("m"), 30L))));
        Problem problem = RandomTables.problem(system, RandomTables.countRules(), false, true);
        assertTrue(Suppressor.defaults().suppress(problem).hidden().isEmpty());
    }

    @Test
    void whatCannotBeProtectedIsNamed() {
        CellSystem system = CellSystem.of(List.of(Table.ofCounts(List.of("sex"), Map.of(List.of("f"), 2L))));
        Problem whole = RandomTables.problem(system, RandomTables.countRules(), false, true);
        Problem onlyTheCell = new Problem(
                system, Map.of(1, new Need(1, 1, "frequency")), whole.knowledge(), whole.cost(), new BitSet());
        ProtectionException refused = assertThrows(
                ProtectionException.class, () -> Suppressor.defaults().suppress(onlyTheCell));
        assertTrue(String.valueOf(refused.getMessage()).contains("no suppression protects"), refused::getMessage);
    }

    private static Suppression suppress(Problem problem, Method method) {
        return new Suppressor(method, 400, Duration.ofSeconds(10)).suppress(problem);
    }

    private static Problem problem(int seed) {
        boolean amounts = seed % 2 == 0;
        SplittableRandom random = new SplittableRandom(seed);
        CellSystem system = amounts ? RandomTables.amounts(random, 2, 3, 4) : RandomTables.counts(random, 2, 3, 4);
        return RandomTables.problem(
                system, amounts ? RandomTables.amountRules() : RandomTables.countRules(), amounts, amounts);
    }

    private static List<Exposure> exposed(Problem problem, BitSet hidden) {
        BitSet without = problem.sensitive();
        without.andNot(hidden);
        List<Exposure> exposures = new Auditor(problem.knowledge(), List.of())
                .audit(new Publication(problem.system(), hidden), problem.needs());
        List<Exposure> exposed =
                exposures.stream().filter(e -> !e.isProtected()).toList();
        return without.isEmpty() || exposures.isEmpty() ? exposed : exposures;
    }
}
