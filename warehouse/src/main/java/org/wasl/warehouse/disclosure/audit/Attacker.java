package org.wasl.warehouse.disclosure.audit;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.wasl.warehouse.disclosure.program.LinearProgram;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Knowledge;
import org.wasl.warehouse.disclosure.table.Knowledge.Insider;

/** The attacker's program over the cells that hang together: unknown amounts under the printed sums. */
final class Attacker implements AutoCloseable {
    private static final int REMEMBERED = 64;
    private static final double EXACT = 1e-9;

    private final Knowledge knowledge;
    private final LinearProgram program = LinearProgram.continuous();
    private final Map<Integer, Integer> unknowns = new HashMap<>();
    private final double scale;
    private final Deque<double[]> possible = new ArrayDeque<>();

    Attacker(Joint joint, BitSet component, Knowledge knowledge) {
        this.knowledge = knowledge;
        // Amounts in millions and counts of three are solved alike.
        scale = Math.max(
                1,
                component.stream()
                        .mapToDouble(cell -> Math.abs(joint.value(cell)))
                        .max()
                        .orElse(1));
        Set<Integer> touched = new LinkedHashSet<>();
        for (int cell : component.stream().toArray()) {
            unknowns.put(cell, program.variable(lower(cell) / scale, upper(cell) / scale));
            touched.addAll(joint.sumsOf(cell));
        }
        for (int s : touched) {
            equation(joint, joint.sums().get(s));
        }
    }

    private void equation(Joint joint, CellSystem.Sum sum) {
        double printed = unknowns.containsKey(sum.total()) ? 0 : joint.value(sum.total());
        for (int part : sum.parts()) {
            printed -= unknowns.containsKey(part) ? 0 : joint.value(part);
        }
        int row = program.row(printed / scale, printed / scale);
        for (int part : sum.parts()) {
            Integer unknown = unknowns.get(part);
            if (unknown != null) {
                program.coefficient(row, unknown, 1);
            }
        }
        Integer total = unknowns.get(sum.total());
        if (total != null) {
            program.coefficient(row, total, -1);
        }
    }

    private double lower(int cell) {
        return cell < knowledge.lower().size() ? knowledge.lower().get(cell) : Collections.min(knowledge.lower());
    }

    private double upper(int cell) {
        return cell < knowledge.upper().size() ? knowledge.upper().get(cell) : Collections.max(knowledge.upper());
    }

    double low(int cell) {
        return solve(cell, -1);
    }

    double high(int cell) {
        return solve(cell, 1);
    }

    private double solve(int cell, int side) {
        int unknown = unknowns.getOrDefault(cell, -1);
        program.cost(unknown, side);
        double found = side
                * program.maximise()
                        .orElseThrow(() -> new IllegalStateException("what was published contradicts itself"));
        program.cost(unknown, 0);
        remember();
        return found * scale;
    }

    private void remember() {
        double[] table = new double[unknowns.size()];
        for (int i = 0; i < table.length; i++) {
            table[i] = program.value(i);
        }
        if (possible.size() == REMEMBERED) {
            possible.removeLast();
        }
        possible.addFirst(table);
    }

    /** Whether tables found so far agree with all that a contributor knows, and reach as far as the cell needs. */
    boolean cannotTell(Insider insider, int cell, Exposure needed) {
        return reaches(insider, cell, -1, needed.neededLow() / scale)
                && reaches(insider, cell, 1, needed.neededHigh() / scale);
    }

    private boolean reaches(Insider insider, int cell, int side, double needed) {
        int unknown = unknowns.getOrDefault(cell, -1);
        for (double[] table : possible) {
            if (agrees(insider, table) && side * (table[unknown] - needed) >= 0) {
                return true;
            }
        }
        return false;
    }

    private boolean agrees(Insider insider, double[] table) {
        return insider.known().entrySet().stream().allMatch(known -> {
            double found = table[unknowns.getOrDefault(known.getKey(), -1)];
            double own = known.getValue().amount() / scale;
            return known.getValue().alone() ? Math.abs(found - own) <= EXACT : found >= own - EXACT;
        });
    }

    void learn(Insider insider) {
        insider.known().forEach((cell, known) -> {
            double own = known.amount() / scale;
            program.bounds(
                    unknowns.getOrDefault(cell, -1),
                    Math.max(own, lower(cell) / scale),
                    known.alone() ? own : Math.max(own, upper(cell) / scale));
        });
    }

    void forget(Insider insider) {
        for (int cell : insider.known().keySet()) {
            program.bounds(unknowns.getOrDefault(cell, -1), lower(cell) / scale, upper(cell) / scale);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
