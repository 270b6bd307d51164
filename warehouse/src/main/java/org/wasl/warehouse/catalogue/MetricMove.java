package org.wasl.warehouse.catalogue;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is not the same in two releases.
 *
 * @param before null where the earlier release has no such figure or holds it back
 * @param because what changed between the releases that can have moved it
 */
public record MetricMove(
        String metric,
        Words title,
        @Nullable String level,
        Map<String, String> domain,
        @Nullable Double before,
        @Nullable Double after,
        Cause because) {
    /** The metric's own files, the records and settings behind it, or only the application. */
    public enum Cause {
        DEFINITION,
        DATA,
        CODE
    }
}
