package org.wasl.bench.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.wasl.warehouse.disclosure.table.CellSystem;

/**
 * Somebody outside with a published table, its sums, and a linear program of its own: neither the solver nor the equations
 * are those of the house.
 */
final class Intruder {
    private final CellSystem system;
    private final BitSet hidden;

    Intruder(CellSystem system, BitSet hidden) {
        this.system = system;
        this.hidden = hidden;
    }

    /** The smallest and the largest value that a hidden cell can have. */
    double[] interval(int cell) {
        List<Integer> around = component(cell);
        Map<Integer, Integer> columns = new HashMap<>();
        around.forEach(other -> columns.put(other, columns.size()));
        List<LinearConstraint> constraints = new ArrayList<>();
        Set<Integer> touched = new LinkedHashSet<>();
        around.forEach(other -> touched.addAll(system.sumsOf(other)));
        double scale = around.stream()
                .mapToDouble(other -> Math.abs(system.cell(other).value()))
                .max()
                .orElse(1);
        for (int s : touched) {
            double[] row = new double[columns.size()];
            double rest = add(system.sums().get(s).total(), -1, row, columns);
            for (int part : system.sums().get(s).parts()) {
                rest += add(part, 1, row, columns);
            }
            constraints.add(new LinearConstraint(row, Relationship.EQ, -rest / scale));
        }
        double[] target = new double[columns.size()];
        target[columns.getOrDefault(cell, 0)] = 1;
        double[] everything = new double[columns.size()];
        Arrays.fill(everything, 1);
        constraints.add(new LinearConstraint(everything, Relationship.LEQ, 1e4));
        return new double[] {
            solve(target, constraints, GoalType.MINIMIZE) * scale, solve(target, constraints, GoalType.MAXIMIZE) * scale
        };
    }

    private static double solve(double[] target, List<LinearConstraint> constraints, GoalType goal) {
        return new SimplexSolver()
                .optimize(
                        new LinearObjectiveFunction(target, 0),
                        new LinearConstraintSet(constraints),
                        goal,
                        new NonNegativeConstraint(true))
                .getValue();
    }

    /** Puts a hidden cell in the row; what a printed one adds. */
    private double add(int cell, int sign, double[] row, Map<Integer, Integer> columns) {
        Integer column = columns.get(cell);
        if (column == null) {
            return sign * system.cell(cell).value();
        }
        row[column] = sign;
        return 0;
    }

    private List<Integer> component(int cell) {
        Set<Integer> reached = new LinkedHashSet<>(List.of(cell));
        List<Integer> next = new ArrayList<>(reached);
        while (!next.isEmpty()) {
            int at = next.remove(next.size() - 1);
            for (int s : system.sumsOf(at)) {
                for (int other : system.sums().get(s).cells()) {
                    if (hidden.get(other) && reached.add(other)) {
                        next.add(other);
                    }
                }
            }
        }
        return List.copyOf(reached);
    }
}
