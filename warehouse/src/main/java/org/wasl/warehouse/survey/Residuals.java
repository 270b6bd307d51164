package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What the adjustments of the weights leave of a variable: its variance is that of the residuals from the regressions on
 * their auxiliaries. Works on totals: a variable's products with x give coefficients, the units' totals of x give what
 * to take away. With several adjustments the last is taken out first, and the earlier ones see what it left.
 */
final class Residuals {
    private final List<Part> parts = new ArrayList<>();

    private Residuals() {}

    /** One adjustment's sums. */
    private static final class Part {
        private final Adjustment adjustment;
        private final UnitTotals unitX;
        /** For each later adjustment, this one's products with its auxiliaries. */
        private final List<double[][]> crossed;

        private final Map<Cell, double[][]> products = new HashMap<>();

        Part(Adjustment adjustment, UnitTotals unitX, List<double[][]> crossed) {
            this.adjustment = adjustment;
            this.unitX = unitX;
            this.crossed = crossed;
        }

        int size() {
            return adjustment.x().size();
        }
    }

    /** Totals of auxiliaries by unit, those that are not zero: of many cells a unit has few. */
    private static final class UnitTotals {
        private int[] units = new int[64];
        private int[] variables = new int[64];
        private double[] totals = new double[64];
        private int size;

        void add(int unit, int variable, double total) {
            if (total == 0) {
                return;
            }
            if (size == units.length) {
                units = Arrays.copyOf(units, 2 * size);
                variables = Arrays.copyOf(variables, 2 * size);
                totals = Arrays.copyOf(totals, 2 * size);
            }
            units[size] = unit;
            variables[size] = variable;
            totals[size] = total;
            size++;
        }

        void subtract(double[] coefficients, double[] z) {
            for (int i = 0; i < size; i++) {
                z[units[i]] -= coefficients[variables[i]] * totals[i];
            }
        }
    }

    /**
     * @param rows with final weights
     * @param before of the same sample: the units' auxiliaries are those that it has read
     */
    static Residuals read(
            SampleRows rows,
            List<Adjustment> adjustments,
            Moments moments,
            List<List<String>> classifications,
            @Nullable Residuals before) {
        Residuals residuals = new Residuals();
        Set<List<String>> sets = new LinkedHashSet<>(classifications);
        sets.add(List.of());
        for (int i = 0; i < adjustments.size(); i++) {
            Adjustment adjustment = adjustments.get(i);
            Part part = before == null
                    ? auxiliaries(rows, adjustment, adjustments.subList(i + 1, adjustments.size()), moments.units())
                    : new Part(adjustment, before.parts.get(i).unitX, before.parts.get(i).crossed);
            // Products under the weight of the step; an earlier step's are under what the later ones made of it.
            boolean last = i == adjustments.size() - 1;
            String weight = last ? adjustment.products() : "w_ * " + adjustment.share();
            if (!moments.items().isEmpty()) {
                sets.forEach(set -> readProducts(rows, part, weight, moments.items(), set));
            }
            residuals.parts.add(part);
        }
        return residuals;
    }

    private static Part auxiliaries(SampleRows rows, Adjustment adjustment, List<Adjustment> later, Units units) {
        return new Part(
                adjustment,
                unitTotals(rows, adjustment, units),
                later.stream().map(one -> cross(rows, adjustment, one)).toList());
    }

    private static UnitTotals unitTotals(SampleRows rows, Adjustment adjustment, Units units) {
        UnitTotals totals = new UnitTotals();
        Auxiliaries x = adjustment.x();
        StringJoiner select = new StringJoiner(", ")
                .add(rows.everyRowItsOwn() ? "unit1_" : "dense_rank() over (order by " + rows.keys() + ")")
                .add("cell_");
        for (String value : x.values()) {
            select.add("coalesce(sum(" + adjustment.projected() + " * " + value + "), 0)");
        }
        rows.query(
                "select " + select + " from " + beside(rows.sql(), x) + " group by " + rows.keys() + ", cell_", row -> {
                    int cell = row.getInt(2);
                    if (row.wasNull()) {
                        return;
                    }
                    for (int k = 0; k < x.values().size(); k++) {
                        totals.add(
                                units.number(row.getInt(1)), cell * x.values().size() + k, row.getDouble(3 + k));
                    }
                });
        return totals;
    }

    /** The rows with the number of their cell of auxiliaries. */
    private static String beside(String rows, Auxiliaries x) {
        return "(select *, " + x.cell() + " as cell_ from " + rows + ")";
    }

    private static void readProducts(SampleRows rows, Part part, String weight, List<Item> items, List<String> set) {
        Auxiliaries x = part.adjustment.x();
        int variables = x.values().size();
        ItemColumns columns = new ItemColumns(items);
        StringJoiner weighted = new StringJoiner(", ").add("*");
        Map<String, Integer> sums = new LinkedHashMap<>();
        int[][][] places = new int[variables][items.size()][Item.SUMS];
        for (int k = 0; k < variables; k++) {
            weighted.add(weight + " * (" + x.values().get(k) + ") as x" + k + "_");
            for (int item = 0; item < items.size(); item++) {
                List<String> own = columns.sums(item, "x" + k + "_");
                for (int sum = 0; sum < Item.SUMS; sum++) {
                    sums.putIfAbsent(own.get(sum), sums.size());
                    places[k][item][sum] = Objects.requireNonNull(sums.get(own.get(sum)));
                }
            }
        }
        StringJoiner by = new StringJoiner(", ").add("cell_");
        StringJoiner select = new StringJoiner(", ").add("cell_");
        for (String column : set) {
            by.add(Quoted.name(column));
            select.add(Quoted.name(column) + "::varchar");
        }
        sums.keySet().forEach(select::add);
        String from = "(select " + weighted + " from " + columns.over(beside(rows.sql(), x)) + ")";
        rows.query("select " + select + " from " + from + " group by " + by, row -> {
            int number = row.getInt(1);
            if (row.wasNull()) {
                return;
            }
            List<String> values = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                String value = row.getString(i + 2);
                if (value == null) {
                    return;
                }
                values.add(value);
            }
            double[][] products = part.products.computeIfAbsent(
                    new Cell(set, values), any -> new double[items.size() * Item.SUMS][part.size()]);
            for (int k = 0; k < variables; k++) {
                for (int column = 0; column < products.length; column++) {
                    int place = places[k][column / Item.SUMS][column % Item.SUMS];
                    products[column][number * variables + k] = row.getDouble(set.size() + 2 + place);
                }
            }
        });
    }

    private static double[][] cross(SampleRows rows, Adjustment earlier, Adjustment later) {
        Auxiliaries x = earlier.x();
        Auxiliaries z = later.x();
        StringJoiner select = new StringJoiner(", ").add("x_").add("z_");
        for (String one : x.values()) {
            for (String other : z.values()) {
                select.add("coalesce(sum(" + later.projected() + " * " + earlier.share() + " * " + one + " * " + other
                        + "), 0)");
            }
        }
        double[][] crossed = new double[x.size()][z.size()];
        String from = "(select *, " + x.cell() + " as x_, " + z.cell() + " as z_ from " + rows.sql() + ")";
        rows.query(
                "select " + select + " from " + from + " where x_ is not null and z_ is not null group by x_, z_",
                row -> {
                    int at = 3;
                    for (int k = 0; k < x.values().size(); k++) {
                        double[] line = crossed[row.getInt(1) * x.values().size() + k];
                        for (int j = 0; j < z.values().size(); j++) {
                            line[row.getInt(2) * z.values().size() + j] = row.getDouble(at++);
                        }
                    }
                });
        return crossed;
    }

    /** Takes the explained part of a linearised variable out of its unit totals. */
    void subtract(List<Statistic.Term> gradient, double[] z) {
        List<double[]> found = new ArrayList<>();
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            double[] product = new double[part.size()];
            for (Statistic.Term term : gradient) {
                double[][] cell = part.products.get(term.cell());
                for (int k = 0; cell != null && k < product.length; k++) {
                    product[k] += term.coefficient() * cell[term.column()][k];
                }
            }
            for (int later = 0; later < part.crossed.size(); later++) {
                // found holds the last adjustment first.
                double[] coefficients = found.get(part.crossed.size() - 1 - later);
                double[][] crossed = part.crossed.get(later);
                for (int k = 0; k < product.length; k++) {
                    for (int j = 0; j < coefficients.length; j++) {
                        product[k] -= crossed[k][j] * coefficients[j];
                    }
                }
            }
            double[] coefficients = part.adjustment.coefficients().apply(product);
            part.unitX.subtract(coefficients, z);
            found.add(coefficients);
        }
    }
}
