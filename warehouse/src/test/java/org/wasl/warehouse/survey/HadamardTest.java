package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Half-samples are balanced when the rows of their matrix are orthogonal. */
class HadamardTest {
    static IntStream numbersOfStrata() {
        return IntStream.rangeClosed(1, 150);
    }

    @ParameterizedTest
    @MethodSource("numbersOfStrata")
    void anyTwoRowsAgreeInHalfTheColumns(int strata) {
        Hadamard matrix = Hadamard.of(strata);
        int n = matrix.order();
        assertTrue(n > strata, () -> n + " for " + strata);
        for (int a = 0; a < n; a++) {
            assertTrue(matrix.positive(0, a) && matrix.positive(a, 0), "the first row and column are +1");
            for (int b = 0; b < a; b++) {
                int one = a;
                int other = b;
                assertEquals(
                        n / 2,
                        IntStream.range(0, n)
                                .filter(column -> matrix.positive(one, column) == matrix.positive(other, column))
                                .count());
            }
        }
    }

    /** {@code sapply(c(1, 3, 4, 8, …), function(n) nrow(hadamard(n)))} of R's survey 4.1. */
    @Test
    void theOrderIsThatOfR() {
        assertEquals(
                List.of(4, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 56, 56, 60, 64),
                IntStream.of(1, 3, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60)
                        .map(n -> Hadamard.of(n).order())
                        .boxed()
                        .toList());
    }
}
