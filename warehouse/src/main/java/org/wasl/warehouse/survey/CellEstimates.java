package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
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
        if (estimator instanceof Estimator.Ratio ratio) {
            return List.of(ratio(ratio));
        }
        if (estimator instanceof Estimator.Difference difference) {
            return List.of(difference(difference));
        }
        if (estimator instanceof Estimator.Relative relative) {
            return List.of(relative(relative));
        }
        if (estimator instanceof Estimator.Contrast contrast) {
            return List.of(contrast(contrast));
        }
        if (estimator instanceof Estimator.Independence independence) {
            return List.of(new IndependenceTest(sample, profile, numbers, cell).of(independence));
        }
        if (estimator instanceof Estimator.Kappa kappa) {
            return List.of(agreement(kappa));
        }
        if (estimator instanceof Estimator.Variance) {
            return List.of(variance(estimator, profile.number(estimator.variable())));
        }
        if (estimator instanceof Estimator.Covariance covariance) {
            return List.of(covariance(covariance, covariance.first(), covariance.second()));
        }
        if (estimator instanceof Estimator.Correlation correlation) {
            return List.of(covariance(correlation, correlation.first(), correlation.second()));
        }
        if (estimator instanceof Estimator.Share share) {
            Item item = profile.indicator(share.variable(), share.level());
            return List.of(meanOrTotal(share, share.level(), item));
        }
        return levels(estimator);
    }

    /** Of a category, one estimate a level. */
    private List<Estimate> levels(Estimator estimator) {
        List<String> levels = estimator instanceof Estimator.Proportion
                ? profile.levels(estimator.variable())
                : profile.counted(estimator.variable());
        if (estimator instanceof Estimator.Mean || levels.isEmpty()) {
            return List.of(meanOrTotal(estimator, null, profile.number(estimator.variable())));
        }
        List<Estimate> estimates = new ArrayList<>();
        for (String level : levels) {
            estimates.add(meanOrTotal(estimator, level, profile.indicator(estimator.variable(), level)));
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
            return without(estimator, level, value, n).flagged("one_row");
        }
        double se = Math.sqrt(variance);
        double df = sample.degreesOfFreedom(statistic);
        Confidence interval = sample.interval(statistic, value, se, df);
        if (estimator instanceof Estimator.Proportion share) {
            interval = share(share.interval(), statistic, value, se, df(share.interval(), df, i), n);
        } else if (estimator instanceof Estimator.Share share) {
            interval = share(share.interval(), statistic, value, se, df(share.interval(), df, i), n);
        }
        return estimate(estimator, level, value, se, interval, df, n, deff);
    }

    /** Korn and Graubard's interval, as R has it, counts the units of the domain, or the design's, whatever the others count. */
    private double df(Estimator.Interval method, double df, int item) {
        if (method != Estimator.Interval.BETA) {
            return df;
        }
        return sum(cell, item, Item.COUNT) == sample.moments().frame().rows()
                ? variability.degreesOfFreedom()
                : sample.answeringDegreesOfFreedom(cell, item);
    }

    private Confidence share(Estimator.Interval method, Statistic share, double p, double se, double df, double n) {
        if (p <= 0 || p >= 1) {
            // The logit and arcsine scales end here; only Clopper–Pearson and Wilson say something of a share of 0 or
            // 1.
            return method == Estimator.Interval.MEAN ? Confidence.symmetric(p, se, df) : Confidence.UNKNOWN;
        }
        double logitSe = method == Estimator.Interval.LOGIT
                ? Math.sqrt(variability.variance(new Statistic.Logit(share, Math.log(p / (1 - p)))))
                : Double.NaN;
        return Confidence.ofShare(method, p, se, logitSe, df, sample.rowsBehind(n));
    }

    /** Variance under simple random sampling of the same size: what a design effect compares with. */
    private double simpleRandom(int item, double n, boolean total) {
        double population = sum(cell, item, Item.WEIGHT);
        double ofMean = new Statistic.VarianceOf(cell, item, n / (n - 1)).value(variability.totals()) / n;
        if (sample.design().designEffect() == DesignEffect.FINITE) {
            ofMean *= population > n ? (population - n) / population : Double.NaN;
        }
        return total ? ofMean * population * population : ofMean;
    }

    private Estimate variance(Estimator estimator, Item item) {
        int i = number(item);
        double n = sum(cell, i, Item.COUNT);
        Estimate missing = withoutError(estimator, null, n);
        if (missing != null) {
            return missing;
        }
        if (n == 1) {
            return without(estimator, null, Double.NaN, n).flagged("one_row");
        }
        Statistic statistic = new Statistic.VarianceOf(cell, i, correction(n));
        double value = statistic.value(variability.totals());
        double se = Math.sqrt(variability.variance(statistic));
        double df = sample.degreesOfFreedom(statistic);
        return estimate(estimator, null, value, se, sample.interval(statistic, value, se, df), df, n, Double.NaN);
    }

    /**
     * n / (n − 1). R's svyvar counts all rows of the domain, those without an answer too, unless the design has
     * replicate weights.
     */
    private double correction(double n) {
        double rows = variability instanceof Replicated ? n : moments.sums(cell).rows();
        return rows / (rows - 1);
    }

    private Estimate covariance(Estimator estimator, String first, String second) {
        Item u = profile.number(first, second);
        Item v = profile.number(second, first);
        double n = sum(cell, number(u), Item.COUNT);
        Estimate missing = withoutError(estimator, null, n);
        if (missing != null) {
            return missing;
        }
        int product = number(profile.product(first, second));
        double correction = correction(n);
        Statistic statistic = new Statistic.CovarianceOf(cell, number(u), number(v), product, correction);
        if (estimator instanceof Estimator.Correlation) {
            statistic = new Statistic.CorrelationOf(
                    statistic,
                    new Statistic.VarianceOf(cell, number(u), correction),
                    new Statistic.VarianceOf(cell, number(v), correction));
        }
        double value = statistic.value(variability.totals());
        if (!Double.isFinite(value)) {
            return without(estimator, null, Double.NaN, n).flagged(n == 1 ? "one_row" : "no_variation");
        }
        double se = Math.sqrt(variability.variance(statistic));
        double df = sample.degreesOfFreedom(statistic);
        Confidence interval = estimator instanceof Estimator.Correlation
                ? Confidence.fisher(value, se, df)
                : sample.interval(statistic, value, se, df);
        return estimate(estimator, null, value, se, interval, df, n, Double.NaN);
    }

    private Estimate ratio(Estimator.Ratio ratio) {
        double n = answers(ratio, cell);
        Estimate missing = withoutError(ratio, null, n);
        if (missing != null) {
            return missing;
        }
        return smooth(ratio, null, statistic(ratio, cell), n, "zero_denominator");
    }

    private Estimate agreement(Estimator.Kappa kappa) {
        List<String> categories = profile.levels(kappa.first());
        if (!categories.equals(profile.levels(kappa.second()))) {
            throw new SurveyException("kappa(" + kappa.variable() + "): both must have the same values; the first has "
                    + String.join(", ", categories) + ", the second "
                    + String.join(", ", profile.levels(kappa.second())) + ".");
        }
        List<Statistic> shares = new ArrayList<>();
        for (Item item : profile.table(kappa.first(), kappa.second())) {
            shares.add(new Statistic.MeanOf(cell, number(item), 0));
        }
        double n = sum(cell, number(profile.table(kappa.first(), kappa.second()).get(0)), Item.COUNT);
        Estimate missing = withoutError(kappa, null, n);
        return missing != null
                ? missing
                : smooth(kappa, null, new Statistic.Kappa(shares, categories.size()), n, "zero_denominator");
    }

    private Estimate difference(Estimator.Difference difference) {
        return groups(
                difference,
                difference.figure(),
                difference.by(),
                List.of(difference.of(), difference.minus()),
                difference.of() + " - " + difference.minus(),
                of -> new Statistic.WeightedSum(of, List.of(1.0, -1.0)));
    }

    private Estimate relative(Estimator.Relative relative) {
        return groups(
                relative,
                relative.figure(),
                relative.by(),
                List.of(relative.of(), relative.to()),
                relative.of() + " / " + relative.to(),
                of -> new Statistic.RatioOf(of.get(0), of.get(1)));
    }

    private Estimate contrast(Estimator.Contrast contrast) {
        StringJoiner level = new StringJoiner(", ");
        contrast.weights().forEach((group, weight) -> level.add(group + ": " + weight));
        return groups(
                contrast,
                contrast.figure(),
                contrast.by(),
                List.copyOf(contrast.weights().keySet()),
                level.toString(),
                of -> new Statistic.WeightedSum(
                        of, List.copyOf(contrast.weights().values())));
    }

    /** A comparison of one figure between groups of this cell; the groups' covariance comes with the totals. */
    private Estimate groups(
            Estimator estimator,
            Estimator.Simple figure,
            String by,
            List<String> groups,
            String level,
            Function<List<Statistic>, Statistic> compare) {
        List<Statistic> statistics = new ArrayList<>();
        double n = 0;
        long asked = 0;
        for (String group : groups) {
            Cell of = cell.and(by, group);
            double rows = moments.find(of) == null ? 0 : answers(figure, of);
            if (rows == 0) {
                throw new SurveyException(estimator.label() + "(" + estimator.variable() + "): no row has an answer in "
                        + of.domain() + ".");
            }
            n += rows;
            asked += moments.sums(of).rows();
            statistics.add(statistic(figure, of));
        }
        return smooth(estimator, level, compare.apply(statistics), n, "zero_denominator")
                .asked(asked);
    }

    private Estimate smooth(Estimator estimator, @Nullable String level, Statistic statistic, double n, String flag) {
        double value = statistic.value(variability.totals());
        if (!Double.isFinite(value)) {
            return without(estimator, level, Double.NaN, n).flagged(flag);
        }
        double se = Math.sqrt(variability.variance(delta(estimator, statistic)));
        double df = sample.degreesOfFreedom(statistic);
        return estimate(estimator, level, value, se, sample.interval(statistic, value, se, df), df, n, Double.NaN);
    }

    /** What R has from {@code svycontrast} varies, with replicates too, as its first differential in its parts does. */
    private Statistic delta(Estimator estimator, Statistic statistic) {
        if (estimator instanceof Estimator.Relative && statistic instanceof Statistic.RatioOf ratio) {
            return ratio.differential(variability.totals());
        }
        return statistic instanceof Statistic.Kappa kappa ? kappa.differential(variability.totals()) : statistic;
    }

    Statistic statistic(Estimator.Simple figure, Cell of) {
        if (figure instanceof Estimator.Ratio ratio) {
            Item above = profile.number(ratio.numerator(), ratio.denominator());
            Item below = profile.number(ratio.denominator(), ratio.numerator());
            return new Statistic.RatioOf(
                    new Statistic.TotalOf(of, number(above), above.pivot()),
                    new Statistic.TotalOf(of, number(below), below.pivot()));
        }
        Item item = item(figure);
        return figure instanceof Estimator.Total
                ? new Statistic.TotalOf(of, number(item), item.pivot())
                : new Statistic.MeanOf(of, number(item), item.pivot());
    }

    double answers(Estimator.Simple figure, Cell of) {
        return sum(of, number(item(figure)), Item.COUNT);
    }

    private Item item(Estimator.Simple figure) {
        if (figure instanceof Estimator.Ratio ratio) {
            return profile.number(ratio.numerator(), ratio.denominator());
        }
        return figure instanceof Estimator.Share share
                ? profile.indicator(share.variable(), share.level())
                : profile.number(figure.variable());
    }

    private @Nullable Estimate withoutError(Estimator estimator, @Nullable String level, double n) {
        return n > 0 ? null : without(estimator, level, Double.NaN, 0).flagged("no_valid_answers");
    }

    private Estimate without(Estimator estimator, @Nullable String level, double value, double n) {
        double df = variability.degreesOfFreedom();
        return estimate(estimator, level, value, Double.NaN, Confidence.UNKNOWN, df, n, Double.NaN);
    }

    private Estimate estimate(
            Estimator estimator,
            @Nullable String level,
            double value,
            double se,
            Confidence interval,
            double df,
            double n,
            double deff) {
        Moments.UnitSums rows = moments.find(cell);
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
                df,
                null,
                rows == null ? null : rows.rows() - Math.round(n),
                List.of());
    }
}
