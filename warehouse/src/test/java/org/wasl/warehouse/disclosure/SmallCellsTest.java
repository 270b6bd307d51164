package org.wasl.warehouse.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;
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

    @Test
    void hidesAZeroWhereTheOnlyOtherCellOfARowProtectsASmallOne() {
        Set<List<String>> hidden = door.suppressed(List.of(
                cell(10, "a", "m"),
                cell(0, "a", "f"),
                cell(0, "a", "x"),
                cell(1, "b", "m"),
                cell(10, "b", "f"),
                cell(0, "b", "x")));
        assertEquals(
                Set.of(List.of("a", "m"), List.of("a", "f"), List.of("b", "m"), List.of("b", "f")),
                hidden,
                "else a's total is a's m, and with it goes b's one; nobody is x, as the total of x says");
    }

    @Property(tries = 500)
    void noSmallCellOfATableFollowsFromWhatIsPrinted(@ForAll("counts") List<Integer> counts) {
        assertNothingFollows(table(counts, 3, 4));
    }

    @Property(tries = 500)
    void noSmallCellOfACubeFollowsFromWhatIsPrinted(@ForAll("counts") List<Integer> counts) {
        assertNothingFollows(table(counts, 2, 3, 2));
    }

    /** Tables of real groups have many zeros. */
    @Provide
    ListArbitrary<Integer> counts() {
        return Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.just(0)),
                        Tuple.of(2, Arbitraries.integers().between(0, 40)))
                .list()
                .ofSize(12);
    }

    private static List<SmallCells.Cell> table(List<Integer> counts, int... sizes) {
        List<SmallCells.Cell> cells = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            String[] key = new String[sizes.length];
            int rest = i;
            for (int d = 0; d < sizes.length; d++) {
                key[d] = "d" + d + "_" + rest % sizes[d];
                rest /= sizes[d];
            }
            cells.add(cell(counts.get(i), key));
        }
        return cells;
    }

    /**
     * An attacker adds up everything that is printed: the table and all its margins. A hidden cell is known when its own
     * equation adds nothing to those (same rank). What follows from tables of fewer dimensions, each of which may be asked
     * for by itself, no choice in the finest can hide; where such a table prints a zero, nobody is below it.
     */
    private void assertNothingFollows(List<SmallCells.Cell> cells) {
        List<double[]> known = new ArrayList<>();
        int width = cells.get(0).key().size();
        for (int mask = 0; mask < (1 << width) - 1; mask++) {
            known.addAll(printed(cells, mask));
        }
        List<SmallCells.Cell> secrets = cells.stream()
                .filter(cell -> cell.persons().get(0) > 0 && cell.persons().get(0) < MINIMUM)
                .filter(cell -> width == 2 || !follows(cells, cell, known))
                .toList();
        known.addAll(printed(cells, (1 << width) - 1));
        for (SmallCells.Cell secret : secrets) {
            assertFalse(follows(cells, secret, known), secret + " can be computed from what is printed");
        }
    }

    private static boolean follows(List<SmallCells.Cell> cells, SmallCells.Cell secret, List<double[]> known) {
        List<double[]> more = new ArrayList<>(known);
        more.add(row(cells, secret::equals));
        return rank(more) == rank(known);
    }

    /** The cells of some dimensions, as the table of these alone prints them. */
    private List<double[]> printed(List<SmallCells.Cell> cells, int mask) {
        Map<List<String>, Long> totals = new LinkedHashMap<>();
        cells.forEach(c -> totals.merge(of(c, mask), c.persons().get(0), Long::sum));
        List<SmallCells.Cell> alone = new ArrayList<>();
        totals.forEach((key, persons) -> alone.add(new SmallCells.Cell(key, persons)));
        Set<List<String>> hidden = door.suppressed(alone);
        List<double[]> printed = new ArrayList<>();
        totals.forEach((key, persons) -> {
            if (!hidden.contains(key)) {
                printed.add(row(cells, c -> of(c, mask).equals(key)));
            }
        });
        cells.stream()
                .filter(c -> totals.getOrDefault(of(c, mask), 0L) == 0 && !hidden.contains(of(c, mask)))
                .forEach(c -> printed.add(row(cells, c::equals)));
        return printed;
    }

    private static List<String> of(SmallCells.Cell cell, int mask) {
        return IntStream.range(0, cell.key().size())
                .filter(d -> (mask >> d & 1) == 1)
                .mapToObj(d -> cell.key().get(d))
                .toList();
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
    void withholdsAQuantileThatIsOneOfTheLastTen() {
        // Of 400 answers 10 lie beyond the quantile of 0.975, and none beyond that of 0.9999, which is the largest.
        assertEquals(List.of(), door.estimate(quantile("0.975"), null).flags());
        assertEquals(
                List.of("withheld:n"), door.estimate(quantile("0.98"), null).flags());
        assertEquals(
                List.of("withheld:n"), door.estimate(quantile("1.0E-4"), null).flags());
    }

    private static Estimate quantile(String level) {
        return new Estimate(
                "quantile",
                "wage",
                level,
                Map.of(),
                3880.0,
                0.0,
                3880.0,
                3880.0,
                400L,
                null,
                null,
                null,
                null,
                List.of());
    }

    @Test
    void withholdsWhatADesignWithoutErrorCounts() {
        // 7 of 400 by a design that leaves no error, and by itself: 0.0175 ± 0.0066.
        Estimate exact = estimate(0.0175, 0, 400);
        assertEquals(List.of(), door.estimate(exact, null).flags());
        assertEquals(
                List.of("withheld:rse"),
                door.ofOwnDesign(exact, estimate(0.0175, 0.0066, 400)).flags());
        // All but seven tell of seven.
        assertEquals(
                List.of("withheld:rse"),
                door.ofOwnDesign(estimate(0.9825, 0, 400), estimate(0.9825, 0.0066, 400))
                        .flags());
        assertEquals(
                List.of(),
                door.ofOwnDesign(estimate(0.4, 0, 400), estimate(0.4, 0.0245, 400))
                        .flags());
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
