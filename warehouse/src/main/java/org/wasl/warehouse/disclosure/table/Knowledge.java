package org.wasl.warehouse.disclosure.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an attacker knows of a system's cells before anything is published.
 *
 * @param lower no cell is below
 * @param upper none is above
 * @param insiders contributors who know what they gave
 */
public record Knowledge(List<Double> lower, List<Double> upper, List<Insider> insiders) {
    public Knowledge {
        lower = Collections.unmodifiableList(new ArrayList<>(lower));
        upper = Collections.unmodifiableList(new ArrayList<>(upper));
        insiders = List.copyOf(insiders);
    }

    /**
     * A contributor, who therefore knows that its cell is not less.
     *
     * @param alone whether it is the only one and knows the cell itself
     * @param sums the cell is part of: itself and every sum it stands in. How much a contributor may know of the
     *     sums it is part of is what the primary rules are about
     */
    public record Insider(int cell, double own, boolean alone, List<Integer> sums) {
        public Insider {
            sums = List.copyOf(sums);
        }
    }

    /**
     * Nothing but that amounts are not negative; where some are, that none is absurd.
     *
     * @param magnitudes whether cells are sums of amounts: the only contributor of such a cell knows it. In a table of
     *     counts nobody knows to be alone.
     */
    public static Knowledge outsider(CellSystem system, boolean magnitudes, boolean insiders) {
        double whole = 0;
        boolean negative = false;
        for (Cell cell : system.cells()) {
            whole = Math.max(whole, Math.abs(cell.value()));
            negative |= cell.value() < 0;
        }
        double most = Math.max(1, 10 * whole);
        return of(system, negative ? -most : 0, most, magnitudes, insiders);
    }

    /**
     * Every cell to within a share of its value.
     *
     * @param share 0.5: to within 50 per cent
     */
    public static Knowledge within(CellSystem system, double share, boolean magnitudes, boolean insiders) {
        Knowledge outsider = outsider(system, magnitudes, insiders);
        List<Double> lower = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        for (int i = 0; i < system.size(); i++) {
            double value = system.cell(i).value();
            lower.add(Math.max(outsider.lower.get(i), value - share * Math.abs(value)));
            upper.add(value + share * Math.abs(value));
        }
        return new Knowledge(lower, upper, outsider.insiders);
    }

    private static Knowledge of(CellSystem system, double least, double most, boolean magnitudes, boolean insiders) {
        List<Insider> known = new ArrayList<>();
        for (int i = 0; insiders && i < system.size(); i++) {
            Cell cell = system.cell(i);
            // What it gave to a sum, it gave to one of the finest cells.
            if (cell.contributors() > 0 && cell.first() > 0 && system.finest(i)) {
                known.add(new Insider(i, cell.first(), magnitudes && cell.contributors() == 1, upwards(system, i)));
            }
        }
        return new Knowledge(
                Collections.nCopies(system.size(), least), Collections.nCopies(system.size(), most), known);
    }

    private static List<Integer> upwards(CellSystem system, int cell) {
        List<Integer> sums = new ArrayList<>(List.of(cell));
        for (int i = 0; i < sums.size(); i++) {
            for (int s : system.sumsOf(sums.get(i))) {
                int total = system.sums().get(s).total();
                if (!sums.contains(total)) {
                    sums.add(total);
                }
            }
        }
        return sums;
    }

    /** What is known of some of the cells, which are renumbered in their order. */
    public Knowledge within(List<Integer> chosen) {
        List<Insider> inside = new ArrayList<>();
        for (Insider insider : insiders) {
            int at = chosen.indexOf(insider.cell());
            if (at >= 0) {
                List<Integer> same = insider.sums().stream()
                        .map(chosen::indexOf)
                        .filter(cell -> cell >= 0)
                        .toList();
                inside.add(new Insider(at, insider.own(), insider.alone(), same));
            }
        }
        return new Knowledge(
                chosen.stream().map(lower::get).toList(),
                chosen.stream().map(upper::get).toList(),
                inside);
    }
}
