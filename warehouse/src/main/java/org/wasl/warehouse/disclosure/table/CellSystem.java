package org.wasl.warehouse.disclosure.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * One table or several linked ones as what they are to a solver: distinct cells and the sums among them. Tables are
 * linked where they share a cell: the same code in the dimensions both have, the total in the others.
 */
public final class CellSystem {
    private final List<Dimension> dimensions;
    private final List<Cell> cells;
    private final List<Sum> sums;
    private final List<List<Integer>> sumsOf = new ArrayList<>();
    private final List<Map<Integer, Double>> holdings;

    private CellSystem(
            List<Dimension> dimensions, List<Cell> cells, List<Sum> sums, List<Map<Integer, Double>> holdings) {
        this.holdings = List.copyOf(holdings);
        this.dimensions = List.copyOf(dimensions);
        this.cells = List.copyOf(cells);
        this.sums = List.copyOf(sums);
        cells.forEach(cell -> sumsOf.add(new ArrayList<>()));
        for (int s = 0; s < sums.size(); s++) {
            sumsOf.get(sums.get(s).total()).add(s);
            for (int part : sums.get(s).parts()) {
                sumsOf.get(part).add(s);
            }
        }
    }

    /** A cell that is the sum of others, all by their numbers. */
    public record Sum(int total, List<Integer> parts) {
        public Sum {
            parts = List.copyOf(parts);
        }

        /** Every cell in it. */
        public List<Integer> cells() {
            List<Integer> all = new ArrayList<>(parts);
            all.add(total);
            return all;
        }
    }

    /** The cells of tables that are published together. */
    public static CellSystem of(List<Table> tables) {
        Map<String, Dimension> union = new LinkedHashMap<>();
        for (Table table : tables) {
            for (Dimension dimension : table.dimensions()) {
                Dimension other = union.putIfAbsent(dimension.name(), dimension);
                if (other != null && !other.equals(dimension)) {
                    throw new ProtectionException(
                            "the dimension " + dimension.name() + " has two hierarchies in tables that are linked");
                }
            }
        }
        List<Dimension> dimensions = List.copyOf(union.values());
        Map<List<String>, Integer> numbers = new LinkedHashMap<>();
        List<Cell> cells = new ArrayList<>();
        Set<Sum> sums = new LinkedHashSet<>();
        for (Table table : tables) {
            new Member(table, dimensions).add(numbers, cells, sums);
        }
        return new CellSystem(dimensions, cells, List.copyOf(sums), List.of());
    }

    /** Cells and sums that were kept. */
    public static CellSystem restored(List<Dimension> dimensions, List<Cell> cells, List<Sum> sums) {
        return new CellSystem(dimensions, cells, sums, List.of());
    }

    /**
     * The same cells, and what single contributors gave to several of the finest.
     *
     * @param given of each contributor, amounts by the cells' keys
     */
    public CellSystem held(List<Map<List<String>, Double>> given) {
        Map<List<String>, Integer> finest = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (finest(i)) {
                finest.put(cells.get(i).key(), i);
            }
        }
        List<Map<Integer, Double>> numbered = new ArrayList<>();
        for (Map<List<String>, Double> amounts : given) {
            Map<Integer, Double> holding = new TreeMap<>();
            amounts.forEach((key, amount) -> {
                Integer cell = finest.get(key);
                if (cell != null) {
                    holding.put(cell, amount);
                }
            });
            if (holding.size() > 1) {
                numbered.add(Collections.unmodifiableMap(holding));
            }
        }
        return new CellSystem(dimensions, cells, sums, numbered);
    }

    /** What single contributors gave to several of the finest cells, as far as that is known. */
    public List<Map<Integer, Double>> holdings() {
        return holdings;
    }

    /** What a cell is whatever other dimensions its table has: its codes, totals left out. */
    public String identity(int cell) {
        StringBuilder name = new StringBuilder();
        for (int d = 0; d < dimensions.size(); d++) {
            String code = cells.get(cell).key().get(d);
            if (!code.equals(dimensions.get(d).hierarchy().total())) {
                name.append(dimensions.get(d).name())
                        .append('\u0001')
                        .append(code)
                        .append('\u0002');
            }
        }
        return name.toString();
    }

    /** One of the tables, its keys widened to all dimensions. */
    private record Member(Table table, List<Dimension> all) {
        void add(Map<List<String>, Integer> numbers, List<Cell> cells, Set<Sum> sums) {
            List<List<String>> codes = table.dimensions().stream()
                    .map(dimension -> dimension.hierarchy().codes())
                    .toList();
            List<List<String>> keys = Table.product(codes);
            for (List<String> key : keys) {
                put(key, numbers, cells);
            }
            for (List<String> key : keys) {
                for (int d = 0; d < key.size(); d++) {
                    List<String> below = table.dimensions().get(d).hierarchy().below(key.get(d));
                    if (!below.isEmpty()) {
                        List<Integer> parts = new ArrayList<>();
                        for (String child : below) {
                            List<String> part = new ArrayList<>(key);
                            part.set(d, child);
                            parts.add(number(part, numbers));
                        }
                        sums.add(new Sum(number(key, numbers), parts));
                    }
                }
            }
        }

        private void put(List<String> key, Map<List<String>, Integer> numbers, List<Cell> cells) {
            Cell given = table.cells().get(key);
            List<String> wide = widened(key);
            Cell cell = given == null ? new Cell(wide, 0, 0, 0, List.of()) : given.at(wide);
            Integer known = numbers.putIfAbsent(wide, cells.size());
            if (known == null) {
                cells.add(cell);
            } else if (Math.abs(cells.get(known).value() - cell.value()) > 1e-9 * Math.max(1, Math.abs(cell.value()))) {
                throw new ProtectionException("linked tables disagree on the cell " + String.join(", ", wide) + ": "
                        + cells.get(known).value() + " and " + cell.value());
            }
        }

        private int number(List<String> key, Map<List<String>, Integer> numbers) {
            Integer number = numbers.get(widened(key));
            if (number == null) {
                throw new IllegalStateException("no cell " + key);
            }
            return number;
        }

        private List<String> widened(List<String> key) {
            Map<String, String> codes = new TreeMap<>();
            for (int d = 0; d < key.size(); d++) {
                codes.put(table.dimensions().get(d).name(), key.get(d));
            }
            return all.stream()
                    .map(dimension -> codes.getOrDefault(
                            dimension.name(), dimension.hierarchy().total()))
                    .toList();
        }
    }

    /** The dimensions of all tables; a cell's key has a code in each. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    public List<Cell> cells() {
        return cells;
    }

    public Cell cell(int number) {
        return cells.get(number);
    }

    public int size() {
        return cells.size();
    }

    public List<Sum> sums() {
        return sums;
    }

    /** The sums in which a cell stands, as total or as part. */
    public List<Integer> sumsOf(int cell) {
        return Collections.unmodifiableList(sumsOf.get(cell));
    }

    /** The same sums among fewer cells: those sums that lie within. */
    public CellSystem within(List<Integer> chosen) {
        Map<Integer, Integer> renumbered = new LinkedHashMap<>();
        List<Cell> kept = new ArrayList<>();
        for (int cell : chosen) {
            renumbered.put(cell, kept.size());
            kept.add(cells.get(cell));
        }
        List<Sum> inside = new ArrayList<>();
        for (Sum sum : sums) {
            if (renumbered.keySet().containsAll(sum.cells())) {
                inside.add(new Sum(
                        renumbered.getOrDefault(sum.total(), -1),
                        sum.parts().stream()
                                .map(part -> renumbered.getOrDefault(part, -1))
                                .toList()));
            }
        }
        return new CellSystem(dimensions, kept, inside, List.of());
    }

    /** Whether no other cell of any table is part of this one. */
    public boolean finest(int cell) {
        return sumsOf.get(cell).stream().noneMatch(sum -> sums.get(sum).total() == cell);
    }
}
