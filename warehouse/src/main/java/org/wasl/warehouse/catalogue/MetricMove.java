package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is not the same in two releases.
 *
 * @param before null where the earlier release has no such figure or holds it back
 * @param because what moved it; where several changed and could be told apart, the one that moved it more
 * @param changed everything that changed between the releases and can have moved it
 * @param byDefinition by how much the new definition moved it, the data being the new ones; null where that is unknown
 * @param byTheRest by how much the rest of {@code changed} moved it; null where that is unknown
 */
public record MetricMove(
        String metric,
        Words title,
        @Nullable String level,
        Map<String, String> domain,
        @Nullable Double before,
        @Nullable Double after,
        Cause because,
        List<Cause> changed,

        @JsonProperty("by_definition") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double byDefinition,

        @JsonProperty("by_the_rest") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double byTheRest) {
    public MetricMove {
        changed = List.copyOf(changed);
    }

    /** The metric's own files, the records, settings and decisions behind it, or the application. */
    public enum Cause {
        DEFINITION,
        DATA,
        CODE
    }
}
