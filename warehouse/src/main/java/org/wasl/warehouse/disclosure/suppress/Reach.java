package org.wasl.warehouse.disclosure.suppress;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.wasl.warehouse.disclosure.program.LinearProgram;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Knowledge.Insider;

/**
 * How far a hidden cell can be from its value when all others stay within what is hidden: the attacker's program, in
 * deviations from the truth. Solved again and again with other targets.
 */
final class Reach implements AutoCloseable {
    private static final double ZERO = 1e-9;

    private final Problem problem;
    private final IntToDoubleFunction share;
    private final double most;
    private final LinearProgram program = LinearProgram.continuous();
    private final Map<Integer, Integer> variables = new LinkedHashMap<>();
    private final Map<Integer, Integer> rows = new LinkedHashMap<>();

    /** All may deviate by all the room they have. */
    Reach(Problem problem, Iterable<Integer> cells) {
        this(problem, cells, cell -> 1, Double.POSITIVE_INFINITY);
    }

    /**
     * @param cells those that may deviate
     * @param share of its room by which each may, from 0 to 1
     * @param most no room is larger: a sliver of an endless room would be as good as the whole
     */
    Reach(Problem problem, Iterable<Integer> cells, IntToDoubleFunction share, double most) {
        this.problem = problem;
        this.share = share;
        this.most = most;
        Set<Integer> touched = new LinkedHashSet<>();
        for (int cell : cells) {
            variables.put(cell, program.variable(-part(cell, problem.down(cell)), part(cell, problem.up(cell))));
            touched.addAll(problem.system().sumsOf(cell));
        }
        for (int s : touched) {
            CellSystem.Sum sum = problem.system().sums().get(s);
            int row = program.row(0, 0);
            rows.put(s, row);
            set(row, sum.total(), -1);
            sum.parts().forEach(part -> set(row, part, 1));
        }
    }

    private double part(int cell, double room) {
        return Math.min(room, most) * share.applyAsDouble(cell);
    }

    private void set(int row, int cell, double coefficient) {
        Integer variable = variables.get(cell);
        if (variable != null) {
            program.coefficient(row, variable, coefficient);
        }
    }

    /** Whether the attack fails: the target can be as far away as it needs. */
    boolean withstands(Attack attack) {
        Integer target = variables.get(attack.target());
        if (target == null) {
            return attack.needed() <= 0;
        }
        bound(attack, true);
        program.cost(target, attack.side());
        double reached = program.maximise()
                .orElseThrow(() -> new IllegalStateException("the truth does not satisfy its own sums"));
        program.cost(target, 0);
        bound(attack, false);
        return reached >= attack.needed() * (1 - 1e-7) - ZERO;
    }

    /** A cell's distance from its value in the last solution. */
    double deviation(int cell) {
        Integer variable = variables.get(cell);
        return variable == null ? 0 : program.value(variable);
    }

    /** Gives the attacker's own cells the room that the attacker leaves them, or all of it again. */
    private void bound(Attack attack, boolean known) {
        Insider by = attack.by();
        if (by == null) {
            return;
        }
        for (int cell : by.known().keySet()) {
            Integer own = variables.get(cell);
            if (own != null) {
                double down = known ? attack.down(problem, cell) : problem.down(cell);
                double up = known ? attack.up(problem, cell) : problem.up(cell);
                program.bounds(own, -part(cell, down), part(cell, up));
            }
        }
    }

    /**
     * What every pattern that withstands the last attack satisfies: Σ coefficient · hidden ≥ what is needed (Fischetti and
     * Salazar 2001, eq. 18, from the dual of the attacker's program; coefficients cut back to what is needed).
     */
    Cut cut(Attack attack) {
        Map<Integer, Double> left = new LinkedHashMap<>();
        left.put(attack.target(), (double) attack.side());
        rows.forEach((s, row) -> {
            double dual = program.dual(row);
            if (Math.abs(dual) > ZERO) {
                CellSystem.Sum sum = problem.system().sums().get(s);
                left.merge(sum.total(), dual, Double::sum);
                sum.parts().forEach(part -> left.merge(part, -dual, Double::sum));
            }
        });
        Map<Integer, Double> coefficients = new LinkedHashMap<>();
        left.forEach((cell, rest) -> {
            double room = rest > 0 ? attack.up(problem, cell) : attack.down(problem, cell);
            double coefficient = Math.min(Math.abs(rest) * room, attack.needed());
            if (coefficient > ZERO && problem.open().get(cell)) {
                coefficients.put(cell, coefficient / attack.needed());
            }
        });
        return new Cut(coefficients);
    }

    /** Σ coefficient · hidden ≥ 1. */
    record Cut(Map<Integer, Double> coefficients) {
        double left(IntToDoubleFunction hidden) {
            return coefficients.entrySet().stream()
                    .mapToDouble(entry -> entry.getValue() * hidden.applyAsDouble(entry.getKey()))
                    .sum();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
