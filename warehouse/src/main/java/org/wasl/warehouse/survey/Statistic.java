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

    /**
     * correction · (Σ w u v / W − (Σ w u / W)(Σ w v / W)), where u and v deviate from the pivots and the third item is
     * their product; a variance when both are the same.
     */
    record CovarianceOf(Cell cell, int first, int second, int product, double correction) implements Statistic {
        @Override
        public double value(Totals totals) {
            double weight = totals.of(cell, column(first, Item.WEIGHT));
            return correction
                    * (totals.of(cell, column(product, Item.FIRST)) / weight
                            - totals.of(cell, column(first, Item.FIRST))
                                    / weight
                                    * totals.of(cell, column(second, Item.FIRST))
                                    / weight);
        }

        @Override
        public List<Term> gradient(Totals totals) {
            double weight = totals.of(cell, column(first, Item.WEIGHT));
            double u = totals.of(cell, column(first, Item.FIRST)) / weight;
            double v = totals.of(cell, column(second, Item.FIRST)) / weight;
            double both = totals.of(cell, column(product, Item.FIRST)) / weight;
            return List.of(
                    new Term(cell, column(product, Item.FIRST), correction / weight),
                    new Term(cell, column(first, Item.FIRST), -correction * v / weight),
                    new Term(cell, column(second, Item.FIRST), -correction * u / weight),
                    new Term(cell, column(first, Item.WEIGHT), correction * (2 * u * v - both) / weight));
        }
    }

    /** covariance / √(variance · variance). */
    record CorrelationOf(Statistic covariance, Statistic first, Statistic second) implements Statistic {
        @Override
        public double value(Totals totals) {
            return covariance.value(totals) / Math.sqrt(first.value(totals) * second.value(totals));
        }

        @Override
        public List<Term> gradient(Totals totals) {
            double spread = Math.sqrt(first.value(totals) * second.value(totals));
            double correlation = covariance.value(totals) / spread;
            List<Term> terms = new ArrayList<>(scaled(covariance.gradient(totals), 1 / spread));
            terms.addAll(scaled(first.gradient(totals), -correlation / (2 * first.value(totals))));
            terms.addAll(scaled(second.gradient(totals), -correlation / (2 * second.value(totals))));
            return terms;
        }
    }

    /** Σ weight · statistic. */
    record WeightedSum(List<? extends Statistic> statistics, List<Double> weights) implements Statistic {
        @Override
        public double value(Totals totals) {
            double sum = 0;
            for (int i = 0; i < statistics.size(); i++) {
                sum += weights.get(i) * statistics.get(i).value(totals);
            }
            return sum;
        }

        @Override
        public List<Term> gradient(Totals totals) {
            List<Term> terms = new ArrayList<>();
            for (int i = 0; i < statistics.size(); i++) {
                terms.addAll(scaled(statistics.get(i).gradient(totals), weights.get(i)));
            }
            return terms;
        }
    }

    /** One statistic over another. */
    record RatioOf(Statistic numerator, Statistic denominator) implements Statistic {
        /** How it moves with its parts. */
        WeightedSum differential(Totals totals) {
            double below = denominator.value(totals);
            return new WeightedSum(List.of(numerator, denominator), List.of(1 / below, -value(totals) / below));
        }

        @Override
        public double value(Totals totals) {
            return numerator.value(totals) / denominator.value(totals);
        }

        @Override
        public List<Term> gradient(Totals totals) {
            return differential(totals).gradient(totals);
        }
    }

    /**
     * Cohen's (1960) κ = (o − e) / (1 − e): o the share on the diagonal, e what the margins let expect there.
     *
     * @param shares of a square table's cells, columns within rows
     */
    record Kappa(List<? extends Statistic> shares, int categories) implements Statistic {
        private static final class Table {
            private final double[] rows;
            private final double[] columns;
            private double observed;
            private double expected;

            Table(double[] shares, int categories) {
                rows = new double[categories];
                columns = new double[categories];
                for (int cell = 0; cell < shares.length; cell++) {
                    rows[cell / categories] += shares[cell];
                    columns[cell % categories] += shares[cell];
                    observed += cell / categories == cell % categories ? shares[cell] : 0;
                }
                for (int k = 0; k < categories; k++) {
                    expected += rows[k] * columns[k];
                }
            }
        }

        private Table table(Totals totals) {
            return new Table(
                    shares.stream().mapToDouble(share -> share.value(totals)).toArray(), categories);
        }

        @Override
        public double value(Totals totals) {
            Table table = table(totals);
            return (table.observed - table.expected) / (1 - table.expected);
        }

        /** How it moves with the shares. */
        WeightedSum differential(Totals totals) {
            Table table = table(totals);
            double unexpected = 1 - table.expected;
            List<Double> slopes = new ArrayList<>();
            for (int cell = 0; cell < shares.size(); cell++) {
                int row = cell / categories;
                int column = cell % categories;
                slopes.add((row == column ? 1 : 0) / unexpected
                        - (table.columns[row] + table.rows[column]) * (1 - table.observed) / (unexpected * unexpected));
            }
            return new WeightedSum(shares, slopes);
        }

        @Override
        public List<Term> gradient(Totals totals) {
            return differential(totals).gradient(totals);
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

    /** A fixed combination of totals. */
    record Linear(List<Term> terms) implements Statistic {
        /** Of the first sums of all items in a cell. */
        static Linear combination(Cell cell, double[] coefficients) {
            List<Term> terms = new ArrayList<>();
            for (int item = 0; item < coefficients.length; item++) {
                terms.add(new Term(cell, column(item, Item.FIRST), coefficients[item]));
            }
            return new Linear(terms);
        }

        @Override
        public double value(Totals totals) {
            double sum = 0;
            for (Term term : terms) {
                sum += term.coefficient() * totals.of(term.cell(), term.column());
            }
            return sum;
        }

        @Override
        public List<Term> gradient(Totals totals) {
            return terms;
        }
    }

    private static List<Term> scaled(List<Term> terms, double factor) {
        return terms.stream()
                .map(term -> new Term(term.cell(), term.column(), factor * term.coefficient()))
                .toList();
    }
}
