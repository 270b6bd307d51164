package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.List;

/**
 * A smooth function of estimated totals. Its gradient gives the linearised variance (Binder 1983; Särndal, Swensson and
 * Wretman 1992, 5.5), its value under other weights the replicated one.
 */
sealed interface Statistic {
    double value(Totals totals);

    List<Term> gradient(Totals totals);

    /** One partial derivative. */
    record Term(Cell cell, int column, double coefficient) {}

    private static int column(int item, int sum) {
        return item * Item.SUMS + sum;
    }

    /** pivot + first / weight. */
    record MeanOf(Cell cell, int item, double pivot) implements Statistic {
        @Override
        public double value(Totals totals) {
            return pivot + totals.of(cell, column(item, Item.FIRST)) / totals.of(cell, column(item, Item.WEIGHT));
        }

        @Override
        public List<Term> gradient(Totals totals) {
            double weight = totals.of(cell, column(item, Item.WEIGHT));
            double deviation = totals.of(cell, column(item, Item.FIRST)) / weight;
            return List.of(
                    new Term(cell, column(item, Item.FIRST), 1 / weight),
                    new Term(cell, column(item, Item.WEIGHT), -deviation / weight));
        }
    }

    /** first + pivot · weight. */
    record TotalOf(Cell cell, int item, double pivot) implements Statistic {
        @Override
        public double value(Totals totals) {
            return totals.of(cell, column(item, Item.FIRST)) + pivot * totals.of(cell, column(item, Item.WEIGHT));
        }

        @Override
        public List<Term> gradient(Totals totals) {
            return List.of(
                    new Term(cell, column(item, Item.FIRST), 1), new Term(cell, column(item, Item.WEIGHT), pivot));
        }
    }

    /** correction · (second / weight − (first / weight)²), the correction being n / (n − 1). */
    record VarianceOf(Cell cell, int item, double correction) implements Statistic {
        @Override
        public double value(Totals totals) {
            double weight = totals.of(cell, column(item, Item.WEIGHT));
            double deviation = totals.of(cell, column(item, Item.FIRST)) / weight;
            return correction * (totals.of(cell, column(item, Item.SECOND)) / weight - deviation * deviation);
        }

        @Override
        public List<Term> gradient(Totals totals) {
            double weight = totals.of(cell, column(item, Item.WEIGHT));
            double deviation = totals.of(cell, column(item, Item.FIRST)) / weight;
            double variance = totals.of(cell, column(item, Item.SECOND)) / weight - deviation * deviation;
            return List.of(
                    new Term(cell, column(item, Item.SECOND), correction / weight),
                    new Term(cell, column(item, Item.FIRST), -2 * correction * deviation / weight),
                    new Term(
                            cell, column(item, Item.WEIGHT), correction * (deviation * deviation - variance) / weight));
        }
    }

    /** One statistic over another. */
    record RatioOf(Statistic numerator, Statistic denominator) implements Statistic {
        @Override
        public double value(Totals totals) {
            return numerator.value(totals) / denominator.value(totals);
        }

        @Override
        public List<Term> gradient(Totals totals) {
            double below = denominator.value(totals);
            double ratio = numerator.value(totals) / below;
            List<Term> terms = new ArrayList<>(scaled(numerator.gradient(totals), 1 / below));
            terms.addAll(scaled(denominator.gradient(totals), -ratio / below));
            return terms;
        }
    }

    /** One statistic less another. */
    record Minus(Statistic of, Statistic minus) implements Statistic {
        @Override
        public double value(Totals totals) {
            return of.value(totals) - minus.value(totals);
        }

        @Override
        public List<Term> gradient(Totals totals) {
            List<Term> terms = new ArrayList<>(of.gradient(totals));
            terms.addAll(scaled(minus.gradient(totals), -1));
            return terms;
        }
    }

    /**
     * The intercept of a logit model fitted to a share: log(p / (1 − p)), reached by Fisher scoring from {@code start}
     * until the deviance moves by less than 1e-8 of itself, as a model is refitted on each replicate.
     */
    record Logit(Statistic share, double start) implements Statistic {
        @Override
        public double value(Totals totals) {
            double p = share.value(totals);
            double logit = start;
            double before = deviance(p, logit);
            for (int step = 0; step < 25; step++) {
                double fitted = 1 / (1 + Math.exp(-logit));
                logit += (p - fitted) / (fitted * (1 - fitted));
                double after = deviance(p, logit);
                if (Math.abs(after - before) / (Math.abs(after) + 0.1) < 1e-8) {
                    break;
                }
                before = after;
            }
            return logit;
        }

        private static double deviance(double p, double logit) {
            double fitted = 1 / (1 + Math.exp(-logit));
            return -2 * (p * Math.log(fitted) + (1 - p) * Math.log1p(-fitted));
        }

        @Override
        public List<Term> gradient(Totals totals) {
            double p = share.value(totals);
            return scaled(share.gradient(totals), 1 / (p * (1 - p)));
        }
    }

    /** A fixed combination of items' totals. */
    record Combination(Cell cell, List<Double> coefficients) implements Statistic {
        @Override
        public double value(Totals totals) {
            double sum = 0;
            for (int item = 0; item < coefficients.size(); item++) {
                sum += coefficients.get(item) * totals.of(cell, column(item, Item.FIRST));
            }
            return sum;
        }

        @Override
        public List<Term> gradient(Totals totals) {
            List<Term> terms = new ArrayList<>();
            for (int item = 0; item < coefficients.size(); item++) {
                terms.add(new Term(cell, column(item, Item.FIRST), coefficients.get(item)));
            }
            return terms;
        }
    }

    private static List<Term> scaled(List<Term> terms, double factor) {
        return terms.stream()
                .map(term -> new Term(term.cell(), term.column(), factor * term.coefficient()))
                .toList();
    }
}
