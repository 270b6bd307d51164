package org.wasl.warehouse.survey;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure and its error, as it leaves for machines (snake_case keys, this order). A number that does not exist is
 * null, never zero or NaN.
 *
 * @param level the category of a proportion, the probability of a quantile
 * @param domain the subpopulation, in the order the dimensions were asked
 * @param n answers behind the figure, unweighted
 * @param nEffective n / deff
 * @param missing rows of the domain, or of the groups compared, without an answer; null where it does not apply
 * @param p of a test that the figure is zero, for coefficients and tests only
 * @param flags reasons for care, e.g. {@code one_row}, {@code no_valid_answers}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder({
    "estimator",
    "variable",
    "level",
    "domain",
    "estimate",
    "se",
    "ci_low",
    "ci_high",
    "n",
    "n_effective",
    "deff",
    "df",
    "cv",
    "p",
    "missing",
    "flags"
})
public record Estimate(
        String estimator,
        String variable,
        @Nullable String level,
        Map<String, String> domain,
        @Nullable Double estimate,
        @Nullable Double se,
        @Nullable Double ciLow,
        @Nullable Double ciHigh,
        @Nullable Long n,
        @Nullable Double nEffective,
        @Nullable Double deff,
        @Nullable Double df,
        @Nullable Double p,
        @Nullable Long missing,
        List<String> flags) {

    public Estimate {
        domain = Collections.unmodifiableMap(new LinkedHashMap<>(domain));
        estimate = finite(estimate);
        se = finite(se);
        ciLow = finite(ciLow);
        ciHigh = finite(ciHigh);
        nEffective = finite(nEffective);
        deff = finite(deff);
        df = finite(df);
        p = finite(p);
        flags = List.copyOf(flags);
    }

    /** A figure of which nothing is said about missing answers. */
    public Estimate(
            String estimator,
            String variable,
            @Nullable String level,
            Map<String, String> domain,
            @Nullable Double estimate,
            @Nullable Double se,
            @Nullable Double ciLow,
            @Nullable Double ciHigh,
            @Nullable Long n,
            @Nullable Double nEffective,
            @Nullable Double deff,
            @Nullable Double df,
            @Nullable Double p,
            List<String> flags) {
        this(estimator, variable, level, domain, estimate, se, ciLow, ciHigh, n, nEffective, deff, df, p, null, flags);
    }

    /** A figure without a sampling error: counted from complete records, or held back. */
    public static Estimate exact(
            String estimator,
            String variable,
            @Nullable String level,
            Map<String, String> domain,
            @Nullable Double value,
            @Nullable Long n,
            List<String> flags) {
        return new Estimate(
                estimator, variable, level, domain, value, null, null, null, n, null, null, null, null, flags);
    }

    /** The coefficient of variation, se / |estimate|; null where either is missing or the estimate is zero. */
    @JsonProperty("cv")
    public @Nullable Double cv() {
        Double value = estimate;
        Double error = se;
        return value == null || error == null || value == 0 ? null : error / Math.abs(value);
    }

    /** The same figure with the rows that it was asked of, answered or not. */
    Estimate asked(long rows) {
        Long answers = n;
        return new Estimate(
                estimator,
                variable,
                level,
                domain,
                estimate,
                se,
                ciLow,
                ciHigh,
                n,
                nEffective,
                deff,
                df,
                p,
                answers == null ? null : rows - answers,
                flags);
    }

    /** The same figure with one more reason for care. */
    public Estimate flagged(String flag) {
        var more = new ArrayList<>(flags);
        more.add(flag);
        return new Estimate(
                estimator,
                variable,
                level,
                domain,
                estimate,
                se,
                ciLow,
                ciHigh,
                n,
                nEffective,
                deff,
                df,
                p,
                missing,
                more);
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }
}
