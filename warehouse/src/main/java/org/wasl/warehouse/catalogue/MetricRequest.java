package org.wasl.warehouse.catalogue;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a metric.
 *
 * @param by dimensions to split by, among those the metric declares
 * @param where a condition over declared dimensions, for example {@code municipality = 'doha' AND age_band <> '15_24'}
 * @param grain null: the metric's own
 * @param on the day up to which records count; null: the release's last
 */
public record MetricRequest(
        List<String> by,
        @Nullable String where,
        @Nullable Grain grain,
        @Nullable LocalDate on) {
    public MetricRequest {
        by = List.copyOf(by);
    }

    /** The headline: not split, not filtered. */
    public static MetricRequest headline() {
        return new MetricRequest(List.of(), null, null, null);
    }

    /** Split by dimensions. */
    public static MetricRequest by(String... dimensions) {
        return new MetricRequest(List.of(dimensions), null, null, null);
    }

    /** The same for other spans of time. */
    public MetricRequest each(Grain each) {
        return new MetricRequest(by, where, each, on);
    }

    /** The same among some. */
    public MetricRequest where(String condition) {
        return new MetricRequest(by, condition, grain, on);
    }
}
