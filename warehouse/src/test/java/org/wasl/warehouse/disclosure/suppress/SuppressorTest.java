package org.wasl.warehouse.disclosure.suppress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wasl.warehouse.disclosure.audit.Auditor;
import org.wasl.warehouse.disclosure.audit.Exposure;
import org.wasl.warehouse.disclosure.audit.Publication;
import org.wasl.warehouse.disclosure.table.CellSystem;

/** Whatever the method, the auditor finds every sensitive cell's interval as wide as asked. */
class SuppressorTest {
    @ParameterizedTest
    @EnumSource(Method.class)
    void noSensitiveCellCanBeToldToWithinItsProtection(Method method) {
        double ratio = 0;
        long began = System.nanoTime();
        for (int seed = 0; seed < 12; seed++) {
            boolean amounts = seed % 2 == 0;
            CellSystem system = amounts
                    ? RandomTables.amounts(new SplittableRandom(seed), 2, 3, 4)
                    : RandomTables.counts(new SplittableRandom(seed), 2, 3, 4);
            var rules = amounts ? RandomTables.amountRules() : RandomTables.countRules();
            Problem problem = RandomTables.problem(system, rules, amounts, amounts);
            Suppression suppression = new Suppressor(method, 400, Duration.ofSeconds(5)).suppress(problem);
            List<Exposure> exposures = new Auditor(problem.knowledge(), List.of())
                    .audit(new Publication(system, suppression.hidden()), problem.needs());
            assertEquals(
                    List.of(),
                    exposures.stream().filter(e -> !e.isProtected()).toList(),
                    method + " " + seed);
            ratio = Math.max(ratio, suppression.cost() / Math.max(1, suppression.least()));
            System.out.println(method + " " + seed + " " + suppression.cost() + " least " + suppression.least() + " " + suppression.utility(system));
        }
        System.out.println(method + " ms " + (System.nanoTime() - began) / 1_000_000);
        assertTrue(ratio > 0);
    }
}
