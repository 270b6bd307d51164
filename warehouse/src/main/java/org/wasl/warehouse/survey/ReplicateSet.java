package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RectangularCholeskyDecomposition;

/**
 * Replicates as one more weight each: those that came with the data, and those whose weights had to be adjusted one by
 * one.
 *
 * @param rows with final weights, and what the replicates' weights are made of beside them
 * @param weights SQL of each replicate's final weight
 */
record ReplicateSet(SampleRows rows, List<String> weights, Deviations deviations, double degreesOfFreedom) {

    /** Sums of one query; a query of ten thousand takes the data base longer to read than to answer. */
    private static final int SUMS = 2000;

    /** With the rank of the weights, less one, as degrees of freedom. */
    static ReplicateSet ranked(SampleRows rows, List<String> weights, Deviations deviations) {
        ReplicateSet set = new ReplicateSet(rows, weights, deviations, 0);
        return new ReplicateSet(rows, weights, deviations, set.rank(Item.ALWAYS) - 1.0);
    }

    private double degreesOfFreedom(Cell cell, Item item) {
        if (item.always() && cell.columns().isEmpty()) {
            return degreesOfFreedom;
        }
        return ranked(cell, item);
    }

    /** The rank of the weights of the rows with an answer to an item in a cell, less one. */
    double ranked(Cell cell, Item item) {
        StringJoiner condition = new StringJoiner(" and ").add("(" + item.valid() + ")");
        cell.domain().forEach((column, value) -> condition.add(Quoted.is(column, value)));
        return rank(condition.toString()) - 1.0;
    }

    /** Of the weights of the rows that meet a condition. */
    private int rank(String condition) {
        int count = weights.size();
        double[][] gram = new double[count][count];
        int lines = Math.max(1, SUMS / count);
        for (int from = 0; from < count; from += lines) {
            readProducts(gram, from, Math.min(count, from + lines), condition);
        }
        return rank(gram);
    }

    /**
     * Of a matrix of which this is the product with itself: the columns of which more than 1e-5 of their length is left beside
     * the others, which is R's limit in {@code degf}.
     */
    static int rank(double[][] gram) {
        int[] used = IntStream.range(0, gram.length).filter(j -> gram[j][j] > 0).toArray();
        if (used.length == 0) {
            return 0;
        }
        RealMatrix cosines = new Array2DRowRealMatrix(used.length, used.length);
        for (int i = 0; i < used.length; i++) {
            for (int j = 0; j < used.length; j++) {
                double[] row = gram[used[i]];
                cosines.setEntry(i, j, row[used[j]] / Math.sqrt(row[used[i]] * gram[used[j]][used[j]]));
            }
        }
        return new RectangularCholeskyDecomposition(cosines, 1e-10).getRank();
    }

    private void readProducts(double[][] gram, int from, int to, String condition) {
        StringJoiner select = new StringJoiner(", ");
        for (int i = from; i < to; i++) {
            for (int j = 0; j <= i; j++) {
                select.add("sum(replicate" + i + "_ * replicate" + j + "_)");
            }
        }
        rows.query("select " + select + " from " + beside() + " where " + condition, row -> {
            int at = 1;
            for (int i = from; i < to; i++) {
                for (int j = 0; j <= i; j++) {
                    gram[i][j] = row.getDouble(at++);
                    gram[j][i] = gram[i][j];
                }
            }
        });
    }

    /** Whether calibration left a row less than no weight in a replicate. */
    boolean anyNegative() {
        boolean[] any = new boolean[1];
        rows.query(
                "select coalesce(bool_or(least(" + String.join(", ", weights) + ") < 0), false) from " + rows.sql(),
                row -> any[0] = row.getBoolean(1));
        return any[0];
    }

    /** The replicates' totals, each one more sum in the same pass. */
    Replicated totals(List<Item> items, List<List<String>> classifications, Totals full) {
        List<Map<Cell, double[]>> totals = new ArrayList<>();
        weights.forEach(weight -> totals.add(new HashMap<>()));
        Set<List<String>> sets = new LinkedHashSet<>(classifications);
        sets.add(List.of());
        if (!items.isEmpty()) {
            sets.forEach(set -> readTotals(items, set, totals));
        }
        double[] nothing = new double[items.size() * Item.SUMS];
        List<Totals> replicates = new ArrayList<>();
        totals.forEach(byCell -> replicates.add((cell, column) -> byCell.getOrDefault(cell, nothing)[column]));
        return new Replicated(
                full, replicates, deviations, degreesOfFreedom, (cell, item, units) -> degreesOfFreedom(cell, item));
    }

    private void readTotals(List<Item> items, List<String> set, List<Map<Cell, double[]>> totals) {
        StringJoiner select = new StringJoiner(", ");
        set.forEach(column -> select.add(Quoted.name(column) + "::varchar"));
        ItemColumns columns = new ItemColumns(items);
        for (int r = 0; r < weights.size(); r++) {
            for (int item = 0; item < items.size(); item++) {
                columns.sums(item, "replicate" + r + "_").forEach(select::add);
            }
        }
        String groups = set.isEmpty()
                ? ""
                : " group by "
                        + String.join(", ", set.stream().map(Quoted::name).toList());
        rows.query("select " + select + " from " + columns.over(beside()) + groups, row -> {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                String value = row.getString(i + 1);
                if (value == null) {
                    return;
                }
                values.add(value);
            }
            int at = set.size() + 1;
            for (Map<Cell, double[]> replicate : totals) {
                double[] sums = new double[items.size() * Item.SUMS];
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = row.getDouble(at++);
                }
                replicate.put(new Cell(set, values), sums);
            }
        });
    }

    /** The rows with a column {@code replicate0_…} for each weight. */
    String beside() {
        StringJoiner columns = new StringJoiner(", ").add("*");
        for (int r = 0; r < weights.size(); r++) {
            columns.add(weights.get(r) + " as replicate" + r + "_");
        }
        return "(select " + columns + " from " + rows.sql() + ")";
    }
}
