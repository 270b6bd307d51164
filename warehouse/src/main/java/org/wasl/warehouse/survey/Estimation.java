package org.wasl.warehouse.survey;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request: profile the variables, one pass for the totals, then the algebra. */
final class Estimation {
    private final SampleRows rows;
    private final @Nullable Calibrated calibrated;
    private final Design design;

    Estimation(Connection connection, String relation, Design design) {
        this.design = design;
        SampleRows unweighted = SampleRows.of(connection, relation, design);
        Calibration calibration = design.calibration();
        this.calibrated = calibration == null ? null : Calibrated.fit(unweighted, calibration);
        this.rows = calibrated == null ? unweighted : unweighted.reweighted(calibrated.factor());
        if (calibration != null && design.replicates() != null) {
            throw new SurveyException("A design has calibrated weights or replicates here, not both: the replicates"
                    + " would have to be calibrated one by one.");
        }
    }

    List<Estimate> run(
            List<? extends Estimator> estimators, List<List<String>> classifications, @Nullable String domain) {
        classifications.forEach(by -> by.forEach(rows::requireColumn));
        Profile profile = profile(estimators, domain);
        Map<Item, Integer> items = new LinkedHashMap<>();
        Set<List<String>> sets = new LinkedHashSet<>(classifications);
        for (Estimator estimator : estimators) {
            itemsOf(estimator, profile).forEach(item -> items.putIfAbsent(item, items.size()));
            if (estimator instanceof Estimator.Difference difference) {
                classifications.forEach(by -> sets.add(with(by, difference.by())));
            }
        }
        Sample sample = sample(List.copyOf(items.keySet()), List.copyOf(sets), domain);
        List<Estimate> estimates = new ArrayList<>();
        for (List<String> by : classifications) {
            for (Estimator estimator : estimators) {
                List<Cell> cells = sample.moments().cells(by);
                if (estimator instanceof Estimator.Quantile quantile) {
                    estimates.addAll(new QuantileEstimation(this, rows, profile, domain).estimate(quantile, by, cells));
                } else if (isModel(estimator)) {
                    for (Cell cell : cells) {
                        estimates.addAll(new RegressionEstimation(this, rows, domain).estimate(estimator, cell));
                    }
                } else {
                    for (Cell cell : cells) {
                        estimates.addAll(new CellEstimates(sample, profile, items, cell).of(estimator));
                    }
                }
            }
        }
        return estimates;
    }

    private static List<String> with(List<String> by, String column) {
        List<String> finer = new ArrayList<>(by);
        finer.add(column);
        return finer;
    }

    /** Totals of items and how they vary. */
    record Sample(Moments moments, Variability variability) {}

    Sample sample(List<Item> items, List<List<String>> classifications, @Nullable String domain) {
        Moments moments = Moments.read(rows, items, classifications, domain);
        Residuals residuals = calibrated == null ? null : Residuals.read(rows, calibrated, moments, classifications);
        Linearised linearised = new Linearised(moments, residuals);
        Replicates replicates = design.replicates();
        Variability variability = linearised;
        if (replicates instanceof Replicates.Made made) {
            variability = ReplicateWeights.of(moments, made, linearised.totals());
        } else if (replicates instanceof Replicates.Given given) {
            variability = GivenReplicates.read(rows, given, items, classifications, linearised.totals());
        }
        return new Sample(moments, variability);
    }

    boolean replicated() {
        return design.replicates() != null;
    }

    private Profile profile(List<? extends Estimator> estimators, @Nullable String domain) {
        Set<String> numbers = new LinkedHashSet<>();
        Set<String> categories = new LinkedHashSet<>();
        for (Estimator estimator : estimators) {
            if (estimator instanceof Estimator.Proportion share) {
                categories.add(share.variable());
            } else if (estimator instanceof Estimator.Independence independence) {
                categories.add(independence.row());
                categories.add(independence.column());
            } else if (isModel(estimator)) {
                continue;
            } else if (estimator instanceof Estimator.Total total && isCategory(total.variable())) {
                categories.add(total.variable());
            } else if (estimator instanceof Estimator.Ratio ratio) {
                numbers.add(ratio.numerator());
                numbers.add(ratio.denominator());
            } else {
                numbers.add(estimator.variable());
            }
            if (estimator instanceof Estimator.Difference difference) {
                rows.requireColumn(difference.by());
            }
        }
        return Profile.of(rows, List.copyOf(numbers), List.copyOf(categories), domain);
    }

    private static boolean isModel(Estimator estimator) {
        return estimator instanceof Estimator.Regression || estimator instanceof Estimator.TTest;
    }

    private boolean isCategory(String column) {
        rows.requireColumn(column);
        return !rows.isNumber(column);
    }

    private static List<Item> itemsOf(Estimator estimator, Profile profile) {
        if (estimator instanceof Estimator.Quantile || isModel(estimator)) {
            return List.of();
        }
        if (estimator instanceof Estimator.Independence independence) {
            return IndependenceTest.items(independence, profile);
        }
        if (estimator instanceof Estimator.Ratio ratio) {
            return List.of(
                    profile.number(ratio.numerator(), ratio.denominator()),
                    profile.number(ratio.denominator(), ratio.numerator()));
        }
        List<String> levels = profile.levels(estimator.variable());
        if (estimator instanceof Estimator.Proportion || (estimator instanceof Estimator.Total && !levels.isEmpty())) {
            return levels.stream()
                    .map(level -> profile.indicator(estimator.variable(), level))
                    .toList();
        }
        return List.of(profile.number(estimator.variable()));
    }
}
