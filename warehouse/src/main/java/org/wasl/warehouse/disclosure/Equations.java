package org.wasl.warehouse.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an attacker with all printed margins can solve for: each line is one equation in its unprinted cells. */
final class Equations {
    private static final double ZERO = 1e-9;

    private Equations() {}

    /** The unprinted cells that have only one possible value, by Gauss–Jordan elimination. */
    static Set<CellTable.Node> determined(List<CellTable.Line> lines) {
        Map<CellTable.Node, Integer> unknowns = new LinkedHashMap<>();
        for (CellTable.Line line : lines) {
            note(unknowns, line.margin());
            line.cells().forEach(cell -> note(unknowns, cell));
        }
        List<CellTable.Node> order = new ArrayList<>(unknowns.keySet());
        Set<CellTable.Node> determined = new HashSet<>();
        for (double[] row : reduced(matrix(lines, unknowns), order.size())) {
            int only = onlyCoefficient(row);
            if (only >= 0) {
                determined.add(order.get(only));
            }
        }
        return determined;
    }

    private static void note(Map<CellTable.Node, Integer> unknowns, CellTable.Node node) {
        if (node.suppressed()) {
            unknowns.putIfAbsent(node, unknowns.size());
        }
    }

    private static List<double[]> matrix(List<CellTable.Line> lines, Map<CellTable.Node, Integer> unknowns) {
        List<double[]> rows = new ArrayList<>();
        for (CellTable.Line line : lines) {
            double[] row = new double[unknowns.size()];
            boolean any = false;
            for (CellTable.Node cell : line.cells()) {
                Integer column = unknowns.get(cell);
                if (column != null) {
                    row[column] = 1;
                    any = true;
                }
            }
            Integer margin = unknowns.get(line.margin());
            if (margin != null) {
                row[margin] = -1;
                any = true;
            }
            if (any) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<double[]> reduced(List<double[]> rows, int columns) {
        int pivot = 0;
        for (int column = 0; column < columns && pivot < rows.size(); column++) {
            int best = pivot;
            for (int i = pivot + 1; i < rows.size(); i++) {
                if (Math.abs(rows.get(i)[column]) > Math.abs(rows.get(best)[column])) {
                    best = i;
                }
            }
            if (Math.abs(rows.get(best)[column]) < ZERO) {
                continue;
            }
            double[] lead = rows.get(best);
            rows.set(best, rows.get(pivot));
            rows.set(pivot, lead);
            scale(lead, 1 / lead[column]);
            for (int i = 0; i < rows.size(); i++) {
                if (i != pivot) {
                    subtract(rows.get(i), lead, rows.get(i)[column]);
                }
            }
            pivot++;
        }
        return rows;
    }

    private static void scale(double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }

    private static void subtract(double[] row, double[] lead, double factor) {
        if (factor != 0) {
            for (int j = 0; j < row.length; j++) {
                row[j] -= factor * lead[j];
            }
        }
    }

    private static int onlyCoefficient(double[] row) {
        int only = -1;
        for (int j = 0; j < row.length; j++) {
            if (Math.abs(row[j]) > ZERO) {
                if (only >= 0) {
                    return -1;
                }
                only = j;
            }
        }
        return only;
    }
}
