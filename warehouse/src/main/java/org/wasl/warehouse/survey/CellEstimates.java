package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The estimates of one domain. */
final class CellEstimates {
    private final Estimation.Sample sample;
    private final Variability variability;
    private final Moments moments;
    private final Profile profile;
    private final Map<Item, Integer> numbers;
    private final Cell cell;

    CellEstimates(Estimation.Sample sample, Profile profile, Map<Item, Integer> numbers, Cell cell) {
        this.sample = sample;
        this.variability = sample.variability();
        this.moments = sample.moments();
        this.profile = profile;
        this.numbers = numbers;
        this.cell = cell;
    }

    List<Estimate> of(Estimator estimator) {
        String variable = estimator.variable();
        if (estimator instanceof Estimator.Ratio ratio) {
            return List.of(ratio(ratio));
        }
        if (estimator instanceof Estimator.Difference difference) {
            return List.of(difference(difference));
        }
        if (estimator instanceof Estimator.Independence independence) {
            return List.of(new IndependenceTest(sample, profile, numbers, cell).of(independence));
        }
        if (estimator instanceof Estimator.Variance) {
            return List.of(variance(estimator, profile.number(variable)));
        }
        List<String> levels = profile.levels(variable);
        if (estimator instanceof Estimator.Mean || levels.isEmpty()) {
            return List.of(meanOrTotal(estimator, null, profile.number(variable)));
        }
        List<Estimate> estimates = new ArrayList<>();
        for (String level : levels) {
            estimates.add(meanOrTotal(estimator, level, profile.indicator(variable, level)));
        }
        return estimates;
    }

    private int number(Item item) {
        Integer number = numbers.get(item);
        if (number == null) {
            throw new IllegalStateException("item was not summed: " + item);
        }
        return number;
    }

    private double sum(Cell of, int item, int sum) {
        return variability.totals().of(of, item * Item.SUMS + sum);
    }

    private Estimate meanOrTotal(Estimator estimator, @Nullable String level, Item item) {
        int i = number(item);
        double n = sum(cell, i, Item.COUNT);
        Estimate missing = withoutError(estimator, level, n);
        if (missing != null) {
            return missing;
        }
        boolean total = estimator instanceof Estimator.Total;
        Statistic statistic =
                total ? new Statistic.TotalOf(cell, i, item.pivot()) : new Statistic.MeanOf(cell, i, item.pivot());
        double value = statistic.value(variability.totals());
        double variance = variability.variance(statistic);
        double deff = variance / simpleRandom(i, n, total);
        if (n == 1 && !total) {
            return estimate(estimator, level, value, Double.NaN, Confidence.UNKNOWN, n, Double.NaN)
                    .flagged("one_row");
        }
        double se = Math.sqrt(variance);
        Confidence interval = estimator instanceof Estimator.Proportion share
                ? share(share.interval(), statistic, value, se, n)
                : Confidence.symmetric(value, se, df());
        return estimate(estimator, level, value, se, interval, n, deff);
    }

    private Confidence share(Estimator.Interval method, Statistic share, double p, double se, double n) {
        if (p <= 0 || p >= 1) {
            // The logit and arcsine scales end here; only Clopper–Pearson and Wilson say something of a share of 0 or
            // 1.
            return method == Estimator.Interval.MEAN ? Confidence.symmetric(p, se, df()) : Confidence.UNKNOWN;
        }
        double logitSe = method == Estimator.Interval.LOGIT
                ? Math.sqrt(variability.variance(new Statistic.Logit(share, Math.log(p / (1 - p)))))
                : Double.NaN;
        return Confidence.ofShare(method, p, se, logitSe, df(), n);
    }

    /** Variance under simple random sampling without replacement of the same size: what a design effect compares with. */
    private double simpleRandom(int item, double n, boolean total) {
        double population = sum(cell, item, Item.WEIGHT);
        double variance = new Statistic.VarianceOf(cell, item, n / (n - 1)).value(variability.totals());
        double ofMean = variance * (population - n) / (population * n);
        return population <= n ? Double.NaN : total ? ofMean * population * population : ofMean;
    }

    private Estimate variance(Estimator estimator, Item item) {
        int i = number(item);
        double n = sum(cell, i, Item.COUNT);
        Estimate missing = withoutError(estimator, null, n);
        if (missing != null) {
            return missing;
        }
        if (n == 1) {
            return estimate(estimator, null, Double.NaN, Double.NaN, Confidence.UNKNOWN, n, Double.NaN)
                    .flagged("one_row");
        }
        // R's svyvar corrects by all rows of the domain, those without an answer too.
        double rows = moments.sums(cell).rows();
        Statistic statistic = new Statistic.VarianceOf(cell, i, rows / (rows - 1));
        double value = statistic.value(variability.totals());
        double se = Math.sqrt(variability.variance(statistic));
        return estimate(estimator, null, value, se, Confidence.symmetric(value, se, df()), n, Double.NaN);
    }

    private Estimate ratio(Estimator.Ratio ratio) {
        Item above = profile.number(ratio.numerator(), ratio.denominator());
        Item below = profile.number(ratio.denominator(), ratio.numerator());
        double n = sum(cell, number(above), Item.COUNT);
        Estimate missing = withoutError(ratio, null, n);
        if (missing != null) {
            return missing;
        }
        Statistic statistic = new Statistic.RatioOf(
                new Statistic.TotalOf(cell, number(above), above.pivot()),
                new Statistic.TotalOf(cell, number(below), below.pivot()));
        double value = statistic.value(variability.totals());
        if (!Double.isFinite(value)) {
            return estimate(ratio, null, Double.NaN, Double.NaN, Confidence.UNKNOWN, n, Double.NaN)
                    .flagged("zero_denominator");
        }
        double se = Math.sqrt(variability.variance(statistic));
        return estimate(ratio, null, value, se, Confidence.symmetric(value, se, df()), n, Double.NaN);
    }

    private Estimate difference(Estimator.Difference difference) {
        Item item = profile.number(difference.variable());
        int i = number(item);
        Cell of = cell.and(difference.by(), difference.of());
        Cell minus = cell.and(difference.by(), difference.minus());
        double n = 0;
        for (Cell group : List.of(of, minus)) {
            double rows = moments.find(group) == null ? 0 : sum(group, i, Item.COUNT);
            if (rows == 0) {
                throw new SurveyException(
                        "difference(" + difference.variable() + "): no row has an answer in " + group.domain() + ".");
            }
            n += rows;
        }
        Statistic statistic = new Statistic.Minus(
                new Statistic.MeanOf(of, i, item.pivot()), new Statistic.MeanOf(minus, i, item.pivot()));
        double value = statistic.value(variability.totals());
        double se = Math.sqrt(variability.variance(statistic));
        return estimate(
                difference,
                difference.of() + " - " + difference.minus(),
                value,
                se,
                Confidence.symmetric(value, se, df()),
                n,
                Double.NaN);
    }

    private double df() {
        return variability.degreesOfFreedom();
    }

    private @Nullable Estimate withoutError(Estimator estimator, @Nullable String level, double n) {
        return n > 0
                ? null
                : estimate(estimator, level, Double.NaN, Double.NaN, Confidence.UNKNOWN, 0, Double.NaN)
                        .flagged("no_valid_answers");
    }

    private Estimate estimate(
            Estimator estimator,
            @Nullable String level,
            double value,
            double se,
            Confidence interval,
            double n,
            double deff) {
        return new Estimate(
                estimator.label(),
                estimator.variable(),
                level,
                cell.domain(),
                value,
                se,
                interval.low(),
                interval.high(),
                Math.round(n),
                deff > 0 ? n / deff : Double.NaN,
                deff,
                df(),
                null,
                List.of());
    }
}
