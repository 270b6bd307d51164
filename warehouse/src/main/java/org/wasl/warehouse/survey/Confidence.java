package org.wasl.warehouse.survey;

import org.hipparchus.util.FastMath;

/** A 95 % interval. */
record Confidence(double low, double high) {
    static final Confidence UNKNOWN = new Confidence(Double.NaN, Double.NaN);

    /** estimate ± t · se. */
    static Confidence symmetric(double estimate, double se, double df) {
        if (!(df > 0)) {
            return UNKNOWN;
        }
        double margin = Critical.t(df) * se;
        return new Confidence(estimate - margin, estimate + margin);
    }

    /**
     * Where t + γ t² / 3 + γ² t³ / 27 + γ / 6, whose distribution is less skew than that of t, lies between Student's points (Hall
     * 1992, eq. 2.3).
     *
     * @param skewness γ, the third moment of the estimate over its se³
     */
    static Confidence unskewed(double estimate, double se, double df, double skewness) {
        if (!(df > 0) || !(Math.abs(skewness) > 1e-9)) {
            return symmetric(estimate, se, df);
        }
        double t = Critical.t(df);
        return new Confidence(estimate - se * untransformed(t, skewness), estimate - se * untransformed(-t, skewness));
    }

    private static double untransformed(double y, double skewness) {
        return 3 / skewness * (Math.cbrt(1 + skewness * (y - skewness / 6)) - 1);
    }

    /** For a correlation: symmetric in Fisher's z = atanh r. */
    static Confidence fisher(double correlation, double se, double df) {
        double spread = 1 - correlation * correlation;
        if (!(df > 0) || !(spread > 0)) {
            return UNKNOWN;
        }
        double z = FastMath.atanh(correlation);
        double margin = Critical.t(df) * se / spread;
        return new Confidence(Math.tanh(z - margin), Math.tanh(z + margin));
    }

    /**
     * For a share.
     *
     * @param logitSe error of log(p / (1 − p)) for {@link Estimator.Interval#LOGIT}
     * @param n rows whose number the Korn and Graubard interval corrects by
     */
    static Confidence ofShare(Estimator.Interval method, double p, double se, double logitSe, double df, double n) {
        if (!(df > 0)) {
            return UNKNOWN;
        }
        double t = Critical.t(df);
        return switch (method) {
            case MEAN -> symmetric(p, se, df);
            case LOGIT -> logit(p, t * logitSe);
            case XLOGIT -> logit(p, t * se / (p * (1 - p)));
            case ASIN -> {
                double angle = Math.asin(Math.sqrt(p));
                double margin = t * se / (2 * Math.sqrt(p * (1 - p)));
                yield new Confidence(square(Math.sin(angle - margin)), square(Math.sin(angle + margin)));
            }
            case BETA -> beta(p, se, t, n);
            case QUANTILE, WOODRUFF -> throw new IllegalArgumentException("a share has no interval of a quantile");
            case WILSON -> {
                // Wilson (1927) with the effective sample size p (1 − p) / se².
                double effective = p * (1 - p) / (se * se);
                double centre = (p + t * t / (2 * effective)) / (1 + t * t / effective);
                double margin = t
                        * Math.sqrt(p * (1 - p) / effective + t * t / (4 * effective * effective))
                        / (1 + t * t / effective);
                yield new Confidence(centre - margin, centre + margin);
            }
        };
    }

    private static Confidence logit(double p, double margin) {
        double logit = Math.log(p / (1 - p));
        return new Confidence(1 / (1 + Math.exp(margin - logit)), 1 / (1 + Math.exp(-margin - logit)));
    }

    /** Korn and Graubard (1998, Survey Methodology 24): Clopper–Pearson with the effective sample size, df-adjusted. */
    private static Confidence beta(double p, double se, double t, double n) {
        double ratio = n > 1 ? Critical.t(n - 1) / t : 1;
        double effective = p * (1 - p) / (se * se) * ratio * ratio;
        if (!Double.isFinite(effective) || effective > 1e15) {
            // No sampling error to speak of: the interval is the point.
            return new Confidence(p, p);
        }
        return new Confidence(
                Critical.beta(0.025, effective * p, effective * (1 - p) + 1),
                Critical.beta(0.975, effective * p + 1, effective * (1 - p)));
    }

    private static double square(double x) {
        return x * x;
    }
}
