package org.wasl.warehouse.disclosure.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
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

    /** What was printed before in the place of a table's cells that have not changed. */
    public static Map<Integer, Double> changedBefore(CellSystem system, List<Publication> earlier) {
        Map<String, Double> printed = new HashMap<>();
        for (Publication publication : earlier) {
            for (int i = 0; i < publication.printed().size(); i++) {
                printed.putIfAbsent(
                        Joint.unchanged(publication.system(), i),
                        publication.printed().get(i));
            }
        }
        Map<Integer, Double> cells = new HashMap<>();
        for (int i = 0; i < system.size(); i++) {
            Double before = printed.get(Joint.unchanged(system, i));
            if (before != null) {
                cells.put(i, before);
            }
        }
        return cells;
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
     * What can be told of every cell not printed, and of every sensitive one that is; after them, of what was sensitive
     * before and is in the latest tables no more.
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
        BitSet asked = (BitSet) latest.hidden().clone();
        needs.keySet().forEach(asked::set);
        for (int cell : asked.stream().toArray()) {
            Exposure exposure = exposures.get(cell);
            double value = latest.system().cell(cell).value();
            all.add(exposure != null ? exposure : exposure(latest.system(), cell, value, value, needs.get(cell), null));
        }
        all.addAll(ofEarlier(joint, latest.system().size()));
        return all;
    }

    private List<Exposure> ofEarlier(Joint joint, int latest) {
        Map<Integer, Exposure> exposures = new TreeMap<>();
        for (int p = 0; p < earlier.size(); p++) {
            Publication publication = earlier.get(p);
            for (Map.Entry<Integer, Need> asked : publication.needs().entrySet()) {
                int cell = joint.number(p + 1, asked.getKey());
                if (cell >= latest && joint.hidden().get(cell) && !exposures.containsKey(cell)) {
                    try (Attacker attacker = new Attacker(joint, joint.component(cell), knowledge)) {
                        exposures.put(
                                cell,
                                exposure(
                                        publication.system(),
                                        asked.getKey(),
                                        attacker.low(cell),
                                        attacker.high(cell),
                                        asked.getValue(),
                                        null));
                    }
                }
            }
        }
        return List.copyOf(exposures.values());
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
                    + (narrow.size() > 3 ? "; and " + (narrow.size() - 3) + " more" : "")
                    + (earlier.isEmpty() ? "" : "; publish what is asked for as one with what left before (tables)"));
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
        try (Attacker attacker = new Attacker(joint, component, knowledge)) {
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
        for (Insider contributor : knowledge.insiders()) {
            Insider insider = contributor.against(cell, component).orElse(null);
            if (insider != null && !attacker.cannotTell(insider, cell, anybody)) {
                attacker.learn(insider);
                int own = insider.known().keySet().iterator().next();
                Exposure inside = exposure(
                        system,
                        cell,
                        attacker.low(cell),
                        attacker.high(cell),
                        need,
                        system.cell(own).key());
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
}
