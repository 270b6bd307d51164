package org.wasl.warehouse.disclosure.perturb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    /** Amounts that are multiples but for the last digits of a double are multiples. */
    private static final double EXACT = 1e-9;

    /** The rounded cells, in the order of the system's. */
    public List<Double> round(CellSystem system) {
        return round(system, Map.of());
    }

    /**
     * The same, some cells as they were rounded before: rounded up once and down once, a number is known to its base.
     *
     * @param before rounded cells by their numbers
     */
    public List<Double> round(CellSystem system, Map<Integer, Double> before) {
        for (int steps = 0; steps <= FURTHEST; steps++) {
            Optional<List<Double>> rounded = round(system, before, steps);
            if (rounded.isPresent()) {
                return rounded.get();
            }
        }
        throw new ProtectionException("no table rounded to base " + base
                + (before.isEmpty() ? "" : " that agrees with those that left before") + " was found in "
                + time.toSeconds() + " s; use a larger base, fewer cells or cell keys");
    }

    /** Every cell as so many steps from the multiple below it: large amounts and small ones are then solved alike. */
    private Optional<List<Double>> round(CellSystem system, Map<Integer, Double> before, int steps) {
        double[] floors = new double[system.size()];
        int[] cells = new int[system.size()];
        try (LinearProgram program = LinearProgram.mixed()) {
            program.limit(time);
            for (int i = 0; i < system.size(); i++) {
                double exact = system.cell(i).value() / base;
                double near = Math.rint(exact);
                boolean multiple = Math.abs(exact - near) <= EXACT * Math.max(1, Math.abs(exact));
                floors[i] = multiple ? near : Math.floor(exact);
                double part = multiple ? 0 : exact - floors[i];
                Double known = before.get(i);
                double low = -steps;
                double high = (multiple ? 0 : 1) + steps;
                if (known != null) {
                    low = known / base - floors[i];
                    high = low;
                } else if (system.cell(i).count() == 0 && steps < FURTHEST) {
                    low = 0;
                    high = 0;
                } else if (system.cell(i).value() >= 0) {
                    low = Math.max(-floors[i], low);
                }
                cells[i] = cell(program, low, high, part);
            }
            for (CellSystem.Sum sum : system.sums()) {
                double missing = floors[sum.total()]
                        - sum.parts().stream().mapToDouble(part -> floors[part]).sum();
                int row = program.row(missing, missing);
                program.coefficient(row, cells[sum.total()], -1);
                sum.parts().forEach(part -> program.coefficient(row, cells[part], 1));
            }
            if (program.minimise().isEmpty()) {
                return Optional.empty();
            }
            List<Double> rounded = new ArrayList<>();
            for (int i = 0; i < system.size(); i++) {
                rounded.add(base * (floors[i] + Math.rint(program.value(cells[i]))));
            }
            return Optional.of(Collections.unmodifiableList(rounded));
        }
    }

    /** A whole number of steps that costs its distance from a part of one. */
    private static int cell(LinearProgram program, double low, double high, double part) {
        int cell = program.integer(low, high);
        if (low >= 0 && high <= 1) {
            program.cost(cell, 1 - 2 * part);
            return cell;
        }
        int over = program.variable(0, Double.POSITIVE_INFINITY);
        int under = program.variable(0, Double.POSITIVE_INFINITY);
        program.cost(over, 1);
        program.cost(under, 1);
        int row = program.row(part, part);
        program.coefficient(row, cell, 1);
        program.coefficient(row, over, -1);
        program.coefficient(row, under, 1);
        return cell;
    }
}
