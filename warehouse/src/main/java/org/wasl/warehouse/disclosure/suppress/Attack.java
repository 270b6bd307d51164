package org.wasl.warehouse.disclosure.suppress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.table.Knowledge.Insider;
import org.wasl.warehouse.disclosure.table.Knowledge.Own;
import org.wasl.warehouse.disclosure.table.Need;

/**
 * One attempt on a sensitive cell: from which side and by whom.
 *
 * @param side 1: how large can the cell be; −1: how small
 * @param by null: by someone who has only what is published
 */
record Attack(int target, int side, double needed, @Nullable Insider by) {

    /** Every attempt on one cell. An insider's attempt on its own cell is what the primary rules are about. */
    static List<Attack> on(Problem problem, int target, BitSet hidden) {
        Need need = problem.needs().getOrDefault(target, new Need(0, 0, ""));
        List<@Nullable Insider> attackers = new ArrayList<>();
        attackers.add(null);
        for (Insider insider : problem.knowledge().insiders()) {
            insider.against(target, hidden).ifPresent(attackers::add);
        }
        List<Attack> attacks = new ArrayList<>();
        for (Insider by : attackers) {
            if (need.up() > 0) {
                attacks.add(new Attack(target, 1, Math.min(need.up(), problem.up(target)), by));
            }
            if (need.down() > 0) {
                attacks.add(new Attack(target, -1, Math.min(need.down(), problem.down(target)), by));
            }
        }
        return attacks;
    }

    /** How far below its value a cell can lie for this attacker. */
    double down(Problem problem, int cell) {
        double open = problem.down(cell);
        Own own = own(cell);
        if (own == null) {
            return open;
        }
        return own.alone()
                ? 0
                : Math.min(open, Math.max(0, problem.system().cell(cell).value() - own.amount()));
    }

    double up(Problem problem, int cell) {
        Own own = own(cell);
        return own != null && own.alone() ? 0 : problem.up(cell);
    }

    private @Nullable Own own(int cell) {
        return by == null ? null : by.known().get(cell);
    }
}
