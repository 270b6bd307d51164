package org.wasl.warehouse.impact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * One number of a study, as {@code results.json} holds it.
 *
 * @param group first treated period of the units it speaks of
 * @param eventTime periods since the start of treatment
 * @param n observations; 0 where the number is withheld
 * @param bandLow lower end of a band that holds for all event times at once, where one is computed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder({
    "specification",
    "outcome",
    "estimator",
    "parameter",
    "group",
    "time",
    "event_time",
    "subgroup",
    "estimate",
    "se",
    "ci_low",
    "ci_high",
    "band_low",
    "band_high",
    "n",
    "clusters",
    "p",
    "p_adjusted",
    "withheld"
})
public record StudyResult(
        String specification,
        String outcome,
        String estimator,
        String parameter,
        @Nullable Long group,
        @Nullable Long time,
        @Nullable Integer eventTime,
        @Nullable String subgroup,
        @Nullable Double estimate,
        @Nullable Double se,
        @Nullable Double ciLow,
        @Nullable Double ciHigh,
        @Nullable Double bandLow,
        @Nullable Double bandHigh,
        long n,
        long clusters,
        @Nullable Double p,
        @Nullable Double pAdjusted) {

    /** Whether too few observations stand behind the number for it to be shown. */
    @JsonProperty("withheld")
    public boolean isWithheld() {
        return n == 0;
    }

    /** What is left to say when the number may not be shown; not even how few there were. */
    StudyResult withheld() {
        return new StudyResult(
                specification,
                outcome,
                estimator,
                parameter,
                group,
                time,
                eventTime,
                subgroup,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                null,
                null);
    }

    StudyResult withAdjusted(double value) {
        return new StudyResult(
                specification,
                outcome,
                estimator,
                parameter,
                group,
                time,
                eventTime,
                subgroup,
                estimate,
                se,
                ciLow,
                ciHigh,
                bandLow,
                bandHigh,
                n,
                clusters,
                p,
                value);
    }
}
