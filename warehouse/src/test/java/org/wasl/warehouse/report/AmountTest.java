package org.wasl.warehouse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.wasl.warehouse.report.Amount.Standing;
import org.wasl.warehouse.survey.Estimate;

class AmountTest {

    @Test
    void aWithheldAmountHasNoValueAndAPublishedOneHas() {
        assertThrows(IllegalArgumentException.class, () -> new Amount(4.0, null, null, null, Standing.WITHHELD));
        assertThrows(IllegalArgumentException.class, () -> new Amount(null, null, null, null, Standing.PUBLISHED));
        assertThrows(IllegalArgumentException.class, () -> Amount.exact(Double.NaN));
    }

    @Test
    void theIntervalOfARatioTakesTheCovarianceFromTheDifference() {
        // Independent groups: Var(diff) = 0.02² + 0.03², so the log ratio has variance (0.02/0.4)² + (0.03/0.5)².
        Amount ratio = GapAssembly.ratio(share(0.4, 0.02), share(0.5, 0.03), share(-0.1, Math.hypot(0.02, 0.03)));

        double half = 1.959964 * Math.hypot(0.02 / 0.4, 0.03 / 0.5);
        assertEquals(0.8, ratio.or(0), 1e-12);
        assertEquals(0.8 * Math.exp(-half), Objects.requireNonNull(ratio.low()), 1e-9);
        assertEquals(0.8 * Math.exp(half), Objects.requireNonNull(ratio.high()), 1e-9);
    }

    private static Estimate share(double value, double se) {
        return new Estimate(
                "mean", "x", null, Map.of(), value, se, null, null, 500L, null, null, null, null, List.of());
    }
}
