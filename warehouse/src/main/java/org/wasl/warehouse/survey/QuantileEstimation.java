package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles by the inverse of the weighted distribution function, intervals by Woodruff (1952, JASA 47): the share at or
 * below the estimate gets an interval, whose ends are read back through the same inverse.
 */
final class QuantileEstimation {
    /** What is read once, however many intervals are asked of it. */
    private record Asked(String variable, double probability, List<String> by) {}

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
                new Asked(quantile.variable(), quantile.probability(), by), asked -> point(asked));
        List<Estimate> estimates = new ArrayList<>();
        for (Cell cell : cells) {
            Distribution distribution = at.distributions().get(cell);
            Double value = at.values().get(cell);
            estimates.add(
                    distribution == null || value == null
                            ? none(quantile, cell)
                            : woodruff(
                                    quantile,
                                    cell,
                                    distribution,
                                    value,
                                    at.order().indexOf(value),
                                    at.sample()));
        }
        return estimates;
    }

    private Point point(Asked asked) {
        Map<Cell, Distribution> distributions = read.computeIfAbsent(
                List.of(asked.variable(), asked.by()), any -> distributions(asked.variable(), asked.by()));
        Map<Double, Item> items = new LinkedHashMap<>();
        Map<Cell, Double> values = new HashMap<>();
        distributions.forEach((cell, distribution) -> {
            double value = distribution.inverse(asked.probability());
            values.put(cell, value);
            items.computeIfAbsent(value, at -> profile.atMost(asked.variable(), at));
        });
        Estimation.Sample sample = estimation.sample(List.copyOf(items.values()), List.of(asked.by()), domain);
        return new Point(distributions, values, List.copyOf(items.keySet()), sample);
    }

    private static Estimate woodruff(
            Estimator.Quantile quantile,
            Cell cell,
            Distribution distribution,
            double point,
            int item,
            Estimation.Sample sample) {
        Variability variability = sample.variability();
        // R's svyquantile counts the units that have an answer.
        double df = Math.min(variability.degreesOfFreedom(), sample.moments().answeringDegreesOfFreedom(cell, item));
        double n = variability.totals().of(cell, item * Item.SUMS + Item.COUNT);
        Statistic below = new Statistic.MeanOf(cell, item, 0);
        double p = below.value(variability.totals());
        double se = Math.sqrt(variability.variance(below));
        Confidence share = Confidence.ofShare(quantile.interval(), p, se, se / (p * (1 - p)), df, sample.rowsBehind(n));
        double low = share.low() >= 0 ? distribution.inverse(share.low()) : Double.NaN;
        double high = share.high() <= 1 ? distribution.inverse(share.high()) : Double.NaN;
        return new Estimate(
                quantile.label(),
                quantile.variable(),
                String.valueOf(quantile.probability()),
                cell.domain(),
                point,
                df > 0 ? (high - low) / (2 * Critical.t(df)) : Double.NaN,
                low,
                high,
                Math.round(n),
                null,
                null,
                variability.degreesOfFreedom(),
                null,
                List.of());
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

    private Map<Cell, Distribution> distributions(String variable, List<String> by) {
        Map<Cell, Distribution> distributions = new LinkedHashMap<>();
        String value = Quoted.name(variable) + "::double";
        List<String> groups =
                by.stream().map(column -> Quoted.name(column) + "::varchar").toList();
        String keys = groups.isEmpty() ? "" : String.join(", ", groups) + ", ";
        String where = domain == null ? "" : " and (" + domain + ")";
        rows.query(
                "select " + keys + value + " as value_, sum(w_), count(*) from " + rows.sql() + " where "
                        + Quoted.name(variable) + " is not null and w_ > 0" + where + " group by all order by all",
                row -> {
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
                            .add(
                                    row.getDouble(by.size() + 1),
                                    row.getDouble(by.size() + 2),
                                    row.getLong(by.size() + 3));
                });
        return distributions;
    }

    /** A weighted distribution: ascending values and the weight up to each. */
    private static final class Distribution {
        private double[] values = new double[64];
        private double[] cumulated = new double[64];
        private int size;
        private long smallest;

        void add(double value, double weight, long rows) {
            if (size == 0) {
                smallest = rows;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
                cumulated = Arrays.copyOf(cumulated, 2 * size);
            }
            values[size] = value;
            cumulated[size] = weight + (size == 0 ? 0 : cumulated[size - 1]);
            size++;
        }

        /**
         * The smallest value at or below which a share p of the weight lies; but never the single smallest answer, as
         * rule "math" of R survey 4.1 has it.
         */
        double inverse(double p) {
            double needed = p * cumulated[size - 1];
            if (needed < cumulated[0] && smallest == 1 && size > 1) {
                return values[1];
            }
            int low = 0;
            int high = size - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (cumulated[middle] >= needed) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return values[low];
        }
    }
}
