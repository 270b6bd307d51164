package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.Thresholds;

/** What {@code programme.yaml} says of the programme whose records these are. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Programme(
        String programme,
        Words title,
        @Nullable String country,
        String currency,
        LocalDate start,
        LocalDate end,
        @JsonProperty("first_opening") LocalDate firstOpening,
        @JsonProperty("time_zone") String timeZone,
        List<Phase> phases,
        List<Target> targets,
        Thresholds disclosure) {
    public static final String FILE = "programme.yaml";

    public Programme {
        phases = List.copyOf(phases);
        targets = List.copyOf(targets);
    }

    /** Reads the file of a resolved programme directory. */
    public static Programme load(Path directory) {
        return Yaml.read(directory.resolve(FILE), Programme.class);
    }

    /** What was set out for a metric. */
    public Optional<Target> target(String metric) {
        return targets.stream().filter(t -> t.metric().equals(metric)).findFirst();
    }

    /** A phase, both days included. */
    public record Phase(String code, LocalDate from, LocalDate to) {}

    /** A figure the programme set itself, and the one it reported, with its source. */
    public record Target(
            String metric, double target, @Nullable Double reported, String source) {}
}
