package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Taylor linearisation: each statistic's gradient turns unit totals into linearised totals, whose design variance is taken. */
final class Linearised implements Variability {
    private final Moments moments;
    private final @Nullable Residuals residuals;
    private final Map<Cell, double[]> totals = new HashMap<>();

    Linearised(Moments moments, @Nullable Residuals residuals) {
        this.moments = moments;
        this.residuals = residuals;
    }

    @Override
    public Totals totals() {
        return (cell, column) -> totals.computeIfAbsent(cell, this::sumUp)[column];
    }

    private double[] sumUp(Cell cell) {
        Moments.UnitSums sums = moments.find(cell);
        double[] all = new double[moments.items().size() * Item.SUMS];
        for (int column = 0; sums != null && column < all.length; column++) {
            all[column] = sums.total(column);
        }
        return all;
    }

    @Override
    public double[][] covariance(List<Statistic> statistics) {
        double[][] z = new double[statistics.size()][];
        List<Statistic.Term> terms = new ArrayList<>();
        for (int k = 0; k < z.length; k++) {
            List<Statistic.Term> gradient = statistics.get(k).gradient(totals());
            z[k] = linearise(gradient);
            terms.addAll(gradient);
        }
        return moments.frame().covariance(z, concerned(terms));
    }

    /** The third central moment of a statistic. */
    double thirdMoment(Statistic statistic) {
        return moments.frame().thirdMoment(linearise(statistic.gradient(totals())));
    }

    /** As in R, the units of a single domain; comparisons and calibrated weights concern the whole sample. */
    private boolean @Nullable [] concerned(List<Statistic.Term> terms) {
        boolean oneCell = terms.stream().map(Statistic.Term::cell).distinct().count() == 1;
        if (residuals != null || !oneCell || !moments.frame().hasLonelyUnits()) {
            return null;
        }
        boolean[] answering = new boolean[moments.frame().units()];
        terms.stream()
                .mapToInt(term -> term.column() / Item.SUMS)
                .distinct()
                .forEach(item -> moments.markAnswering(terms.get(0).cell(), item, answering));
        return answering;
    }

    private double[] linearise(List<Statistic.Term> gradient) {
        double[] z = new double[moments.frame().units()];
        for (Statistic.Term term : gradient) {
            Moments.UnitSums sums = moments.find(term.cell());
            if (sums != null) {
                sums.addTo(z, term.column(), term.coefficient());
            }
        }
        if (residuals != null) {
            residuals.subtract(gradient, z);
        }
        return z;
    }

    @Override
    public double degreesOfFreedom() {
        return moments.frame().degreesOfFreedom();
    }
}
