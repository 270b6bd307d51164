package org.wasl.warehouse.survey;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request: profile the variables, one pass for the totals, then the algebra. */
final class Estimation {
    private final SampleRows rows;
    private final Weighting weighting;
    private final Design design;
    private @Nullable ReplicateSet replicateSet;
    private @Nullable Units units;
    private @Nullable Residuals residualsBefore;

    Estimation(Connection connection, String relation, Design design) {
        this.design = design;
        this.weighting = Weighting.fit(SampleRows.of(connection, relation, design), design);
        this.rows = weighting.rows();
    }

    List<String> told() {
        return weighting.told();
    }

    /** For each classification, what each estimator answers. */
    List<Map<Estimator, List<Estimate>>> answers(
            List<? extends Estimator> estimators, List<List<String>> classifications, @Nullable String asked) {
        String domain = domain(asked);
        classifications.forEach(by -> by.forEach(rows::requireColumn));
        Profile profile = profile(estimators, domain);
        Map<Item, Integer> items = new LinkedHashMap<>();
        Set<List<String>> sets = new LinkedHashSet<>(classifications);
        for (Estimator estimator : estimators) {
            itemsOf(estimator, profile).forEach(item -> items.putIfAbsent(item, items.size()));
            String compared = compared(estimator);
            if (compared != null) {
                classifications.forEach(by -> sets.add(with(by, compared)));
            }
        }
        Sample sample = sample(List.copyOf(items.keySet()), List.copyOf(sets), domain);
        QuantileEstimation quantiles = new QuantileEstimation(this, rows, profile, domain);
        List<Map<Estimator, List<Estimate>>> answers = new ArrayList<>();
        for (List<String> by : classifications) {
            Map<Estimator, List<Estimate>> answered = new LinkedHashMap<>();
            List<Cell> cells = sample.moments().cells(by);
            for (Estimator estimator : estimators) {
                answered.computeIfAbsent(
                        estimator, one -> answer(one, by, cells, sample, quantiles, profile, items, domain));
            }
            answers.add(answered);
        }
        return answers;
    }

    private @Nullable String domain(@Nullable String asked) {
        if (asked != null) {
            rows.requireCondition(asked);
        }
        return Weighting.domain(design, asked);
    }

    /** Figures with their values on each replicate. */
    JointFigures joint(List<Estimator.Simple> figures, List<String> by, @Nullable String asked) {
        if (!replicated()) {
            throw new SurveyException("joint figures need a design with replicates.");
        }
        String domain = domain(asked);
        by.forEach(rows::requireColumn);
        Profile profile = profile(figures, domain);
        Map<Item, Integer> items = new LinkedHashMap<>();
        figures.forEach(figure -> itemsOf(figure, profile).forEach(item -> items.putIfAbsent(item, items.size())));
        Sample sample = sample(List.copyOf(items.keySet()), List.of(by), domain);
        List<Cell> cells = sample.moments().cells(by);
        List<Statistic> statistics = new ArrayList<>();
        long[] answers = new long[cells.size() * figures.size()];
        for (Cell cell : cells) {
            CellEstimates inCell = new CellEstimates(sample, profile, items, cell);
            for (Estimator.Simple figure : figures) {
                answers[statistics.size()] = Math.round(inCell.answers(figure, cell));
                statistics.add(inCell.statistic(figure, cell));
            }
        }
        return JointFigures.of(
                cells,
                statistics,
                statistics.stream().mapToDouble(sample::degreesOfFreedom).toArray(),
                answers,
                (Replicated) sample.variability(),
                figures.size());
    }

    private List<Estimate> answer(
            Estimator estimator,
            List<String> by,
            List<Cell> cells,
            Sample sample,
            QuantileEstimation quantiles,
            Profile profile,
            Map<Item, Integer> items,
            @Nullable String domain) {
        if (estimator instanceof Estimator.Quantile quantile) {
            return quantiles.estimate(quantile, by, cells);
        }
        if (estimator instanceof Estimator.Concentration concentration) {
            return new ConcentrationEstimation(this, rows, profile, domain).estimate(concentration, by, cells);
        }
        List<Estimate> estimates = new ArrayList<>();
        for (Cell cell : cells) {
            estimates.addAll(
                    isModel(estimator)
                            ? new RegressionEstimation(this, rows, domain).estimate(estimator, cell)
                            : new CellEstimates(sample, profile, items, cell).of(estimator));
        }
        return estimates;
    }

    /** The column whose values a comparison compares. */
    private static @Nullable String compared(Estimator estimator) {
        if (estimator instanceof Estimator.Difference difference) {
            return difference.by();
        }
        if (estimator instanceof Estimator.Relative relative) {
            return relative.by();
        }
        return estimator instanceof Estimator.Contrast contrast ? contrast.by() : null;
    }

    private static Estimator.@Nullable Simple figure(Estimator estimator) {
        if (estimator instanceof Estimator.Difference difference) {
            return difference.figure();
        }
        if (estimator instanceof Estimator.Relative relative) {
            return relative.figure();
        }
        return estimator instanceof Estimator.Contrast contrast ? contrast.figure() : null;
    }

    private static List<String> with(List<String> by, String column) {
        if (by.contains(column)) {
            throw new SurveyException("\"" + column + "\" cannot be both compared and split by.");
        }
        List<String> finer = new ArrayList<>(by);
        finer.add(column);
        return finer;
    }

    /** Totals of items and how they vary. */
    record Sample(Moments moments, Variability variability, boolean calibrated, Design design) {
        /** Of a statistic: the design's, or those of the units that it rests on. */
        double degreesOfFreedom(Statistic statistic) {
            double all = variability.degreesOfFreedom();
            if (design.degreesOfFreedom() == DegreesOfFreedom.DESIGN) {
                return all;
            }
            // The items of one cell in a statistic are all known in the same rows.
            Map<Cell, Integer> items = new LinkedHashMap<>();
            statistic
                    .gradient(variability.totals())
                    .forEach(term -> items.putIfAbsent(term.cell(), term.column() / Item.SUMS));
            return items.entrySet().stream()
                    .mapToDouble(item -> answeringDegreesOfFreedom(item.getKey(), item.getValue()))
                    .reduce(all, Math::min);
        }

        /** An interval around a smooth statistic, as the design has them drawn. */
        Confidence interval(Statistic statistic, double value, double se, double df) {
            if (design.intervals() == Intervals.T) {
                return Confidence.symmetric(value, se, df);
            }
            if (variability instanceof Linearised linearised) {
                return Confidence.unskewed(value, se, df, linearised.thirdMoment(statistic) / (se * se * se));
            }
            throw new SurveyException("intervals: hall needs errors by linearisation; the design has replicates.");
        }

        /**
         * Those of the rows with an answer to an item in a cell, as R's {@code degf} of a subset; under replicates that are
         * calibrated they can be more than the design's.
         */
        double answeringDegreesOfFreedom(Cell cell, int item) {
            boolean[] answering = new boolean[moments.frame().units()];
            moments.markAnswering(cell, item, answering);
            return variability instanceof Replicated replicated
                    ? replicated.degrees().of(cell, moments.items().get(item), answering)
                    : moments.frame().degreesOfFreedom(answering);
        }

        /** What an interval's correction for few rows counts: the domain's answers, or all rows as in R once calibrated. */
        double rowsBehind(double answers) {
            return calibrated && variability instanceof Linearised
                    ? moments.frame().rows()
                    : answers;
        }
    }

    Sample sample(List<Item> items, List<List<String>> classifications, @Nullable String domain) {
        return sample(rows, items, classifications, domain);
    }

    /** @param rows these rows, possibly with more beside them */
    Sample sample(SampleRows rows, List<Item> items, List<List<String>> classifications, @Nullable String domain) {
        Moments moments = Moments.read(rows, items, classifications, domain, units);
        units = moments.units();
        List<Adjustment> adjustments = replicated() ? List.of() : weighting.adjustments();
        Residuals residuals = adjustments.isEmpty()
                ? null
                : Residuals.read(rows, adjustments, moments, classifications, residualsBefore);
        residualsBefore = residuals;
        Linearised linearised = new Linearised(moments, residuals);
        Variability variability = linearised;
        if (replicatesAreFactors() && design.replicates() instanceof Replicates.Made made) {
            variability = ReplicateWeights.of(rows, moments, made, linearised.totals());
        } else if (replicated()) {
            variability = replicates().totals(items, classifications, linearised.totals());
        }
        return new Sample(moments, variability, !weighting.adjustments().isEmpty(), design);
    }

    /** Whether rows outside a domain stay, with no weight, as they do in R once weights are calibrated. */
    boolean keepsAllRows() {
        return !replicated() && !weighting.adjustments().isEmpty();
    }

    boolean replicated() {
        return design.replicates() != null;
    }

    /** Whether a replicate is a factor for each unit, made here and adjusted by nothing. */
    private boolean replicatesAreFactors() {
        return design.replicates() instanceof Replicates.Made && !Weighting.changes(design);
    }

    /** Whether some row has less than no weight in a replicate. */
    boolean negativeReplicates() {
        return !replicatesAreFactors() && replicates().anyNegative();
    }

    /** The replicates as weights; made once, since each may have to be calibrated. */
    ReplicateSet replicates() {
        ReplicateSet made = replicateSet;
        if (made == null) {
            made = design.replicates() instanceof Replicates.Given given
                    ? GivenReplicates.of(rows, given, weighting.rounds())
                    : ReplicateWeights.set(
                            rows,
                            frame(),
                            (Replicates.Made) Objects.requireNonNull(design.replicates()),
                            weighting.rounds());
            replicateSet = made;
        }
        return made;
    }

    private Frame frame() {
        Units known = units == null
                ? Moments.read(rows, List.of(), List.of(), null, null).units()
                : units;
        units = known;
        return known.frame();
    }

    private Profile profile(List<? extends Estimator> estimators, @Nullable String domain) {
        Set<String> numbers = new LinkedHashSet<>();
        Set<String> categories = new LinkedHashSet<>();
        for (Estimator estimator : estimators) {
            String compared = compared(estimator);
            if (compared != null) {
                rows.requireColumn(compared);
            }
            Estimator.Simple figure = figure(estimator);
            if (figure instanceof Estimator.Total total) {
                rows.requireNumber(total.variable());
            }
            variables(figure == null ? estimator : figure, numbers, categories);
        }
        return Profile.of(rows, List.copyOf(numbers), List.copyOf(categories), domain);
    }

    private void variables(Estimator estimator, Set<String> numbers, Set<String> categories) {
        if (estimator instanceof Estimator.Proportion || estimator instanceof Estimator.Share) {
            categories.add(estimator.variable());
        } else if (estimator instanceof Estimator.Independence independence) {
            categories.add(independence.row());
            categories.add(independence.column());
        } else if (estimator instanceof Estimator.Kappa kappa) {
            categories.add(kappa.first());
            categories.add(kappa.second());
        } else if (estimator instanceof Estimator.Total total && isCategory(total.variable())) {
            categories.add(total.variable());
        } else if (estimator instanceof Estimator.Ratio ratio) {
            numbers.add(ratio.numerator());
            numbers.add(ratio.denominator());
        } else if (estimator instanceof Estimator.Covariance covariance) {
            numbers.add(covariance.first());
            numbers.add(covariance.second());
        } else if (estimator instanceof Estimator.Correlation correlation) {
            numbers.add(correlation.first());
            numbers.add(correlation.second());
        } else if (estimator instanceof Estimator.Concentration concentration) {
            numbers.add(concentration.variable());
            numbers.add(concentration.rank());
        } else if (!isModel(estimator)) {
            numbers.add(estimator.variable());
        }
    }

    private static boolean isModel(Estimator estimator) {
        return estimator instanceof Estimator.Regression || estimator instanceof Estimator.TTest;
    }

    private boolean isCategory(String column) {
        rows.requireColumn(column);
        return !rows.isNumber(column);
    }

    private static List<Item> itemsOf(Estimator estimator, Profile profile) {
        Estimator.Simple figure = figure(estimator);
        if (figure != null) {
            return itemsOf(figure, profile);
        }
        if (estimator instanceof Estimator.Quantile
                || estimator instanceof Estimator.Concentration
                || isModel(estimator)) {
            return List.of();
        }
        if (estimator instanceof Estimator.Independence independence) {
            List<Item> items = new ArrayList<>(profile.table(independence.row(), independence.column()));
            items.add(profile.everybody());
            return items;
        }
        if (estimator instanceof Estimator.Kappa kappa) {
            return profile.table(kappa.first(), kappa.second());
        }
        if (estimator instanceof Estimator.Ratio ratio) {
            return pair(ratio.numerator(), ratio.denominator(), profile);
        }
        if (estimator instanceof Estimator.Covariance covariance) {
            return triple(covariance.first(), covariance.second(), profile);
        }
        if (estimator instanceof Estimator.Correlation correlation) {
            return triple(correlation.first(), correlation.second(), profile);
        }
        if (estimator instanceof Estimator.Share share) {
            profile.requireLevel(share.variable(), share.level());
            return List.of(profile.indicator(share.variable(), share.level()));
        }
        List<String> levels = estimator instanceof Estimator.Proportion
                ? profile.levels(estimator.variable())
                : profile.counted(estimator.variable());
        if (estimator instanceof Estimator.Proportion || (estimator instanceof Estimator.Total && !levels.isEmpty())) {
            return levels.stream()
                    .map(level -> profile.indicator(estimator.variable(), level))
                    .toList();
        }
        return List.of(profile.number(estimator.variable()));
    }

    private static List<Item> pair(String first, String second, Profile profile) {
        return List.of(profile.number(first, second), profile.number(second, first));
    }

    private static List<Item> triple(String first, String second, Profile profile) {
        List<Item> items = new ArrayList<>(pair(first, second, profile));
        items.add(profile.product(first, second));
        return items;
    }
}
