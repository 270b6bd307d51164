package org.wasl.warehouse.survey;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is estimated. {@link #parse} reads the notation of the command line, e.g. {@code mean(wage)}. */
public sealed interface Estimator {

    /** The word that names the estimator in requests and in results. */
    String label();

    /** What it is estimated of, as results name it. */
    String variable();

    /** A figure of one number a domain, which comparisons between domains can take apart and put together. */
    sealed interface Simple extends Estimator {}

    /** Weighted mean of a number. */
    record Mean(String variable) implements Simple {
        @Override
        public String label() {
            return "mean";
        }
    }

    /** Population total of a number, or the population count of each level of a category. */
    record Total(String variable) implements Simple {
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

    /** Share of one level of a category among valid answers. */
    record Share(String variable, String level, Interval interval) implements Simple {
        @Override
        public String label() {
            return "prop";
        }
    }

    /** Ratio of two totals over rows where both are known. */
    record Ratio(String numerator, String denominator) implements Simple {
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
    record Quantile(String variable, double probability, Interval interval, QuantileRule rule) implements Estimator {
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

    /** Covariance of two numbers with divisor n − 1. */
    record Covariance(String first, String second) implements Estimator {
        @Override
        public String label() {
            return "cov";
        }

        @Override
        public String variable() {
            return first + "," + second;
        }
    }

    /** Pearson's correlation of two numbers. */
    record Correlation(String first, String second) implements Estimator {
        @Override
        public String label() {
            return "corr";
        }

        @Override
        public String variable() {
            return first + "," + second;
        }
    }

    /** A figure in one group less the same in another, with their covariance. */
    record Difference(Simple figure, String by, String of, String minus) implements Estimator {
        /** Of two means. */
        public Difference(String variable, String by, String of, String minus) {
            this(new Mean(variable), by, of, minus);
        }

        @Override
        public String label() {
            return "difference";
        }

        @Override
        public String variable() {
            return named(figure);
        }
    }

    /** A figure in one group over the same in another, with their covariance. */
    record Relative(Simple figure, String by, String of, String to) implements Estimator {
        @Override
        public String label() {
            return "relative";
        }

        @Override
        public String variable() {
            return named(figure);
        }
    }

    /** A weighted sum of a figure's values in several groups, with their covariances. */
    record Contrast(Simple figure, String by, Map<String, Double> weights) implements Estimator {
        public Contrast {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }

        @Override
        public String label() {
            return "contrast";
        }

        @Override
        public String variable() {
            return named(figure);
        }
    }

    /**
     * Twice the area between the diagonal and the curve that cumulates {@code variable} over the population in the order
     * of {@code rank}: the concentration index, and the Gini coefficient when both are the same.
     */
    record Concentration(String variable, String rank) implements Estimator {
        /** Whether the variable is ranked by itself. */
        public boolean gini() {
            return variable.equals(rank);
        }

        @Override
        public String label() {
            return gini() ? "gini" : "concentration";
        }
    }

    private static String named(Simple figure) {
        if (figure instanceof Mean) {
            return figure.variable();
        }
        return figure.label() + "(" + figure.variable() + (figure instanceof Share share ? "=" + share.level() : "")
                + ")";
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

    /** Whether the means of two groups differ, {@code outcome ~ group}, or one mean differs from zero, {@code x ~ 0}. */
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

    /** How far two codings of the same rows agree beyond chance. */
    record Kappa(String first, String second) implements Estimator {
        @Override
        public String label() {
            return "kappa";
        }

        @Override
        public String variable() {
            return first + "," + second;
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
        WILSON,
        /** Of a quantile only: symmetric, by the quantile on each replicate. */
        QUANTILE,
        /**
         * Of a quantile only: around the probability asked, as Woodruff (1952) has it, not around the share at or below
         * the estimate. Where many answers are the same that share lies above the probability, and so do intervals around it.
         */
        WOODRUFF;

        /** Whether a share has no such interval. */
        boolean ofQuantilesOnly() {
            return this == QUANTILE || this == WOODRUFF;
        }
    }

    /**
     * Reads one of
     *
     * <pre>
     * mean(x)  total(x)  prop(z)  prop(z, beta)  prop(z=yes)  ratio(a/b)  quantile(x, .5)  quantile(x, .5, woodruff, hf4)
     * var(x)  cov(x, y)  corr(x, y)  gini(x)  concentration(x, rank)
     * difference(x, by, of, minus)  relative(x, by, of, to)  contrast(x, by, a: 1, b: -0.5, c: -0.5)
     * glm(y ~ x + g, binomial)  ttest(y ~ g)  ttest(y ~ 0)  chisq(a*b, F)  kappa(a, b)
     * </pre>
     *
     * where the x of a comparison may be {@code mean(x)}, {@code total(x)}, {@code prop(z=yes)} or {@code ratio(a/b)}.
     *
     * @throws SurveyException when the text is none of them
     */
    static Estimator parse(String text) {
        return EstimatorText.parse(text);
    }

    /** Reads several, separated by commas that stand outside brackets. */
    static List<Estimator> parseAll(String text) {
        return EstimatorText.split(text).stream().map(EstimatorText::parse).toList();
    }

    /** The interval of a share of that name, whatever its case.
     *
     * @throws SurveyException listing the names there are
     */
    static Interval interval(String name) {
        return Arrays.stream(Interval.values())
                .filter(interval ->
                        !interval.ofQuantilesOnly() && interval.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new SurveyException(
                        "Unknown interval \"" + name + "\": use mean, logit, xlogit, beta, asin or wilson."));
    }
}
