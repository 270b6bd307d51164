package org.wasl.warehouse.disclosure.suppress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.warehouse.disclosure.table.Need;

/**
 * A large hierarchical table one level at a time: each combination of a code and those right below it in every dimension
 * is a small table of its own, protected from the top down; what goes in one is sensitive in the next, until none asks for
 * more (HiTaS: de Wolf 2002, HiTaS: A heuristic approach to cell suppression in hierarchical tables). The small tables
 * do not see attacks that run through several of them, so the whole is attacked at the end and mended.
 */
final class Modular {
    /** One small table may take this part of the time that is left. */
    private static final int SHARE = 20;

    private final Problem problem;
    private final int optimal;
    private final Duration time;

    /**
     * @param optimal small tables up to so many open cells are solved exactly
     * @param time for all of these together
     */
    Modular(Problem problem, int optimal, Duration time) {
        this.problem = problem;
        this.optimal = optimal;
        this.time = time;
    }

    BitSet solve() {
        long end = System.nanoTime() + time.toNanos();
        List<List<Integer>> tables = SmallTables.of(problem.system()).cells();
        BitSet hidden = problem.sensitive();
        Map<Integer, Need> asked = new HashMap<>(problem.needs());
        boolean changed = true;
        Map<List<Integer>, BitSet> done = new HashMap<>();
        while (changed) {
            changed = false;
            for (List<Integer> table : tables) {
                BitSet inside = new BitSet();
                table.stream().filter(hidden::get).forEach(inside::set);
                if (!inside.isEmpty() && !inside.equals(done.get(table))) {
                    changed |= protect(table, hidden, asked, end);
                    BitSet now = new BitSet();
                    table.stream().filter(hidden::get).forEach(now::set);
                    done.put(table, now);
                }
            }
        }
        return new Incremental(problem, time).solve(hidden);
    }

    /** Protects one small table; whether more is hidden than before. */
    private boolean protect(List<Integer> table, BitSet hidden, Map<Integer, Need> asked, long end) {
        Map<Integer, Need> needs = new TreeMap<>();
        List<Double> cost = new ArrayList<>();
        BitSet open = new BitSet();
        double down = 0;
        double up = 0;
        for (int i = 0; i < table.size(); i++) {
            int cell = table.get(i);
            cost.add(problem.cost(cell));
            open.set(i, problem.open().get(cell));
            Need need = hidden.get(cell) ? asked.get(cell) : null;
            if (need != null) {
                needs.put(i, need);
                down = Math.max(down, need.down());
                up = Math.max(up, need.up());
            }
        }
        Problem small = new Problem(
                problem.system().within(table), needs, problem.knowledge().within(table), cost, open);
        BitSet pattern = new Incremental(small, Duration.ZERO).solve();
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime())).dividedBy(SHARE);
        if (open.cardinality() <= optimal && !left.isZero()) {
            pattern = new Optimal(small, left).solve(pattern).hidden();
        }
        boolean more = false;
        for (int i : pattern.stream().toArray()) {
            int cell = table.get(i);
            if (!hidden.get(cell)) {
                hidden.set(cell);
                // What is hidden here to protect others must be able to move as far in the next table.
                asked.put(
                        cell,
                        new Need(Math.min(down, problem.down(cell)), Math.min(up, problem.up(cell)), "secondary"));
                more = true;
            }
        }
        return more;
    }
}
