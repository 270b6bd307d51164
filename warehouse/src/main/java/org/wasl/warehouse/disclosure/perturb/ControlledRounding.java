package org.wasl.warehouse.disclosure.perturb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.program.LinearProgram;
import org.wasl.warehouse.disclosure.table.CellSystem;

/**
 * Every cell becomes a multiple of a base and all sums still hold, as near to the truth as can be (Fellegi 1975, Controlled
 * random rounding, Survey Methodology 1; Cox and Ernst 1982). A cell goes to one of the two multiples around it; where no
 * table of such cells adds up, to the next ones.
 */
public record ControlledRounding(int base, Duration time) {
    private static final int FURTHEST = 3;

    /** The rounded cells, in the order of the system's. */
    public List<Double> round(CellSystem system) {
        for (int steps = 0; steps <= FURTHEST; steps++) {
            Optional<List<Double>> rounded = round(system, steps);
            if (rounded.isPresent()) {
                return rounded.get();
            }
        }
        throw new ProtectionException("no table rounded to base " + base + " was found in " + time.toSeconds()
                + " s; use a larger base, fewer cells or cell keys");
    }

    private Optional<List<Double>> round(CellSystem system, int steps) {
        try (LinearProgram program = LinearProgram.mixed()) {
            program.limit(time);
            for (int i = 0; i < system.size(); i++) {
                double exact = system.cell(i).value() / base;
                double low = Math.floor(exact) - steps;
                double high = Math.ceil(exact) + steps;
                if (system.cell(i).value() >= 0) {
                    low = Math.max(0, low);
                }
                int cell = program.integer(low, high);
                // |cell − exact| as two parts.
                int over = program.variable(0, Double.POSITIVE_INFINITY);
                int under = program.variable(0, Double.POSITIVE_INFINITY);
                program.cost(over, 1);
                program.cost(under, 1);
                int row = program.row(exact, exact);
                program.coefficient(row, cell, 1);
                program.coefficient(row, over, -1);
                program.coefficient(row, under, 1);
            }
            for (CellSystem.Sum sum : system.sums()) {
                int row = program.row(0, 0);
                program.coefficient(row, 3 * sum.total(), -1);
                sum.parts().forEach(part -> program.coefficient(row, 3 * part, 1));
            }
            if (program.minimise().isEmpty()) {
                return Optional.empty();
            }
            List<Double> rounded = new ArrayList<>();
            for (int i = 0; i < system.size(); i++) {
                rounded.add((double) base * Math.round(program.value(3 * i)));
            }
            return Optional.of(Collections.unmodifiableList(rounded));
        }
    }
}
