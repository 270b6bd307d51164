package org.wasl.warehouse.disclosure.table;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The primary rules of a table, and how far beyond them its cells are to be protected.
 *
 * @param protection the least share of a sensitive cell's value by which an interval must reach to either side: 0.2 for 20
 *     per cent. A rule that asks for more gets it; a count needs one unit at least.
 * @param unit the smallest difference that tells something: 1 for counts, 0 for amounts
 */
public record Sensitivity(List<PrimaryRule> rules, double protection, double unit) {
    public Sensitivity {
        rules = List.copyOf(rules);
    }

    /** What each sensitive cell needs. */
    public Map<Integer, Need> needs(CellSystem system) {
        Map<Integer, Need> needs = new TreeMap<>();
        for (PrimaryRule rule : rules) {
            rule.sensitive(system).forEach((cell, need) -> needs.merge(cell, need, Need::and));
        }
        needs.replaceAll((cell, need) -> floor(system.cell(cell), need));
        return needs;
    }

    private Need floor(Cell cell, Need need) {
        double least = Math.max(protection * Math.abs(cell.value()), cell.count() > 0 ? unit : 0);
        double down =
                cell.value() < 0 ? Math.max(need.down(), least) : Math.min(cell.value(), Math.max(need.down(), least));
        return new Need(down, Math.max(need.up(), least), need.reason());
    }
}
