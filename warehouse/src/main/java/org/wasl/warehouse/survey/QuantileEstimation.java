package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles by the inverse of the weighted distribution function, intervals by Woodruff (1952, JASA 47): the share at or
 * below the estimate, or the probability asked with that share's error, gets an interval, whose ends are read back through
 * the same inverse.
 */
final class QuantileEstimation {
    /** What is read once, however many intervals are asked of it. */
    private record Asked(String variable, double probability, QuantileRule rule, List<String> by) {}

    /** The quantile in each cell, and how the shares at or below the different ones vary. */
    private record Point(
            Map<Cell, Distribution> distributions,
            Map<Cell, Double> values,
            List<Double> order,
            Estimation.Sample sample) {}

    private final Map<List<Object>, Map<Cell, Distribution>> read = new HashMap<>();
    private final Map<Asked, Point> points = new HashMap<>();
    private final Estimation estimation;
    private final SampleRows rows;
    private final Profile profile;
    private final @Nullable String domain;

    QuantileEstimation(Estimation estimation, SampleRows rows, Profile profile, @Nullable String domain) {
        this.estimation = estimation;
        this.rows = rows;
        this.profile = profile;
        this.domain = domain;
    }

    List<Estimate> estimate(Estimator.Quantile quantile, List<String> by, List<Cell> cells) {
        Point at = points.computeIfAbsent(
                new Asked(quantile.variable(), quantile.probability(), quantile.rule(), by), this::point);
        Map<Cell, double[]> replicates =
                quantile.interval() == Estimator.Interval.QUANTILE ? replicates(quantile, by) : Map.of();
        List<Estimate> estimates = new ArrayList<>();
        for (Cell cell : cells) {
            Distribution distribution = at.distributions().get(cell);
            Double value = at.values().get(cell);
            estimates.add(
                    distribution == null || value == null
                            ? none(quantile, cell)
                                    .asked(at.sample().moments().sums(cell).rows())
                            : estimate(
                                    quantile,
                                    cell,
                                    distribution,
                                    value,
                                    at.order().indexOf(value),
                                    at.sample(),
                                    replicates.get(cell)));
        }
        return estimates;
    }

    private Point point(Asked asked) {
        Map<Cell, Distribution> distributions = read.computeIfAbsent(
                List.of(asked.variable(), asked.by(), asked.rule().takesTiesTogether()),
                any -> distributions(rows, asked.variable(), asked.by(), asked.rule()));
        Map<Double, Item> items = new LinkedHashMap<>();
        Map<Cell, Double> values = new HashMap<>();
        distributions.forEach((cell, distribution) -> {
            double value = distribution.inverse(asked.probability(), asked.rule());
            values.put(cell, value);
            items.computeIfAbsent(value, at -> profile.atMost(asked.variable(), at));
        });
        Estimation.Sample sample = estimation.sample(List.copyOf(items.values()), List.of(asked.by()), domain);
        return new Point(distributions, values, List.copyOf(items.keySet()), sample);
    }

    private Estimate estimate(
            Estimator.Quantile quantile,
            Cell cell,
            Distribution distribution,
            double point,
            int item,
            Estimation.Sample sample,
            double @Nullable [] replicates) {
        Variability variability = sample.variability();
        double df = degreesOfFreedom(cell, item, sample);
        double n = variability.totals().of(cell, item * Item.SUMS + Item.COUNT);
        Confidence interval = replicates == null
                ? woodruff(quantile, cell, distribution, item, sample, df, n)
                : Confidence.symmetric(
                        point, Math.sqrt(estimation.replicates().deviations().variance(replicates, point)), df);
        return new Estimate(
                        quantile.label(),
                        quantile.variable(),
                        String.valueOf(quantile.probability()),
                        cell.domain(),
                        point,
                        df > 0 ? (interval.high() - interval.low()) / (2 * Critical.t(df)) : Double.NaN,
                        interval.low(),
                        interval.high(),
                        Math.round(n),
                        null,
                        null,
                        variability.degreesOfFreedom(),
                        null,
                        List.of())
                .asked(sample.moments().sums(cell).rows());
    }

    /** R's svyquantile counts the units that have an answer, and calibrated replicates anew though all rows have one. */
    private double degreesOfFreedom(Cell cell, int item, Estimation.Sample sample) {
        return estimation.replicated() && Weighting.keepsDegreesOfFreedom(rows.design())
                ? estimation.replicates().ranked(cell, sample.moments().items().get(item))
                : sample.answeringDegreesOfFreedom(cell, item);
    }

    private static Confidence woodruff(
            Estimator.Quantile quantile,
            Cell cell,
            Distribution distribution,
            int item,
            Estimation.Sample sample,
            double df,
            double n) {
        Variability variability = sample.variability();
        Statistic below = new Statistic.MeanOf(cell, item, 0);
        double p = below.value(variability.totals());
        double se = Math.sqrt(variability.variance(below));
        Confidence share = quantile.interval() == Estimator.Interval.WOODRUFF
                ? Confidence.symmetric(quantile.probability(), se, df)
                : Confidence.ofShare(quantile.interval(), p, se, se / (p * (1 - p)), df, sample.rowsBehind(n));
        return new Confidence(
                share.low() >= 0 ? distribution.inverse(share.low(), quantile.rule()) : Double.NaN,
                share.high() <= 1 ? distribution.inverse(share.high(), quantile.rule()) : Double.NaN);
    }

    /** The quantile in each cell under the weights of each replicate. */
    private Map<Cell, double[]> replicates(Estimator.Quantile quantile, List<String> by) {
        if (!estimation.replicated()) {
            throw new SurveyException(
                    "quantile(" + quantile.variable() + ", …, quantile): an interval from the quantile on"
                            + " each replicate needs a design with replicates; use woodruff, mean, xlogit, beta or asin.");
        }
        ReplicateSet set = estimation.replicates();
        int count = set.weights().size();
        Map<Cell, double[]> values = new HashMap<>();
        for (int r = 0; r < count; r++) {
            int replicate = r;
            distributions(set.rows().weighted(set.weights().get(r)), quantile.variable(), by, quantile.rule())
                    .forEach((cell, distribution) -> values.computeIfAbsent(cell, any -> new double[count])[replicate] =
                            distribution.inverse(quantile.probability(), quantile.rule()));
        }
        return values;
    }

    private static Estimate none(Estimator.Quantile quantile, Cell cell) {
        return new Estimate(
                quantile.label(),
                quantile.variable(),
                String.valueOf(quantile.probability()),
                cell.domain(),
                null,
                null,
                null,
                null,
                0L,
                null,
                null,
                null,
                null,
                List.of("no_valid_answers"));
    }

    private Map<Cell, Distribution> distributions(
            SampleRows weighted, String variable, List<String> by, QuantileRule rule) {
        Map<Cell, Distribution> distributions = new LinkedHashMap<>();
        String value = Quoted.name(variable) + "::double";
        List<String> groups =
                by.stream().map(column -> Quoted.name(column) + "::varchar").toList();
        String keys = groups.isEmpty() ? "" : String.join(", ", groups) + ", ";
        String known =
                Quoted.name(variable) + " is not null and w_ > 0" + (domain == null ? "" : " and (" + domain + ")");
        // Answers of one value stand in the order of the rows, which the rules that count them singly depend on.
        String sums = rule.takesTiesTogether()
                ? "fsum(w_), count(*) from " + weighted.sql() + " where " + known + " group by all order by all"
                : "w_, 1 from " + weighted.numbered("row_").sql() + " where " + known + " order by " + keys
                        + "value_, row_";
        weighted.query("select " + keys + value + " as value_, " + sums, row -> {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < by.size(); i++) {
                String level = row.getString(i + 1);
                if (level == null) {
                    return;
                }
                values.add(level);
            }
            distributions
                    .computeIfAbsent(new Cell(by, values), any -> new Distribution())
                    .add(row.getDouble(by.size() + 1), row.getDouble(by.size() + 2), row.getLong(by.size() + 3));
        });
        return distributions;
    }
}
