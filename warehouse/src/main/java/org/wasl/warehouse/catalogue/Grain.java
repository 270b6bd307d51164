package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The spans of time a metric is given for. */
public enum Grain {
    /** The whole programme up to the day: one figure. */
    @JsonProperty("programme")
    PROGRAMME,
    @JsonProperty("year")
    YEAR,
    @JsonProperty("quarter")
    QUARTER,
    @JsonProperty("month")
    MONTH,
    /** For counts of things; of persons, one day less the day before would tell of few. */
    @JsonProperty("day")
    DAY,
    /** A wave of the survey. */
    @JsonProperty("wave")
    WAVE;

    /** As users write it, and as a figure's domain names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The grain of that name. */
    public static Optional<Grain> of(String name) {
        return Arrays.stream(values())
                .filter(g -> g.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Grain::label).toList();
    }
}
