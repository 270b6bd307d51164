package org.wasl.warehouse.disclosure.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;

/**
 * Everything published, as one system of equations. A cell that has not changed between two publications is one unknown:
 * the attacker may know that it has not, and what one of them prints, the other cannot hide.
 */
final class Joint {
    private final List<Double> values = new ArrayList<>();
    private final List<CellSystem.Sum> sums = new ArrayList<>();
    private final List<List<Integer>> sumsOf = new ArrayList<>();
    private final BitSet hidden = new BitSet();

    /** The latest first: its cells keep their numbers. */
    Joint(Publication latest, List<Publication> earlier) {
        Map<String, Integer> numbers = new HashMap<>();
        add(latest, numbers);
        earlier.forEach(publication -> add(publication, numbers));
        for (int s = 0; s < sums.size(); s++) {
            for (int cell : sums.get(s).cells()) {
                sumsOf.get(cell).add(s);
            }
        }
    }

    private void add(Publication publication, Map<String, Integer> numbers) {
        CellSystem system = publication.system();
        List<Integer> here = new ArrayList<>();
        for (int i = 0; i < system.size(); i++) {
            Cell cell = system.cell(i);
            String identity = name(system, cell) + "\u0000" + cell.value() + "\u0000" + cell.count();
            int number = numbers.computeIfAbsent(identity, name -> {
                values.add(cell.value());
                sumsOf.add(new ArrayList<>());
                hidden.set(values.size() - 1);
                return values.size() - 1;
            });
            here.add(number);
            if (!publication.hidden().get(i)) {
                hidden.clear(number);
            }
        }
        for (CellSystem.Sum sum : system.sums()) {
            sums.add(new CellSystem.Sum(
                    here.get(sum.total()), sum.parts().stream().map(here::get).toList()));
        }
    }

    /** The codes of a cell, totals left out: the same cell whatever other dimensions its table has. */
    private static String name(CellSystem system, Cell cell) {
        StringBuilder name = new StringBuilder();
        for (int d = 0; d < system.dimensions().size(); d++) {
            String code = cell.key().get(d);
            if (!code.equals(system.dimensions().get(d).hierarchy().total())) {
                name.append(system.dimensions().get(d).name())
                        .append('\u0001')
                        .append(code)
                        .append('\u0002');
            }
        }
        return name.toString();
    }

    double value(int cell) {
        return values.get(cell);
    }

    int size() {
        return values.size();
    }

    /** Printed nowhere. */
    BitSet hidden() {
        return (BitSet) hidden.clone();
    }

    List<CellSystem.Sum> sums() {
        return sums;
    }

    List<Integer> sumsOf(int cell) {
        return sumsOf.get(cell);
    }

    /** The hidden cells that hang together with one of them. */
    BitSet component(int cell) {
        BitSet reached = new BitSet();
        Deque<Integer> next = new ArrayDeque<>(List.of(cell));
        reached.set(cell);
        while (!next.isEmpty()) {
            for (int s : sumsOf.get(next.remove())) {
                for (int other : sums.get(s).cells()) {
                    if (hidden.get(other) && !reached.get(other)) {
                        reached.set(other);
                        next.add(other);
                    }
                }
            }
        }
        return reached;
    }
}
