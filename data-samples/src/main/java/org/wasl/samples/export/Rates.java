package org.wasl.samples.export;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.GenerationException;
import org.wasl.samples.programme.Yaml;

/** How often each mess occurs; {@code times} multiplies every rate. */
public record Rates(
        double times,
        Map<String, Double> cells,
        Map<String, Double> coordinates,
        Map<String, Double> names,
        Map<String, Double> facility,
        Map<String, Double> device,
        Map<String, Double> event,
        Map<String, Double> training,
        Map<String, Double> survey,
        Map<String, List<Ruin>> rejects) {
    /** A way in which a row becomes one that must be rejected. */
    public record Ruin(String rule, @Nullable String column, double rate) {}

    public static Rates load(@Nullable Path file) {
        Yaml yaml = new Yaml();
        return file == null ? yaml.resource("rates.yaml", new TypeReference<Rates>() {}) : yaml.file(file, Rates.class);
    }

    public double cell(String mess) {
        return rate("cells", cells, mess);
    }

    public double coordinate(String mess) {
        return rate("coordinates", coordinates, mess);
    }

    public double name(String mess) {
        return rate("names", names, mess);
    }

    public double facility(String mess) {
        return rate("facility", facility, mess);
    }

    public double device(String mess) {
        return rate("device", device, mess);
    }

    public double event(String mess) {
        return rate("event", event, mess);
    }

    public double training(String mess) {
        return rate("training", training, mess);
    }

    public double survey(String mess) {
        return rate("survey", survey, mess);
    }

    /** What ruins rows of a feed, each rate multiplied. */
    public List<Ruin> ruins(String feed) {
        List<Ruin> all = rejects.get(feed);
        return all == null
                ? List.of()
                : all.stream()
                        .map(r -> new Ruin(r.rule(), r.column(), Math.min(1, r.rate() * times)))
                        .toList();
    }

    private double rate(String section, Map<String, Double> rates, String mess) {
        Double rate = rates.get(mess);
        if (rate == null) {
            throw new GenerationException("the rates have no " + section + "." + mess + "; add it (0 for never)");
        }
        return Math.min(1, rate * times);
    }
}
