package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The concentration index 2 Σ w h F / (N H) − 1, F being the weight below plus half of that at a row's rank, H = Σ w h
 * and N = Σ w; the Gini coefficient when a number is ranked by itself. Its influence function (Binder and Kovačević 1995,
 * Survey Methodology 21) is exact for ties: with S = 2 Σ w h F,
 * ∂S/∂w_k = h_k (2 below_k + at_k) + 2 H above k + H at k.
 */
final class ConcentrationEstimation {
    private static final int PLAIN = 0;
    private static final int RANKED = 1;

    private final Estimation estimation;
    private final SampleRows rows;
    private final Profile profile;
    private final @Nullable String domain;

    ConcentrationEstimation(Estimation estimation, SampleRows rows, Profile profile, @Nullable String domain) {
        this.estimation = estimation;
        this.rows = rows;
        this.profile = profile;
        this.domain = domain;
    }

    List<Estimate> estimate(Estimator.Concentration index, List<String> by, List<Cell> cells) {
        String valid = profile.number(index.variable(), index.rank()).valid();
        Item plain = new Item(Quoted.name(index.variable()) + "::double", valid, 0);
        if (estimation.replicated()) {
            Estimation.Sample sample = estimation.sample(List.of(plain), List.of(by), domain);
            Map<Cell, Curve[]> curves = curves(index, by, valid);
            return cells.stream()
                    .map(cell -> replicated(index, cell, sample, curves.get(cell)))
                    .toList();
        }
        SampleRows ranked = rows.around(weighted -> ranked(weighted, index, by, valid));
        Estimation.Sample sample =
                estimation.sample(ranked, List.of(plain, new Item("influence_", valid, 0)), List.of(by), domain);
        return cells.stream().map(cell -> linearised(index, cell, sample)).toList();
    }

    private Estimate linearised(Estimator.Concentration index, Cell cell, Estimation.Sample sample) {
        Totals totals = sample.variability().totals();
        double people = totals.of(cell, PLAIN * Item.SUMS + Item.WEIGHT);
        double whole = totals.of(cell, PLAIN * Item.SUMS + Item.FIRST);
        // Σ w ∂S/∂w = 2 S, S being of second degree in the weights.
        double value = totals.of(cell, RANKED * Item.SUMS + Item.FIRST) / 2 / (people * whole) - 1;
        double variance = sample.variability()
                .variance(new Statistic.Linear(List.of(
                        new Statistic.Term(cell, RANKED * Item.SUMS + Item.FIRST, 1 / (people * whole)),
                        new Statistic.Term(cell, PLAIN * Item.SUMS + Item.WEIGHT, -(value + 1) / people),
                        new Statistic.Term(cell, PLAIN * Item.SUMS + Item.FIRST, -(value + 1) / whole))));
        return estimate(index, cell, sample, value, Math.sqrt(variance));
    }

    /** @param curves of the replicates, then of the whole sample; null where no row has an answer */
    private Estimate replicated(
            Estimator.Concentration index, Cell cell, Estimation.Sample sample, Curve @Nullable [] curves) {
        if (curves == null) {
            return estimate(index, cell, sample, Double.NaN, Double.NaN);
        }
        double[] values = Arrays.stream(curves).mapToDouble(Curve::index).toArray();
        int count = values.length - 1;
        double variance = estimation.replicates().deviations().variance(Arrays.copyOf(values, count), values[count]);
        return estimate(index, cell, sample, values[count], Math.sqrt(variance));
    }

    private static Estimate estimate(
            Estimator.Concentration index, Cell cell, Estimation.Sample sample, double value, double se) {
        Totals totals = sample.variability().totals();
        double n = totals.of(cell, PLAIN * Item.SUMS + Item.COUNT);
        double whole = totals.of(cell, PLAIN * Item.SUMS + Item.FIRST);
        double df = sample.degreesOfFreedom(new Statistic.MeanOf(cell, PLAIN, 0));
        Confidence interval = Confidence.symmetric(value, se, df);
        Estimate estimate = new Estimate(
                index.label(),
                index.gini() ? index.variable() : index.variable() + " by " + index.rank(),
                null,
                cell.domain(),
                value,
                se,
                interval.low(),
                interval.high(),
                Math.round(n),
                null,
                null,
                df,
                null,
                sample.moments().sums(cell).rows() - Math.round(n),
                List.of());
        return n == 0
                ? estimate.flagged("no_valid_answers")
                : whole == 0 ? estimate.flagged("zero_denominator") : estimate;
    }

    private String ranked(String weighted, Estimator.Concentration index, List<String> by, String valid) {
        String cells = cells(by, "");
        String value = Quoted.name(index.variable()) + "::double";
        String rank = Quoted.name(index.rank()) + "::double";
        String partition = by.isEmpty() ? "" : "partition by " + cells(by, "") + " ";
        String levels = "(select " + (by.isEmpty() ? "" : cells + ", ") + rank + " as rank_, sum(w_) as at_, sum(w_ * "
                + value + ") as sum_ from " + weighted + " where " + valid + " group by all)";
        String cumulated = "(select *, sum(at_) over (" + partition + "order by rank_) as upto_, sum(sum_) over ("
                + partition + "order by rank_ desc) as from_ from " + levels + ")";
        StringJoiner on = new StringJoiner(" and ").add("r_." + Quoted.name(index.rank()) + "::double = c_.rank_");
        by.forEach(column -> on.add("r_." + Quoted.name(column) + " is not distinct from c_." + Quoted.name(column)));
        return "(select r_.*, r_." + value + " * (2 * c_.upto_ - c_.at_) + 2 * c_.from_ - c_.sum_ as influence_ from "
                + weighted + " r_ left join " + cumulated + " c_ on " + on + ")";
    }

    private static String cells(List<String> by, String prefix) {
        StringJoiner columns = new StringJoiner(", ");
        by.forEach(column -> columns.add(prefix + Quoted.name(column)));
        return columns.toString();
    }

    /** The curve of each replicate and of the whole sample: the rows' sums in the order of their ranks, read once. */
    private Map<Cell, Curve[]> curves(Estimator.Concentration index, List<String> by, String valid) {
        ReplicateSet set = estimation.replicates();
        StringJoiner select = new StringJoiner(", ");
        by.forEach(column -> select.add(Quoted.name(column) + "::varchar"));
        select.add(Quoted.name(index.rank()) + "::double");
        List<String> weights = new ArrayList<>();
        for (int r = 0; r < set.weights().size(); r++) {
            weights.add("replicate" + r + "_");
        }
        weights.add("w_");
        for (String weight : weights) {
            select.add("sum(" + weight + ")");
            select.add("sum(" + weight + " * " + Quoted.name(index.variable()) + "::double)");
        }
        Map<Cell, Curve[]> curves = new HashMap<>();
        set.rows()
                .query(
                        "select " + select + " from " + set.beside() + " where " + valid + " group by all order by all",
                        row -> {
                            List<String> values = new ArrayList<>();
                            for (int i = 0; i < by.size(); i++) {
                                String value = row.getString(i + 1);
                                if (value == null) {
                                    return;
                                }
                                values.add(value);
                            }
                            Curve[] curve =
                                    curves.computeIfAbsent(new Cell(by, values), any -> Curve.none(weights.size()));
                            int at = by.size() + 2;
                            for (Curve one : curve) {
                                one.add(row.getDouble(at++), row.getDouble(at++));
                            }
                        });
        return curves;
    }

    /** Weight and sum up to a rank. */
    private static final class Curve {
        private double people;
        private double whole;
        private double ranked;

        static Curve[] none(int count) {
            Curve[] curves = new Curve[count];
            for (int r = 0; r < count; r++) {
                curves[r] = new Curve();
            }
            return curves;
        }

        void add(double weight, double sum) {
            ranked += sum * (2 * people + weight);
            people += weight;
            whole += sum;
        }

        double index() {
            return ranked / (people * whole) - 1;
        }
    }
}
