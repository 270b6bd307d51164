package org.wasl.bench.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.wasl.warehouse.disclosure.suppress.Problem;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;
import org.wasl.warehouse.disclosure.table.Hierarchy;
import org.wasl.warehouse.disclosure.table.Knowledge;
import org.wasl.warehouse.disclosure.table.PrimaryRule;
import org.wasl.warehouse.disclosure.table.Sensitivity;
import org.wasl.warehouse.disclosure.table.Table;

/** Tables with secrets: counts of persons, or sums of what a few houses earn, by two hierarchies. */
final class SecretTable {
    private SecretTable() {}

    static Problem random(RandomGenerator random, int regions, int places, int sectors, int branches, boolean amounts) {
        List<Dimension> dimensions = List.of(tree("region", regions, places), tree("sector", sectors, branches));
        List<Cell> cells = new ArrayList<>();
        for (String region : dimensions.get(0).hierarchy().leaves()) {
            for (String sector : dimensions.get(1).hierarchy().leaves()) {
                cells.add(
                        amounts ? earnings(random, List.of(region, sector)) : persons(random, List.of(region, sector)));
            }
        }
        CellSystem system = CellSystem.of(List.of(Table.of(dimensions, cells, 2)));
        List<PrimaryRule> rules = amounts
                ? List.of(new PrimaryRule.MinimumContributors(3), new PrimaryRule.PPercent(10))
                : List.of(new PrimaryRule.MinimumFrequency(5));
        Sensitivity sensitivity = new Sensitivity(rules, 0.2, amounts ? 0 : 1);
        List<Double> costs = new ArrayList<>();
        BitSet open = new BitSet();
        for (int i = 0; i < system.size(); i++) {
            costs.add(Math.max(1, Math.abs(system.cell(i).value())));
            open.set(i, system.cell(i).count() > 0);
        }
        return new Problem(system, sensitivity.needs(system), Knowledge.outsider(system, amounts, true), costs, open);
    }

    private static Cell persons(RandomGenerator random, List<String> key) {
        return Cell.count(key, Math.round(Math.exp(2 + 1.3 * random.nextGaussian())));
    }

    private static Cell earnings(RandomGenerator random, List<String> key) {
        int houses = random.nextInt(15);
        List<Double> earned = new ArrayList<>();
        for (int i = 0; i < houses; i++) {
            earned.add((double) Math.round(100 * Math.exp(1.1 * random.nextGaussian())));
        }
        earned.sort((a, b) -> Double.compare(b, a));
        double sum = earned.stream().mapToDouble(Double::doubleValue).sum();
        return new Cell(key, sum, houses, houses, earned.subList(0, Math.min(2, houses)));
    }

    private static Dimension tree(String name, int groups, int each) {
        Map<String, List<String>> tree = new LinkedHashMap<>();
        List<String> top = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            List<String> below = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                below.add(name + g + "." + i);
            }
            top.add(name + g);
            tree.put(name + g, below);
        }
        tree.put(Table.TOTAL, top);
        return new Dimension(name, new Hierarchy(Table.TOTAL, tree));
    }
}
