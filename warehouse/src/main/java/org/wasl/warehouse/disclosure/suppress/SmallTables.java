package org.wasl.warehouse.disclosure.suppress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;

/**
 * A hierarchical table as small ones: each combination of a code and those right below it in every dimension (de Wolf 2002).
 *
 * @param cells of each small table, the highest first
 */
record SmallTables(List<List<Integer>> cells) {
    SmallTables {
        cells = List.copyOf(cells);
    }

    static SmallTables of(CellSystem system) {
        Map<List<String>, Integer> numbers = new HashMap<>();
        for (int i = 0; i < system.size(); i++) {
            numbers.put(system.cell(i).key(), i);
        }
        List<Corner> corners = List.of(new Corner(List.of(), 0));
        for (Dimension dimension : system.dimensions()) {
            List<Corner> longer = new ArrayList<>();
            for (Corner corner : corners) {
                for (String code : dimension.hierarchy().codes()) {
                    if (!dimension.hierarchy().below(code).isEmpty()) {
                        longer.add(corner.with(
                                code, dimension.hierarchy().upwards(code).size()));
                    }
                }
            }
            corners = longer;
        }
        return new SmallTables(corners.stream()
                .sorted(Comparator.comparingInt(Corner::depth))
                .map(corner -> corner.cells(system, numbers))
                .filter(cells -> !cells.isEmpty())
                .toList());
    }

    /** Those in which a cell stands, the lowest first. */
    List<List<Integer>> with(int cell) {
        List<List<Integer>> tables = new ArrayList<>(
                cells.stream().filter(table -> table.contains(cell)).toList());
        Collections.reverse(tables);
        return tables;
    }

    /** A code in each dimension, none of them finest. */
    private record Corner(List<String> codes, int depth) {
        Corner with(String code, int deeper) {
            List<String> longer = new ArrayList<>(codes);
            longer.add(code);
            return new Corner(longer, depth + deeper);
        }

        List<Integer> cells(CellSystem system, Map<List<String>, Integer> numbers) {
            List<List<String>> keys = List.of(List.of());
            for (int d = 0; d < codes.size(); d++) {
                List<String> codesHere = new ArrayList<>(List.of(codes.get(d)));
                codesHere.addAll(system.dimensions().get(d).hierarchy().below(codes.get(d)));
                List<List<String>> longer = new ArrayList<>();
                for (List<String> key : keys) {
                    for (String code : codesHere) {
                        List<String> next = new ArrayList<>(key);
                        next.add(code);
                        longer.add(next);
                    }
                }
                keys = longer;
            }
            List<Integer> cells = new ArrayList<>();
            for (List<String> key : keys) {
                Integer number = numbers.get(key);
                if (number != null) {
                    cells.add(number);
                }
            }
            return cells;
        }
    }
}
