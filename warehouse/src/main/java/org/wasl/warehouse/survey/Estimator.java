package org.wasl.warehouse.survey;

import java.util.Locale;

/** What is estimated. {@link #parse} reads the notation of the command line, e.g. {@code mean(wage)}. */
public sealed interface Estimator {

    /** The word that names the estimator in requests and in results. */
    String label();

    /** What it is estimated of, as results name it. */
    String variable();

    /** Weighted mean of a number. */
    record Mean(String variable) implements Estimator {
        @Override
        public String label() {
            return "mean";
        }
    }

    /** Population total of a number, or the population count of each level of a category. */
    record Total(String variable) implements Estimator {
        @Override
        public String label() {
            return "total";
        }
    }

    /** Share of each level of a category among valid answers. */
    record Proportion(String variable, Interval interval) implements Estimator {
        @Override
        public String label() {
            return "prop";
        }
    }

    /** Ratio of two totals over rows where both are known. */
    record Ratio(String numerator, String denominator) implements Estimator {
        @Override
        public String label() {
            return "ratio";
        }

        @Override
        public String variable() {
            return numerator + "/" + denominator;
        }
    }

    /** The value below which a share {@code probability} of the population lies (inverse of the weighted CDF). */
    record Quantile(String variable, double probability, Interval interval) implements Estimator {
        public Quantile {
            if (!(probability > 0 && probability < 1)) {
                throw new SurveyException("quantile(" + variable + ", " + probability
                        + "): the probability must lie between 0 and 1, both excluded.");
            }
        }

        @Override
        public String label() {
            return "quantile";
        }
    }

    /** Population variance with divisor n − 1. */
    record Variance(String variable) implements Estimator {
        @Override
        public String label() {
            return "var";
        }
    }

    /** Mean of a number in one group less its mean in another, with their covariance. */
    record Difference(String variable, String by, String of, String minus) implements Estimator {
        @Override
        public String label() {
            return "difference";
        }
    }

    /** A regression with design-based errors; one estimate a coefficient. */
    record Regression(String formula, Family family) implements Estimator {
        @Override
        public String label() {
            return "glm";
        }

        @Override
        public String variable() {
            return formula;
        }
    }

    /** Whether the means of two groups differ: {@code outcome ~ group}. */
    record TTest(String formula) implements Estimator {
        @Override
        public String label() {
            return "ttest";
        }

        @Override
        public String variable() {
            return formula;
        }
    }

    /** Whether two categories are independent. */
    record Independence(String row, String column, Test test) implements Estimator {
        @Override
        public String label() {
            return "chisq";
        }

        @Override
        public String variable() {
            return row + "*" + column;
        }
    }

    /** The response's distribution and link. */
    enum Family {
        /** Identity link. */
        GAUSSIAN,
        /** Logit link. */
        BINOMIAL,
        /** Log link. */
        POISSON
    }

    /** Which statistic tests independence. */
    enum Test {
        /** Rao and Scott's second-order correction, as an F. */
        F,
        /** Rao and Scott's first-order correction. */
        CHISQ,
        /** Wald's. */
        WALD,
        /** Wald's, adjusted for the degrees of freedom of the design. */
        ADJWALD
    }

    /** How an interval for a share is made. */
    enum Interval {
        /** Symmetric, t. */
        MEAN,
        /** Symmetric on the logit scale by the delta method. */
        XLOGIT,
        /** Symmetric on the logit scale, error of the fitted logit. */
        LOGIT,
        /** Korn and Graubard (1998). */
        BETA,
        /** Arcsine square root. */
        ASIN,
        /** Wilson's score with effective sample size. */
        WILSON
    }

    /**
     * Reads {@code mean(x)}, {@code total(x)}, {@code prop(x)}, {@code prop(x, beta)}, {@code ratio(a/b)},
     * {@code quantile(x, .5)}, {@code quantile(x, .5, beta)}, {@code var(x)}, {@code difference(x, by, of, minus)},
     * {@code glm(y ~ x + g, binomial)}, {@code ttest(y ~ g)} or {@code chisq(a*b, F)}.
     *
     * @throws SurveyException when the text is none of them
     */
    static Estimator parse(String text) {
        return EstimatorText.parse(text);
    }

    /** The interval of that name, whatever its case.
     *
     * @throws SurveyException listing the names there are
     */
    static Interval interval(String name) {
        try {
            return Interval.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new SurveyException(
                    "Unknown interval \"" + name + "\": use mean, logit, xlogit, beta, asin or wilson.", unknown);
        }
    }
}
