package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        private final double[][] unitX;
        /** For each later adjustment, this one's products with its auxiliaries. */
        private final List<double[][]> crossed;

        private final Map<Cell, double[][]> products = new HashMap<>();

        Part(Adjustment adjustment, double[][] unitX, List<double[][]> crossed) {
            this.adjustment = adjustment;
            this.unitX = unitX;
            this.crossed = crossed;
        }

        int size() {
            return adjustment.x().size();
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
                    ? auxiliaries(rows, adjustment, adjustments.subList(i + 1, adjustments.size()), moments.frame())
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

    private static Part auxiliaries(SampleRows rows, Adjustment adjustment, List<Adjustment> later, Frame frame) {
        return new Part(
                adjustment,
                units(rows, adjustment, frame),
                later.stream().map(one -> cross(rows, adjustment, one)).toList());
    }

    private static double[][] units(SampleRows rows, Adjustment adjustment, Frame frame) {
        double[][] unitX = new double[frame.units()][];
        StringJoiner select = new StringJoiner(", ").add(rows.keysAsText());
        String weight = adjustment.projected();
        adjustment.x().forEach(x -> select.add("coalesce(sum(" + weight + " * " + x + "), 0)"));
        rows.query("select " + select + " from " + rows.sql() + " group by " + rows.keys(), row -> {
            List<String> unit = new ArrayList<>();
            for (int i = 0; i <= rows.stages(); i++) {
                unit.add(row.getString(i + 1));
            }
            double[] x = new double[adjustment.x().size()];
            for (int k = 0; k < x.length; k++) {
                x[k] = row.getDouble(rows.stages() + 2 + k);
            }
            unitX[frame.unit(unit, new double[0])] = x;
        });
        return unitX;
    }

    private static void readProducts(SampleRows rows, Part part, String weight, List<Item> items, List<String> set) {
        StringJoiner select = new StringJoiner(", ");
        set.forEach(column -> select.add(Quoted.name(column) + "::varchar"));
        ItemColumns columns = new ItemColumns(items);
        for (int item = 0; item < items.size(); item++) {
            for (String x : part.adjustment.x()) {
                columns.sums(item, weight + " * (" + x + ")").forEach(select::add);
            }
        }
        String groups = set.isEmpty()
                ? ""
                : " group by "
                        + String.join(", ", set.stream().map(Quoted::name).toList());
        rows.query("select " + select + " from " + columns.over(rows.sql()) + groups, row -> {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                String value = row.getString(i + 1);
                if (value == null) {
                    return;
                }
                values.add(value);
            }
            double[][] cell = new double[items.size() * Item.SUMS][part.size()];
            int at = set.size() + 1;
            for (int item = 0; item < items.size(); item++) {
                for (int k = 0; k < part.size(); k++) {
                    for (int sum = 0; sum < Item.SUMS; sum++) {
                        cell[item * Item.SUMS + sum][k] = row.getDouble(at++);
                    }
                }
            }
            part.products.put(new Cell(set, values), cell);
        });
    }

    private static double[][] cross(SampleRows rows, Adjustment earlier, Adjustment later) {
        StringJoiner select = new StringJoiner(", ");
        for (String x : earlier.x()) {
            for (String z : later.x()) {
                select.add("coalesce(sum(" + later.projected() + " * " + earlier.share() + " * " + x + " * " + z
                        + "), 0)");
            }
        }
        double[][] crossed = new double[earlier.x().size()][later.x().size()];
        rows.query("select " + select + " from " + rows.sql(), row -> {
            int at = 1;
            for (double[] line : crossed) {
                for (int k = 0; k < line.length; k++) {
                    line[k] = row.getDouble(at++);
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
            for (int unit = 0; unit < z.length; unit++) {
                for (int k = 0; k < coefficients.length; k++) {
                    z[unit] -= coefficients[k] * part.unitX[unit][k];
                }
            }
            found.add(coefficients);
        }
    }
}
