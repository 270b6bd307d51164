package org.wasl.warehouse.disclosure.suppress;

import java.util.BitSet;
import java.util.OptionalDouble;
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
    private final int[] rise;
    private final int[] fall;

    Flow(Problem problem) {
        this.problem = problem;
        int size = problem.system().size();
        rise = new int[size];
        fall = new int[size];
        for (int cell = 0; cell < size; cell++) {
            boolean open = problem.open().get(cell);
            rise[cell] = open ? program.variable(0, problem.up(cell)) : -1;
            fall[cell] = open ? program.variable(0, problem.down(cell)) : -1;
        }
        for (CellSystem.Sum sum : problem.system().sums()) {
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

    /** The cells that move; empty when there is no way. */
    BitSet against(Attack attack, BitSet hidden) {
        for (int cell = 0; cell < rise.length; cell++) {
            if (rise[cell] >= 0) {
                // A cell must carry all that is needed to be worth its price; a little keeps the ways short.
                double price = hidden.get(cell) ? 1e-6 : problem.cost(cell);
                program.cost(rise[cell], price);
                program.cost(fall[cell], price);
                program.bounds(rise[cell], 0, attack.up(problem, cell));
                program.bounds(fall[cell], 0, attack.down(problem, cell));
            }
        }
        int forth = attack.side() > 0 ? rise[attack.target()] : fall[attack.target()];
        int back = attack.side() > 0 ? fall[attack.target()] : rise[attack.target()];
        program.bounds(forth, attack.needed(), attack.needed());
        program.bounds(back, 0, 0);
        OptionalDouble found = program.minimise();
        BitSet moved = new BitSet();
        if (found.isPresent()) {
            for (int cell = 0; cell < rise.length; cell++) {
                if (rise[cell] >= 0 && program.value(rise[cell]) + program.value(fall[cell]) > ZERO * attack.needed()) {
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
