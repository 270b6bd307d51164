package org.wasl.warehouse.survey;

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
        for (int k = 0; k < z.length; k++) {
            z[k] = linearise(statistics.get(k).gradient(totals()));
        }
        return moments.frame().covariance(z);
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
