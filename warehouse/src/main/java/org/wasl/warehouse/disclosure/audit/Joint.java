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
    private final List<List<Integer>> numbersOf = new ArrayList<>();

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
            String identity = unchanged(system, i);
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
        numbersOf.add(here);
        for (CellSystem.Sum sum : system.sums()) {
            sums.add(new CellSystem.Sum(
                    here.get(sum.total()), sum.parts().stream().map(here::get).toList()));
        }
    }

    /** Two cells with the same are one unknown. */
    static String unchanged(CellSystem system, int cell) {
        return system.identity(cell) + "\u0000" + system.cell(cell).value() + "\u0000"
                + system.cell(cell).count();
    }

    /** The number that a publication's cell has here; the latest publication is the first. */
    int number(int publication, int cell) {
        return numbersOf.get(publication).get(cell);
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
