package org.wasl.warehouse.disclosure.table;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When a cell may not be told for its own sake. The protection each rule asks for is that of Hundepool et al. (2012),
 * Statistical Disclosure Control, table 4.2.
 */
public sealed interface PrimaryRule {

    /** Which cells are sensitive by this rule. */
    default Map<Integer, Need> sensitive(CellSystem system) {
        Map<Integer, Need> needs = new TreeMap<>();
        for (int i = 0; i < system.size(); i++) {
            int number = i;
            need(system.cell(i)).ifPresent(need -> needs.put(number, need));
        }
        return needs;
    }

    /** Whether the rule finds a cell sensitive by itself. */
    Optional<Need> need(Cell cell);

    /** Fewer records than {@code minimum}, but some. */
    record MinimumFrequency(long minimum) implements PrimaryRule {
        @Override
        public Optional<Need> need(Cell cell) {
            return Need.when(cell.count() > 0 && cell.count() < minimum, 0, "frequency");
        }
    }

    /** Fewer contributors than {@code minimum}, but some. */
    record MinimumContributors(long minimum) implements PrimaryRule {
        @Override
        public Optional<Need> need(Cell cell) {
            return Need.when(cell.contributors() > 0 && cell.contributors() < minimum, 0, "contributors");
        }
    }

    /** The {@code n} largest contribute more than {@code k} per cent. */
    record Dominance(int n, double k) implements PrimaryRule {
        @Override
        public Optional<Need> need(Cell cell) {
            double asked = 100 / k * cell.ofLargest(n) - Math.abs(cell.value());
            return Need.when(cell.contributors() > 0 && asked > 0, asked, "dominance");
        }
    }

    /** The second largest can tell the largest to within {@code p} per cent. */
    record PPercent(double p) implements PrimaryRule {
        @Override
        public Optional<Need> need(Cell cell) {
            double rest = Math.abs(cell.value()) - cell.ofLargest(2);
            double asked = p / 100 * cell.first() - rest;
            return Need.when(cell.contributors() > 0 && asked > 0, asked, "p_percent");
        }
    }

    /** That nobody is in a cell tells something of everybody who could be. */
    record SensitiveZero(double unit) implements PrimaryRule {
        @Override
        public Optional<Need> need(Cell cell) {
            return cell.count() == 0 ? Optional.of(new Need(0, unit, "zero")) : Optional.empty();
        }
    }

    /**
     * All of a margin are in one category of a dimension: whoever is known to be in the margin is known to be in the
     * category. The full category is sensitive, and the first empty one with it: one of the two alone gives the other
     * back.
     */
    record Concentration(String dimension, double unit) implements PrimaryRule {
        @Override
        public Optional<Need> need(Cell cell) {
            return Optional.empty();
        }

        @Override
        public Map<Integer, Need> sensitive(CellSystem system) {
            Map<Integer, Need> needs = new TreeMap<>();
            for (CellSystem.Sum sum : system.sums()) {
                Cell total = system.cell(sum.total());
                if (!splitBy(system, sum) || sum.parts().size() < 2 || total.count() == 0) {
                    continue;
                }
                for (int part : sum.parts()) {
                    if (system.cell(part).count() == total.count()) {
                        needs.put(part, new Need(unit, 0, "concentration"));
                        sum.parts().stream()
                                .filter(other -> system.cell(other).count() == 0)
                                .findFirst()
                                .ifPresent(empty -> needs.put(empty, new Need(0, unit, "concentration")));
                    }
                }
            }
            return needs;
        }

        private boolean splitBy(CellSystem system, CellSystem.Sum sum) {
            for (int d = 0; d < system.dimensions().size(); d++) {
                String of = system.cell(sum.total()).key().get(d);
                String in = system.cell(sum.parts().get(0)).key().get(d);
                if (!of.equals(in)) {
                    return system.dimensions().get(d).name().equals(dimension);
                }
            }
            return false;
        }
    }
}
