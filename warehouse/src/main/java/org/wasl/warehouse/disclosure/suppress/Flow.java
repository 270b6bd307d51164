package org.wasl.warehouse.disclosure.suppress;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.wasl.warehouse.disclosure.program.LinearProgram;
import org.wasl.warehouse.disclosure.table.CellSystem;

/**
 * The cheapest way to move a cell's value by what it needs without changing what is printed: the cells that move must be
 * hidden (Kelly, Golden and Assad 1992; for networks Cox 1980).
 */
final class Flow implements AutoCloseable {
    private static final double ZERO = 1e-7;

    private final Problem problem;
    private final LinearProgram program = LinearProgram.continuous();
    private final int[] cells;
    private final int[] rise;
    private final int[] fall;

    /** Any cell that is open may move. */
    Flow(Problem problem) {
        this(problem, problem.open());
    }

    /**
     * @param among the cells that may move if they are open; all others stand still
     */
    Flow(Problem problem, BitSet among) {
        this.problem = problem;
        int size = problem.system().size();
        rise = new int[size];
        fall = new int[size];
        Arrays.fill(rise, -1);
        Arrays.fill(fall, -1);
        BitSet moving = (BitSet) among.clone();
        moving.and(problem.open());
        cells = moving.stream().toArray();
        Set<Integer> sums = new LinkedHashSet<>();
        for (int cell : cells) {
            rise[cell] = program.variable(0, problem.up(cell));
            fall[cell] = program.variable(0, problem.down(cell));
            sums.addAll(problem.system().sumsOf(cell));
        }
        for (int s : sums) {
            CellSystem.Sum sum = problem.system().sums().get(s);
            int row = program.row(0, 0);
            set(row, sum.total(), -1);
            sum.parts().forEach(part -> set(row, part, 1));
        }
    }

    private void set(int row, int cell, double coefficient) {
        if (rise[cell] >= 0) {
            program.coefficient(row, rise[cell], coefficient);
            program.coefficient(row, fall[cell], -coefficient);
        }
    }

    /**
     * The cells that move; empty when there is no way.
     *
     * @param shown cells that must not move
     */
    BitSet against(Attack attack, BitSet hidden, BitSet shown) {
        for (int cell : cells) {
            // A cell must carry all that is needed to be worth its price; a little keeps the ways short.
            double price = hidden.get(cell) ? 1e-6 : problem.cost(cell);
            program.cost(rise[cell], price);
            program.cost(fall[cell], price);
            program.bounds(rise[cell], 0, shown.get(cell) ? 0 : attack.up(problem, cell));
            program.bounds(fall[cell], 0, shown.get(cell) ? 0 : attack.down(problem, cell));
        }
        int forth = attack.side() > 0 ? rise[attack.target()] : fall[attack.target()];
        int back = attack.side() > 0 ? fall[attack.target()] : rise[attack.target()];
        program.bounds(forth, attack.needed(), attack.needed());
        program.bounds(back, 0, 0);
        OptionalDouble found = program.minimise();
        BitSet moved = new BitSet();
        if (found.isPresent()) {
            for (int cell : cells) {
                if (program.value(rise[cell]) + program.value(fall[cell]) > ZERO * attack.needed()) {
                    moved.set(cell);
                }
            }
        }
        return moved;
    }

    @Override
    public void close() {
        program.close();
    }
}
