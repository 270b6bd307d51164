package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.survey.Estimate;

/**
 * One number of a metric that has passed disclosure control: printing it is safe. A held-back one has no estimate and
 * says why in its flags: {@code suppressed}, {@code withheld:n}, {@code withheld:rse}.
 *
 * @param definition the first 12 hex digits of the SHA-256 over the metric's files
 * @param title of the metric, or of the one figure among several
 * @param unit in which the estimate is
 * @param target what the programme set out to reach; only with a figure that is neither split nor filtered
 * @param reported what the programme told the public
 * @param dontKnow weighted share of those asked who did not know
 * @param refused weighted share of those asked who refused
 * @param itemNonresponse weighted share of those asked without a valid answer; of an index these three are those of the
 *     question that most gave no answer to
 * @param asPublishedIn the earlier release whose number this is, where the one of this release would tell of few persons
 *     together with it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder({"metric", "version", "definition"})
public record Figure(
        String metric,
        int version,
        String definition,
        @JsonUnwrapped Estimate estimate,
        Words title,
        Words unit,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double target,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double reported,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double dontKnow,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double refused,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double itemNonresponse,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String asPublishedIn) {
    /** Estimator and level of a test whether groups last equally long; its number is of no group. */
    public static final String LOG_RANK = "logrank";

    /** Begins the flag beside a number of an earlier release; the release follows. */
    public static final String AS_PUBLISHED = "as_published:";

    /** The number that was printed of an earlier release, in place of one that is held back. */
    Figure asPublished(String release, double value, @Nullable Long n) {
        Estimate e = estimate;
        List<String> flags = List.of(AS_PUBLISHED + release);
        return with(Estimate.exact(e.estimator(), e.variable(), e.level(), e.domain(), value, n, flags), release);
    }

    /** The same without the number of answers, and without what it follows from. */
    Figure uncounted() {
        return with(estimate.n() == null ? estimate : SmallCells.uncounted(estimate), asPublishedIn);
    }

    private Figure with(Estimate other, @Nullable String release) {
        return new Figure(
                metric,
                version,
                definition,
                other,
                title,
                unit,
                target,
                reported,
                dontKnow,
                refused,
                itemNonresponse,
                release);
    }

    /** Whether it is a test between groups and not a number of one. */
    @JsonIgnore
    public boolean isTest() {
        return estimate.estimator().equals(LOG_RANK);
    }

    /** The number itself; null when it is held back or there is none. */
    public @Nullable Double value() {
        return estimate.estimate();
    }

    /** Whether disclosure control kept the number back. */
    @JsonProperty("held_back")
    public boolean heldBack() {
        return estimate.flags().stream().anyMatch(f -> f.equals("suppressed") || f.startsWith("withheld"));
    }

    /** The estimate as a share of the target; null without one. */
    @JsonProperty("of_target")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public @Nullable Double ofTarget() {
        Double value = estimate.estimate();
        return value == null || target == null || target == 0 ? null : value / target;
    }
}
