package org.wasl.warehouse.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.wasl.warehouse.survey.Estimate;

/** What is held back from print, and that it cannot be had back. */
class SmallCellsTest {
    private static final int MINIMUM = 10;
    private final SmallCells door = new SmallCells(new Thresholds(MINIMUM, 30, 0.30, 0.15, 0.10));

    @Test
    void hidesAnotherCellWithASmallOne() {
        assertEquals(
                Set.of(List.of("doha"), List.of("al_khor")),
                door.suppressed(List.of(cell(500, "al_rayyan"), cell(4, "al_khor"), cell(30, "doha"))));
    }

    @Test
    void hidesMoreWhenTwoSmallOnesAddUpToToLittle() {
        assertEquals(
                3,
                door.suppressed(List.of(cell(1, "a"), cell(1, "b"), cell(40, "c"), cell(90, "d")))
                        .size());
    }

    @Test
    void printsZeroAndTen() {
        assertEquals(Set.of(), door.suppressed(List.of(cell(0, "a"), cell(10, "b"), cell(12, "c"))));
    }

    @Test
    void hidesTheOnlyCellOfATable() {
        assertEquals(Set.of(List.of()), door.suppressed(List.of(cell(3))));
    }

    @Test
    void hidesAShareWhoseNumeratorIsSmall() {
        var small = new SmallCells.Cell(List.of("a"), List.of(200L, 3L, 197L));
        var large = new SmallCells.Cell(List.of("b"), List.of(300L, 100L, 200L));
        assertTrue(door.suppressed(List.of(small, large)).contains(List.of("a")));
    }

    @Test
    void whatIsHiddenInAMarginIsNotPrintedInPiecesBelowIt() {
        Set<List<String>> hidden = door.suppressed(List.of(
                cell(5, "a", "m"),
                cell(0, "a", "f"),
                cell(12, "b", "m"),
                cell(0, "b", "f"),
                cell(50, "c", "m"),
                cell(60, "c", "f")));
        assertTrue(hidden.contains(List.of("b", "m")), "b's twelve protect a's five in the margin");
    }

    /**
     * An attacker adds up everything that is printed: the table, its row and column totals, the grand total. A hidden cell
     * is known when its own equation adds nothing to those (same rank).
     */
    @Property(tries = 300)
    void noSmallCellFollowsFromWhatIsPrinted(@ForAll @Size(12) List<@IntRange(min = 0, max = 40) Integer> counts) {
        List<SmallCells.Cell> cells = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            cells.add(cell(counts.get(i), "r" + i / 4, "c" + i % 4));
        }
        Set<List<String>> hidden = door.suppressed(cells);
        List<double[]> known = new ArrayList<>();
        for (SmallCells.Cell cell : cells) {
            if (!hidden.contains(cell.key())) {
                known.add(row(cells, cell::equals));
            }
        }
        printedTotals(cells, 0, known);
        printedTotals(cells, 1, known);
        if (cells.stream().mapToLong(c -> c.persons().get(0)).sum() >= MINIMUM) {
            known.add(row(cells, cell -> true));
        }
        for (SmallCells.Cell cell : cells) {
            long persons = cell.persons().get(0);
            if (persons > 0 && persons < MINIMUM) {
                List<double[]> more = new ArrayList<>(known);
                more.add(row(cells, cell::equals));
                assertTrue(rank(more) > rank(known), cell + " can be computed from what is printed");
            }
        }
    }

    /** The totals of one dimension, as the table of that dimension alone prints them. */
    private void printedTotals(List<SmallCells.Cell> cells, int dimension, List<double[]> known) {
        Map<String, Long> totals = new TreeMap<>();
        cells.forEach(c -> totals.merge(c.key().get(dimension), c.persons().get(0), Long::sum));
        List<SmallCells.Cell> alone = new ArrayList<>();
        totals.forEach((key, persons) -> alone.add(cell(persons, key)));
        Set<List<String>> hidden = door.suppressed(alone);
        for (SmallCells.Cell total : alone) {
            if (!hidden.contains(total.key())) {
                known.add(row(
                        cells, c -> c.key().get(dimension).equals(total.key().get(0))));
            }
        }
    }

    private static double[] row(List<SmallCells.Cell> cells, Predicate<SmallCells.Cell> counted) {
        return cells.stream().mapToDouble(c -> counted.test(c) ? 1 : 0).toArray();
    }

    private static int rank(List<double[]> rows) {
        return rows.isEmpty()
                ? 0
                : new SingularValueDecomposition(MatrixUtils.createRealMatrix(rows.toArray(new double[0][]))).getRank();
    }

    @Test
    void withholdsAnEstimateFromFewAnswersWithItsCount() {
        Estimate safe = door.estimate(estimate(0.5, 0.01, 29), 0.0);
        assertNull(safe.estimate());
        assertNull(safe.ciLow());
        assertNull(safe.n());
        assertEquals(List.of("withheld:n"), safe.flags());
    }

    @Test
    void withholdsAnEstimateWithALargeErrorAndFlagsAModerateOne() {
        assertEquals(
                List.of("withheld:rse"),
                door.estimate(estimate(0.1, 0.031, 400), 0.0).flags());
        assertEquals(
                List.of("rse"), door.estimate(estimate(0.1, 0.02, 400), 0.0).flags());
        assertEquals(List.of(), door.estimate(estimate(0.1, 0.01, 400), 0.0).flags());
    }

    @Test
    void flagsItemNonresponseOverATenth() {
        assertEquals(
                List.of("item_nonresponse"),
                door.estimate(estimate(0.5, 0.01, 400), 0.11).flags());
        assertFalse(door.estimate(estimate(0.5, 0.01, 400), 0.10).flags().contains("item_nonresponse"));
    }

    private static SmallCells.Cell cell(long persons, String... key) {
        return new SmallCells.Cell(List.of(key), persons);
    }

    @Test
    void theNumberOfAnswersOfASmallGroupIsNotTheRestOfTheOthers() {
        List<Estimate> asked = List.of(of("a", 200), of("b", 120), of("c", 6));
        List<Estimate> checked = asked.stream().map(e -> door.estimate(e, null)).toList();
        List<Estimate> told = door.counts(asked, checked, Set.of("wave"));

        assertEquals(200, told.get(0).n());
        assertNull(told.get(1).n(), "326 − 200 − 120");
        assertNull(told.get(1).deff(), "with the error it gives the number back");
        assertEquals(List.of("n_suppressed"), told.get(1).flags());
        assertEquals(0.5, told.get(1).estimate());
        assertNull(told.get(2).n());
        assertNull(told.get(2).estimate());
    }

    private static Estimate of(String group, long n) {
        Estimate e = estimate(0.5, 0.01, n);
        return new Estimate(
                e.estimator(),
                e.variable(),
                null,
                Map.of("wave", "1", "group", group),
                e.estimate(),
                e.se(),
                e.ciLow(),
                e.ciHigh(),
                e.n(),
                e.nEffective(),
                e.deff(),
                e.df(),
                null,
                List.of());
    }

    private static Estimate estimate(double value, double se, long n) {
        return new Estimate(
                "mean",
                "x",
                null,
                Map.of(),
                value,
                se,
                value - 2 * se,
                value + 2 * se,
                n,
                1.0 * n,
                1.0,
                30.0,
                null,
                List.of());
    }
}
