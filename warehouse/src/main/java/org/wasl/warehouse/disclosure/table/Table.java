package org.wasl.warehouse.disclosure.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * A table with all its margins.
 *
 * @param dimensions what it is split by
 * @param cells of every combination of codes that has a row; the others are nought
 */
public record Table(List<Dimension> dimensions, Map<List<String>, Cell> cells) {

    public Table {
        dimensions = List.copyOf(dimensions);
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        cells.values().forEach(Table::check);
    }

    private static void check(Cell cell) {
        if (!Double.isFinite(cell.value())) {
            throw new ProtectionException(
                    "the cell " + String.join(", ", cell.key()) + " is " + cell.value() + ", which is no number");
        }
    }

    /**
     * Adds the margins to the finest cells. A contributor is taken to stand in one of them only; where it stands in
     * several, give all cells to the constructor.
     */
    public static Table of(List<Dimension> dimensions, Collection<Cell> finest, int largest) {
        Map<List<String>, Cell> cells = new LinkedHashMap<>();
        for (Cell cell : finest) {
            List<List<String>> ways = new ArrayList<>();
            for (int d = 0; d < dimensions.size(); d++) {
                ways.add(dimensions.get(d).hierarchy().upwards(cell.key().get(d)));
            }
            for (List<String> key : product(ways)) {
                cells.merge(key, cell.at(key), (a, b) -> add(a, b, largest));
            }
        }
        return new Table(dimensions, cells);
    }

    /** A flat table of counts, its codes those that occur. */
    public static Table ofCounts(List<String> names, Map<List<String>, Long> counts) {
        List<Dimension> dimensions = new ArrayList<>();
        for (int d = 0; d < names.size(); d++) {
            TreeSet<String> codes = new TreeSet<>();
            for (List<String> key : counts.keySet()) {
                codes.add(key.get(d));
            }
            dimensions.add(new Dimension(names.get(d), Hierarchy.flat(TOTAL, codes)));
        }
        List<Cell> cells = counts.entrySet().stream()
                .map(count -> Cell.count(count.getKey(), count.getValue()))
                .toList();
        return of(dimensions, cells, 1);
    }

    /** The code of a total for which no other was declared. */
    public static final String TOTAL = "total";

    private static Cell add(Cell a, Cell b, int largest) {
        List<Double> all = new ArrayList<>(a.largest());
        all.addAll(b.largest());
        all.sort(Collections.reverseOrder());
        return new Cell(
                a.key(),
                a.value() + b.value(),
                a.count() + b.count(),
                a.contributors() + b.contributors(),
                all.subList(0, Math.min(largest, all.size())),
                (a.keys() + b.keys()) % (1L << 32));
    }

    /** Every way to take one element from each list. */
    static List<List<String>> product(List<List<String>> lists) {
        List<List<String>> all = List.of(List.of());
        for (List<String> list : lists) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> head : all) {
                for (String element : list) {
                    List<String> key = new ArrayList<>(head);
                    key.add(element);
                    longer.add(key);
                }
            }
            all = longer;
        }
        return all;
    }
}
