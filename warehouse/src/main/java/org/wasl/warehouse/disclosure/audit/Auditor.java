package org.wasl.warehouse.disclosure.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.program.LinearProgram;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Knowledge;
import org.wasl.warehouse.disclosure.table.Knowledge.Insider;
import org.wasl.warehouse.disclosure.table.Need;

/**
 * Attacks what is about to be published: for every cell that is not printed, the smallest and the largest value that agree
 * with everything printed now and before, by linear programming (Fischetti and Salazar 2000, Models and algorithms for
 * optimizing cell suppression in tabular data with linear constraints, JASA 95). It shares nothing with what chose the
 * cells but the table, so that a mistake there shows here.
 */
public final class Auditor {
    private static final int REMEMBERED = 64;
    private static final double EXACT = 1e-9;

    private final Knowledge knowledge;
    private final List<Publication> earlier;

    /**
     * @param knowledge of the attackers of the latest publication's cells
     * @param earlier what left before
     */
    public Auditor(Knowledge knowledge, List<Publication> earlier) {
        this.knowledge = knowledge;
        this.earlier = List.copyOf(earlier);
    }

    /** The cells of a table whose value left before: hiding them now is in vain. */
    public static BitSet printedBefore(CellSystem system, List<Publication> earlier) {
        return before(system, earlier, false);
    }

    /** The cells of a table that were left out before and have not changed. */
    public static BitSet hiddenBefore(CellSystem system, List<Publication> earlier) {
        return before(system, earlier, true);
    }

    private static BitSet before(CellSystem system, List<Publication> earlier, boolean hidden) {
        Set<String> found = new HashSet<>();
        for (Publication publication : earlier) {
            for (int i = 0; i < publication.system().size(); i++) {
                if (publication.hidden().get(i) == hidden) {
                    found.add(Joint.unchanged(publication.system(), i));
                }
            }
        }
        BitSet cells = new BitSet();
        for (int i = 0; i < system.size(); i++) {
            cells.set(i, found.contains(Joint.unchanged(system, i)));
        }
        return cells;
    }

    /**
     * What can be told of every cell not printed.
     *
     * @param needs how far the intervals of some must reach
     */
    public List<Exposure> audit(Publication latest, Map<Integer, Need> needs) {
        Joint joint = new Joint(latest, earlier);
        Map<Integer, Exposure> exposures = new HashMap<>();
        BitSet left = joint.hidden();
        for (int cell = left.nextSetBit(0); cell >= 0; cell = left.nextSetBit(cell + 1)) {
            BitSet component = joint.component(cell);
            left.andNot(component);
            attack(joint, latest, component, needs, exposures);
        }
        List<Exposure> all = new ArrayList<>();
        for (int cell : latest.hidden().stream().toArray()) {
            Exposure exposure = exposures.get(cell);
            double value = latest.system().cell(cell).value();
            all.add(exposure != null ? exposure : exposure(latest.system(), cell, value, value, needs.get(cell), null));
        }
        return all;
    }

    /**
     * The same, refusing what tells too much.
     *
     * @throws ProtectionException naming the cells whose intervals are narrower than asked
     */
    public List<Exposure> demand(Publication latest, Map<Integer, Need> needs) {
        List<Exposure> exposures = audit(latest, needs);
        List<Exposure> narrow =
                exposures.stream().filter(exposure -> !exposure.isProtected()).toList();
        if (!narrow.isEmpty()) {
            throw new ProtectionException("publication is refused: "
                    + narrow.stream().limit(3).map(Auditor::sentence).collect(Collectors.joining("; "))
                    + (narrow.size() > 3 ? "; and " + (narrow.size() - 3) + " more" : ""));
        }
        return exposures;
    }

    private static String sentence(Exposure exposure) {
        List<String> by = exposure.by();
        return String.join(" / ", exposure.cell()) + " can be told "
                + (by == null ? "" : "by a contributor to " + String.join(" / ", by) + " ") + "to lie between "
                + exposure.low() + " and " + exposure.high() + ", narrower than " + exposure.neededLow() + " to "
                + exposure.neededHigh();
    }

    private void attack(
            Joint joint,
            Publication latest,
            BitSet component,
            Map<Integer, Need> needs,
            Map<Integer, Exposure> exposures) {
        int size = latest.system().size();
        try (Attacker attacker = new Attacker(joint, component)) {
            for (int cell : component.stream().toArray()) {
                if (cell < size && latest.hidden().get(cell)) {
                    exposures.put(cell, widest(attacker, latest.system(), cell, component, needs.get(cell)));
                }
            }
        }
    }

    /** The interval of the attacker who can tell most. */
    private Exposure widest(Attacker attacker, CellSystem system, int cell, BitSet component, @Nullable Need need) {
        Exposure anybody = exposure(system, cell, attacker.low(cell), attacker.high(cell), need, null);
        if (need == null) {
            return anybody;
        }
        for (Insider insider : knowledge.insiders()) {
            if (!insider.sums().contains(cell)
                    && component.get(insider.cell())
                    && !attacker.cannotTell(insider, cell, anybody)) {
                attacker.learn(insider);
                Exposure inside = exposure(
                        system,
                        cell,
                        attacker.low(cell),
                        attacker.high(cell),
                        need,
                        system.cell(insider.cell()).key());
                attacker.forget(insider);
                if (!inside.isProtected()) {
                    return inside;
                }
            }
        }
        return anybody;
    }

    private static Exposure exposure(
            CellSystem system, int cell, double low, double high, @Nullable Need need, @Nullable List<String> by) {
        double value = system.cell(cell).value();
        return new Exposure(
                system.cell(cell).key(),
                value,
                low,
                high,
                need == null ? value : value - need.down(),
                need == null ? value : value + need.up(),
                by);
    }

    /** The attacker's program over the cells that hang together: unknown amounts under the printed sums. */
    private final class Attacker implements AutoCloseable {
        private final LinearProgram program = LinearProgram.continuous();
        private final Map<Integer, Integer> unknowns = new HashMap<>();
        private final double scale;
        private final Deque<double[]> possible = new ArrayDeque<>();

        Attacker(Joint joint, BitSet component) {
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
            int known = unknowns.getOrDefault(insider.cell(), -1);
            double own = insider.own() / scale;
            for (double[] table : possible) {
                boolean agrees = insider.alone() ? Math.abs(table[known] - own) <= EXACT : table[known] >= own - EXACT;
                if (agrees && side * (table[unknown] - needed) >= 0) {
                    return true;
                }
            }
            return false;
        }

        void learn(Insider insider) {
            int unknown = unknowns.getOrDefault(insider.cell(), -1);
            double own = insider.own() / scale;
            program.bounds(
                    unknown,
                    Math.max(own, lower(insider.cell()) / scale),
                    insider.alone() ? own : Math.max(own, upper(insider.cell()) / scale));
        }

        void forget(Insider insider) {
            int unknown = unknowns.getOrDefault(insider.cell(), -1);
            program.bounds(unknown, lower(insider.cell()) / scale, upper(insider.cell()) / scale);
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
