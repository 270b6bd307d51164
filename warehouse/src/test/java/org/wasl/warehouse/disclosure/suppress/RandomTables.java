package org.wasl.warehouse.disclosure.suppress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;
import org.wasl.warehouse.disclosure.table.Hierarchy;
import org.wasl.warehouse.disclosure.table.Knowledge;
import org.wasl.warehouse.disclosure.table.PrimaryRule;
import org.wasl.warehouse.disclosure.table.Sensitivity;
import org.wasl.warehouse.disclosure.table.Table;

/** Tables as statistical offices have them: skewed, hierarchical, with secrets in the small cells. */
final class RandomTables {
    private RandomTables() {}

    /** Counts by a region with two levels and a flat sector. */
    static CellSystem counts(RandomGenerator random, int regions, int places, int sectors) {
        List<Dimension> dimensions = List.of(region(regions, places), flat("sector", sectors));
        List<Cell> cells = new ArrayList<>();
        for (List<String> key : finest(dimensions)) {
            long persons = Math.round(Math.exp(1.5 + 1.3 * random.nextGaussian()));
            cells.add(Cell.count(key, persons));
        }
        return CellSystem.of(List.of(Table.of(dimensions, cells, 1)));
    }

    /** Sums of what a few houses earn. */
    static CellSystem amounts(RandomGenerator random, int regions, int places, int sectors) {
        List<Dimension> dimensions = List.of(region(regions, places), flat("sector", sectors));
        List<Cell> cells = new ArrayList<>();
        for (List<String> key : finest(dimensions)) {
            int houses = random.nextInt(12);
            List<Double> earned = new ArrayList<>();
            for (int i = 0; i < houses; i++) {
                earned.add((double) Math.round(100 * Math.exp(1.2 * random.nextGaussian())));
            }
            earned.sort((a, b) -> Double.compare(b, a));
            double sum = earned.stream().mapToDouble(Double::doubleValue).sum();
            cells.add(new Cell(key, sum, houses, houses, earned.subList(0, Math.min(2, houses))));
        }
        return CellSystem.of(List.of(Table.of(dimensions, cells, 2)));
    }

    private static Dimension region(int regions, int places) {
        Map<String, List<String>> tree = new LinkedHashMap<>();
        List<String> top = new ArrayList<>();
        for (int r = 0; r < regions; r++) {
            List<String> below = new ArrayList<>();
            for (int p = 0; p < places; p++) {
                below.add("r" + r + "p" + p);
            }
            top.add("r" + r);
            tree.put("r" + r, below);
        }
        tree.put("all", top);
        return new Dimension("region", new Hierarchy("all", tree));
    }

    private static Dimension flat(String name, int codes) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < codes; i++) {
            all.add(name + i);
        }
        return new Dimension(name, Hierarchy.flat("all", all));
    }

    private static List<List<String>> finest(List<Dimension> dimensions) {
        List<List<String>> keys = List.of(List.of());
        for (Dimension dimension : dimensions) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> key : keys) {
                for (String code : dimension.hierarchy().leaves()) {
                    List<String> next = new ArrayList<>(key);
                    next.add(code);
                    longer.add(next);
                }
            }
            keys = longer;
        }
        return keys;
    }

    static Sensitivity countRules() {
        return new Sensitivity(List.of(new PrimaryRule.MinimumFrequency(4)), 0.2, 1);
    }

    static Sensitivity amountRules() {
        return new Sensitivity(List.of(new PrimaryRule.MinimumContributors(3), new PrimaryRule.PPercent(10)), 0.2, 0);
    }

    static Problem problem(CellSystem system, Sensitivity sensitivity, boolean magnitudes, boolean byValue) {
        List<Double> costs = new ArrayList<>();
        BitSet open = new BitSet();
        for (int i = 0; i < system.size(); i++) {
            costs.add(byValue ? Math.max(1, system.cell(i).value()) : 1.0);
            open.set(i, system.cell(i).count() > 0);
        }
        return new Problem(
                system, sensitivity.needs(system), Knowledge.outsider(system, magnitudes, true), costs, open);
    }
}
