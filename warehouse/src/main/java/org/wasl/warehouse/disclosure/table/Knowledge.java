package org.wasl.warehouse.disclosure.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
     * A contributor, by what it gave to the finest cells.
     *
     * @param known by cell
     */
    public record Insider(Map<Integer, Own> known) {
        public Insider {
            known = Collections.unmodifiableMap(new TreeMap<>(known));
        }

        /**
         * With what it knows of other hidden cells than one and its parts: how much a contributor may know of the sums it
         * is part of is what the primary rules are about. Empty where that is nothing.
         */
        public Optional<Insider> against(int target, BitSet hidden) {
            Map<Integer, Own> others = new TreeMap<>();
            known.forEach((cell, own) -> {
                if (hidden.get(cell) && !own.sums().contains(target)) {
                    others.put(cell, own);
                }
            });
            return others.isEmpty() ? Optional.empty() : Optional.of(new Insider(others));
        }
    }

    /**
     * What a contributor knows of a cell: that it is not less than what it gave.
     *
     * @param alone whether it is the only one and knows the cell itself
     * @param sums the cell and every sum it stands in
     */
    public record Own(double amount, boolean alone, List<Integer> sums) {
        public Own {
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
        return new Knowledge(
                Collections.nCopies(system.size(), least),
                Collections.nCopies(system.size(), most),
                insiders ? insiders(system, magnitudes) : List.of());
    }

    /** The largest contributor to each of the finest cells, with all it gave: what it gave to a sum, it gave to these. */
    private static List<Insider> insiders(CellSystem system, boolean magnitudes) {
        List<Insider> insiders = new ArrayList<>();
        Set<Integer> covered = new HashSet<>();
        for (Map<Integer, Double> holding : system.holdings()) {
            Map<Integer, Own> known = new TreeMap<>();
            holding.forEach(
                    (cell, amount) -> own(system, cell, amount, magnitudes).ifPresent(own -> known.put(cell, own)));
            if (!known.isEmpty()) {
                insiders.add(new Insider(known));
            }
            known.forEach((cell, own) -> {
                if (own.alone() || own.amount() >= system.cell(cell).first()) {
                    covered.add(cell);
                }
            });
        }
        for (int i = 0; i < system.size(); i++) {
            int cell = i;
            if (system.finest(i) && !covered.contains(i)) {
                own(system, i, system.cell(i).first(), magnitudes)
                        .ifPresent(own -> insiders.add(new Insider(Map.of(cell, own))));
            }
        }
        return insiders;
    }

    /** Where others gave less than nothing, what one gave is no bound, and the cell itself can be below it. */
    private static Optional<Own> own(CellSystem system, int number, double amount, boolean magnitudes) {
        Cell cell = system.cell(number);
        boolean alone = magnitudes && cell.contributors() == 1;
        double least = alone ? cell.value() : Math.min(amount, cell.value());
        return alone || least > 0 ? Optional.of(new Own(least, alone, upwards(system, number))) : Optional.empty();
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
            Map<Integer, Own> known = new TreeMap<>();
            insider.known().forEach((cell, own) -> {
                int at = chosen.indexOf(cell);
                if (at >= 0) {
                    List<Integer> same = own.sums().stream()
                            .map(chosen::indexOf)
                            .filter(sum -> sum >= 0)
                            .toList();
                    known.put(at, new Own(own.amount(), own.alone(), same));
                }
            });
            if (!known.isEmpty()) {
                inside.add(new Insider(known));
            }
        }
        return new Knowledge(
                chosen.stream().map(lower::get).toList(),
                chosen.stream().map(upper::get).toList(),
                inside);
    }
}
