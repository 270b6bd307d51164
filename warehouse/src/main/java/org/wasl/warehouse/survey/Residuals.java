package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What calibration leaves of a variable: its variance is that of the residuals from the regression on the auxiliaries
 * (Deville and Särndal 1992, 3.4). Works on totals: a variable's products with x give coefficients, the units' totals
 * of x give what to take away.
 */
final class Residuals {
    private final Calibrated calibrated;
    private final Map<Cell, double[][]> products = new HashMap<>();
    private final double[][] unitX;

    private Residuals(Calibrated calibrated, int units) {
        this.calibrated = calibrated;
        this.unitX = new double[units][];
    }

    /** @param rows with final weights */
    static Residuals read(SampleRows rows, Calibrated calibrated, Moments moments, List<List<String>> classifications) {
        Residuals residuals = new Residuals(calibrated, moments.frame().units());
        residuals.readUnits(rows, moments.frame());
        Set<List<String>> sets = new LinkedHashSet<>(classifications);
        sets.add(List.of());
        if (!moments.items().isEmpty()) {
            sets.forEach(set -> residuals.readProducts(rows, moments.items(), set));
        }
        return residuals;
    }

    private void readUnits(SampleRows rows, Frame frame) {
        StringJoiner keys = new StringJoiner(", ").add("stratum_");
        for (int stage = 1; stage <= rows.stages(); stage++) {
            keys.add("unit" + stage + "_");
        }
        StringJoiner select = new StringJoiner(", ").add(keys.toString());
        calibrated.x().forEach(x -> select.add("sum(" + calibrated.projected() + " * " + x + ")"));
        rows.query("select " + select + " from " + rows.sql() + " group by " + keys, row -> {
            List<String> unit = new ArrayList<>();
            for (int i = 0; i <= rows.stages(); i++) {
                unit.add(row.getString(i + 1));
            }
            double[] x = new double[calibrated.x().size()];
            for (int k = 0; k < x.length; k++) {
                x[k] = row.getDouble(rows.stages() + 2 + k);
            }
            unitX[frame.unit(unit, new double[0], 0)] = x;
        });
    }

    private void readProducts(SampleRows rows, List<Item> items, List<String> set) {
        StringJoiner select = new StringJoiner(", ");
        set.forEach(column -> select.add(Quoted.name(column) + "::varchar"));
        items.forEach(item -> calibrated.x().forEach(x -> select.add(item.products("w0_", x))));
        String groups = set.isEmpty()
                ? ""
                : " group by "
                        + String.join(", ", set.stream().map(Quoted::name).toList());
        rows.query("select " + select + " from " + rows.sql() + groups, row -> {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                String value = row.getString(i + 1);
                if (value == null) {
                    return;
                }
                values.add(value);
            }
            double[][] cell =
                    new double[items.size() * Item.SUMS][calibrated.x().size()];
            int at = set.size() + 1;
            for (int item = 0; item < items.size(); item++) {
                for (int k = 0; k < calibrated.x().size(); k++) {
                    for (int sum = 0; sum < Item.SUMS; sum++) {
                        cell[item * Item.SUMS + sum][k] = row.getDouble(at++);
                    }
                }
            }
            products.put(new Cell(set, values), cell);
        });
    }

    /** Takes the explained part of a linearised variable out of its unit totals. */
    void subtract(List<Statistic.Term> gradient, double[] z) {
        double[] product = new double[calibrated.x().size()];
        for (Statistic.Term term : gradient) {
            double[][] cell = products.get(term.cell());
            for (int k = 0; cell != null && k < product.length; k++) {
                product[k] += term.coefficient() * cell[term.column()][k];
            }
        }
        double[] coefficients = calibrated.coefficients().apply(product);
        for (int unit = 0; unit < z.length; unit++) {
            for (int k = 0; k < coefficients.length; k++) {
                z[unit] -= coefficients[k] * unitX[unit][k];
            }
        }
    }
}
