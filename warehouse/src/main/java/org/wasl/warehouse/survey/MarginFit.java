package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
    private final List<List<@Nullable String>> cells = new ArrayList<>();
    /** Of each margin, the levels and which of them each cell has. */
    private final List<List<String>> levels = new ArrayList<>();

    private final List<int[]> levelOf = new ArrayList<>();
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
                    List<@Nullable String> cell = new ArrayList<>();
                    for (int i = 0; i < variables.size(); i++) {
                        String level = row.getString(i + 1);
                        if (level == null) {
                            throw new SurveyException("Column \"" + variables.get(i)
                                    + "\" is a calibration margin and has empty values; every row needs one.");
                        }
                        cell.add(level);
                    }
                    cells.add(cell);
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
            int margin = m;
            List<String> found = cells.stream()
                    .map(cell -> Objects.requireNonNull(cell.get(margin)))
                    .distinct()
                    .sorted()
                    .toList();
            if (!Set.copyOf(found).equals(margins.get(m).keySet())) {
                throw new SurveyException("The margin of \"" + variables.get(m) + "\" gives counts for "
                        + new TreeSet<>(margins.get(m).keySet()) + " but the sample has " + found + ".");
            }
            Map<String, Integer> place = new HashMap<>();
            found.forEach(level -> place.put(level, place.size()));
            levels.add(found);
            levelOf.add(cells.stream()
                    .mapToInt(cell -> Objects.requireNonNull(place.get(cell.get(margin))))
                    .toArray());
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
            double[] sample = sums(m);
            for (int l = 0; l < sample.length; l++) {
                misfit = Math.max(misfit, Math.abs(sample[l] / wanted(m, l) - 1));
            }
        }
        return misfit;
    }

    private double wanted(int margin, int level) {
        return Objects.requireNonNull(margins.get(margin).get(levels.get(margin).get(level)));
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

    /** Of the weights, by level. */
    private double[] sums(int margin) {
        int[] level = levelOf.get(margin);
        double[] sums = new double[levels.get(margin).size()];
        for (int c = 0; c < weight.length; c++) {
            sums[level[c]] += weight[c] * factor[c];
        }
        return sums;
    }

    /** Scales to each margin in turn, remembering the weights after each. */
    private void round() {
        for (int m = 0; m < variables.size(); m++) {
            int[] level = levelOf.get(m);
            double[] sample = sums(m);
            double[] scale = new double[sample.length];
            for (int l = 0; l < scale.length; l++) {
                // A replicate may have dropped every row of a level.
                scale[l] = sample[l] > 0 ? wanted(m, l) / sample[l] : 0;
            }
            for (int c = 0; c < weight.length; c++) {
                factor[c] *= scale[level[c]];
            }
            factorAfter[m] = factor.clone();
        }
    }

    /**
     * @param products the weight under which means within margins are taken
     * @param behind its sum in each cell
     */
    private Adjustment calibrated(String how, String products, double[] behind, int rounds) {
        Crossing crossing = new Crossing(variables, cells);
        String value = crossing.value(factor);
        String told = how + ", factors "
                + Told.number(Arrays.stream(factor).min().orElse(1)) + " to "
                + Told.number(Arrays.stream(factor).max().orElse(1));
        return new Adjustment(
                weight -> weight + " * " + value,
                Auxiliaries.of(crossing),
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
                int[] level = levelOf.get(m);
                double[] residual = new double[levels.get(m).size()];
                double[] people = new double[residual.length];
                for (int c = 0; c < count; c++) {
                    residual[level[c]] += (factor[c] * product[c] - explained[c] * behind[c]) / factorAfter[m][c];
                    people[level[c]] += behind[c];
                }
                for (int c = 0; c < count; c++) {
                    explained[c] += factorAfter[m][c] * residual[level[c]] / people[level[c]];
                }
            }
        }
        return explained;
    }
}
