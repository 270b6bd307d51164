package org.wasl.warehouse.survey;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Totals of each cell by primary unit and by stratum, added up once: what is left when one unit is dropped then follows
 * from three of them, so that a jackknife takes time in proportion to its units and not to their square.
 */
final class PrimarySums {
    private final Moments moments;
    private final int[] primaryOfUnit;
    private final int[] stratumOfPrimary;
    private final Map<Cell, Sums> cells = new HashMap<>();

    PrimarySums(Moments moments) {
        this.moments = moments;
        Frame frame = moments.frame();
        this.primaryOfUnit = frame.primaryOfUnit();
        this.stratumOfPrimary = new int[frame.primaryUnits()];
        int number = 0;
        for (Frame.Cluster stratum : frame.strata().values()) {
            for (Frame.Cluster psu : stratum.parts.values()) {
                stratumOfPrimary[psu.primary] = number;
            }
            number++;
        }
    }

    /** Sums of one cell, {@code [unit or stratum][column]}; an untouched unit has none. */
    private static final class Sums {
        private final double[] all;
        private final double[][] byPrimary;
        private final double[][] byStratum;

        Sums(double[] all, double[][] byPrimary, double[][] byStratum) {
            this.all = all;
            this.byPrimary = byPrimary;
            this.byStratum = byStratum;
        }
    }

    /** Totals without a primary unit, the others of its stratum counted by a factor. */
    Totals without(int primary, double others) {
        return (cell, column) -> {
            Sums sums = cells.computeIfAbsent(cell, this::sumUp);
            double dropped = of(sums.byPrimary[primary], column);
            double stratum = of(sums.byStratum[stratumOfPrimary[primary]], column);
            return sums.all[column] - stratum + others * (stratum - dropped);
        };
    }

    private static double of(double[] sums, int column) {
        return sums.length == 0 ? 0 : sums[column];
    }

    private Sums sumUp(Cell cell) {
        int columns = moments.items().size() * Item.SUMS;
        double[] none = {};
        double[][] byPrimary = new double[stratumOfPrimary.length][];
        double[][] byStratum = new double[moments.frame().strata().size()][];
        Arrays.fill(byPrimary, none);
        Arrays.fill(byStratum, none);
        double[] all = new double[columns];
        Moments.UnitSums units = moments.find(cell);
        for (int i = 0; units != null && i < units.size(); i++) {
            int primary = primaryOfUnit[units.unit(i)];
            int stratum = stratumOfPrimary[primary];
            byPrimary[primary] = byPrimary[primary].length == 0 ? new double[columns] : byPrimary[primary];
            byStratum[stratum] = byStratum[stratum].length == 0 ? new double[columns] : byStratum[stratum];
            for (int column = 0; column < columns; column++) {
                double sum = units.sum(i, column);
                byPrimary[primary][column] += sum;
                byStratum[stratum][column] += sum;
                all[column] += sum;
            }
        }
        return new Sums(all, byPrimary, byStratum);
    }
}
