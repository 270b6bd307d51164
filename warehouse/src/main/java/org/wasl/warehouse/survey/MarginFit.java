package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Post-stratification and raking (Deming and Stephan 1940). Both work on the cells that the margins cross into: weights
 * change by cell, and variances come from deviations within margins.
 */
final class MarginFit {
    /** Settled when a round moves no cell by more than this share of the sum of weights. */
    private static final double SETTLED = 1e-10;

    private static final int ROUNDS = 500;

    private static final int PROJECTIONS = 10;

    /** Populations of two margins differ when by more than this share. */
    private static final double AS_MANY = 1e-6;

    private final List<String> variables;
    private final List<Map<String, Double>> margins;
    private final List<List<String>> levels = new ArrayList<>();
    private double[] weight = {};
    private double[] rows = {};
    private double[] factor = {};
    private double[][] factorAfter = {};

    private MarginFit(SampleRows rows, Map<String, Map<String, Double>> margins) {
        this.variables = List.copyOf(margins.keySet());
        this.margins = List.copyOf(margins.values());
        variables.forEach(rows::requireColumn);
        read(rows);
        checkLevels();
    }

    static Adjustment poststratify(SampleRows rows, Calibration.Poststratify post) {
        MarginFit fit = new MarginFit(rows, Map.of(post.variable(), post.counts()));
        fit.round();
        return fit.calibrated("post-stratification on " + post.variable(), "w0_", fit.weight, 0);
    }

    /** @param rounds of a replicate, as R: those that the whole sample took; 0: until it settles */
    static Adjustment rake(SampleRows rows, Calibration.Rake rake, int rounds) {
        MarginFit fit = new MarginFit(rows, new LinkedHashMap<>(rake.margins()));
        double[] before = fit.counts();
        double settled = SETTLED * Arrays.stream(before).sum();
        for (int round = 0; round < ROUNDS; round++) {
            fit.round();
            double[] after = fit.counts();
            double moved = 0;
            for (int c = 0; c < after.length; c++) {
                moved = Math.max(moved, Math.abs(after[c] - before[c]));
            }
            if (rounds == 0 ? moved < settled : round + 1 == rounds) {
                // As R, which weighs rows alike in the means that raking takes out.
                String told = "raking on " + fit.variables + " settled in " + (round + 1) + " rounds, largest misfit "
                        + Told.number(fit.misfit()) + fit.differingTotals();
                return fit.calibrated(
                        told, "(case when w0_ > 0 then 1.0::double else 0.0::double end)", fit.rows, round + 1);
            }
            before = after;
        }
        throw new SurveyException("Raking on " + fit.variables + " did not settle in " + ROUNDS
                + " rounds; do the margins have the same total, and does each combination of levels occur?");
    }

    private void read(SampleRows rows) {
        StringJoiner columns = new StringJoiner(", ");
        variables.forEach(variable -> columns.add(Quoted.name(variable) + "::varchar"));
        List<Double> weights = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        String responding = Weighting.domain(rows.design(), null);
        String where = responding == null ? "" : " where " + responding;
        rows.query(
                "select " + columns + ", sum(w0_), count(*) filter (w0_ > 0) from " + rows.sql() + where
                        + " group by all order by all",
                row -> {
                    List<String> cell = new ArrayList<>();
                    for (int i = 0; i < variables.size(); i++) {
                        String level = row.getString(i + 1);
                        if (level == null) {
                            throw new SurveyException("Column \"" + variables.get(i)
                                    + "\" is a calibration margin and has empty values; every row needs one.");
                        }
                        cell.add(level);
                    }
                    levels.add(cell);
                    weights.add(row.getDouble(variables.size() + 1));
                    counts.add(row.getDouble(variables.size() + 2));
                });
        weight = weights.stream().mapToDouble(Double::doubleValue).toArray();
        this.rows = counts.stream().mapToDouble(Double::doubleValue).toArray();
        factor = new double[weight.length];
        Arrays.fill(factor, 1);
        factorAfter = new double[variables.size()][];
    }

    private void checkLevels() {
        for (int m = 0; m < variables.size(); m++) {
            Set<String> found = new TreeSet<>();
            for (List<String> cell : levels) {
                found.add(cell.get(m));
            }
            if (!found.equals(new TreeSet<>(margins.get(m).keySet()))) {
                throw new SurveyException("The margin of \"" + variables.get(m) + "\" gives counts for "
                        + new TreeSet<>(margins.get(m).keySet()) + " but the sample has " + found + ".");
            }
        }
    }

    private double[] counts() {
        double[] counts = new double[weight.length];
        for (int c = 0; c < counts.length; c++) {
            counts[c] = weight[c] * factor[c];
        }
        return counts;
    }

    /** The largest relative difference between a margin's count and that of the weights. */
    private double misfit() {
        double misfit = 0;
        for (int m = 0; m < variables.size(); m++) {
            Map<String, Double> sample = sums(m);
            for (Map.Entry<String, Double> count : margins.get(m).entrySet()) {
                double found = sample.getOrDefault(count.getKey(), 0.0);
                misfit = Math.max(misfit, Math.abs(found / count.getValue() - 1));
            }
        }
        return misfit;
    }

    /** Margins of different populations cannot all be met: the last one is. */
    private String differingTotals() {
        double last = total(margins.size() - 1);
        StringJoiner differing = new StringJoiner(
                ", ",
                " (",
                " but " + variables.get(margins.size() - 1) + " to " + Told.number(last) + ", which is met)");
        differing.setEmptyValue("");
        for (int m = 0; m < margins.size() - 1; m++) {
            if (Math.abs(total(m) / last - 1) > AS_MANY) {
                differing.add(variables.get(m) + " adds up to " + Told.number(total(m)));
            }
        }
        return differing.toString();
    }

    private double total(int margin) {
        return margins.get(margin).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private Map<String, Double> sums(int margin) {
        Map<String, Double> sample = new LinkedHashMap<>();
        for (int c = 0; c < weight.length; c++) {
            sample.merge(levels.get(c).get(margin), weight[c] * factor[c], Double::sum);
        }
        return sample;
    }

    /** Scales to each margin in turn, remembering the weights after each. */
    private void round() {
        for (int m = 0; m < variables.size(); m++) {
            Map<String, Double> sample = sums(m);
            for (int c = 0; c < weight.length; c++) {
                String level = levels.get(c).get(m);
                double found = sample.getOrDefault(level, 0.0);
                // A replicate may have dropped every row of a level.
                factor[c] *= found > 0 ? margins.get(m).getOrDefault(level, 0.0) / found : 0;
            }
            factorAfter[m] = factor.clone();
        }
    }

    /**
     * @param products the weight under which means within margins are taken
     * @param behind its sum in each cell
     */
    private Adjustment calibrated(String how, String products, double[] behind, int rounds) {
        StringJoiner cases = new StringJoiner(" ", "case ", " end");
        List<String> x = new ArrayList<>();
        for (int c = 0; c < weight.length; c++) {
            StringJoiner member = new StringJoiner(" and ");
            for (int m = 0; m < variables.size(); m++) {
                member.add(Quoted.is(variables.get(m), levels.get(c).get(m)));
            }
            cases.add("when " + member + " then " + Quoted.number(factor[c]));
            x.add("(case when " + member + " then 1.0::double else 0.0::double end)");
        }
        String told = how + ", factors "
                + Told.number(Arrays.stream(factor).min().orElse(1)) + " to "
                + Told.number(Arrays.stream(factor).max().orElse(1));
        return new Adjustment(
                weight -> weight + " * (" + cases + ")",
                x,
                products,
                "1.0::double",
                "w0_",
                product -> project(product, behind),
                told,
                rounds);
    }

    /**
     * The part of a variable that the margins explain, by cell: repeated projection on each margin under the weights
     * that its step left, as the weights themselves were made.
     *
     * @param product the variable's total in each cell
     * @param behind the weight behind that total
     */
    private double[] project(double[] product, double[] behind) {
        int count = weight.length;
        double[] explained = new double[count];
        for (int projection = 0; projection < PROJECTIONS; projection++) {
            for (int m = 0; m < variables.size(); m++) {
                Map<String, Double> residual = new LinkedHashMap<>();
                Map<String, Double> people = new LinkedHashMap<>();
                for (int c = 0; c < count; c++) {
                    double left = (factor[c] * product[c] - explained[c] * behind[c]) / factorAfter[m][c];
                    residual.merge(levels.get(c).get(m), left, Double::sum);
                    people.merge(levels.get(c).get(m), behind[c], Double::sum);
                }
                for (int c = 0; c < count; c++) {
                    String level = levels.get(c).get(m);
                    explained[c] +=
                            factorAfter[m][c] * residual.getOrDefault(level, 0.0) / people.getOrDefault(level, 1.0);
                }
            }
        }
        return explained;
    }
}
