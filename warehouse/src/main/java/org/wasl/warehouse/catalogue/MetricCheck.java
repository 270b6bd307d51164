package org.wasl.warehouse.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a metric's file says all that a metric of its kind must. */
final class MetricCheck {
    private final Path folder;
    private final Map<String, Dimension> dimensions;
    private final List<String> problems = new ArrayList<>();

    MetricCheck(Path folder, Map<String, Dimension> dimensions) {
        this.folder = folder;
        this.dimensions = dimensions;
    }

    List<String> problems(Metric metric) {
        if (!folder.getFileName().toString().equals(metric.id())) {
            problem("id is \"" + metric.id() + "\", but the folder is called " + folder.getFileName());
        }
        demand("version", metric.version() > 0 ? metric.version() : null);
        demand("owner", metric.owner());
        demand("title", metric.title());
        demand("question", metric.question());
        demand("definition", metric.definition());
        demand("unit", metric.unit());
        demand("population", metric.population());
        demand("kind", metric.kind());
        demand("grain", metric.grain());
        if (metric.kind() != null) {
            byKind(metric);
        }
        if (!metric.grains().contains(metric.grain())) {
            problem("grain: " + metric.grain() + " is not among its grains " + metric.grains());
        }
        for (String name : metric.dimensions()) {
            if (!dimensions.containsKey(name)) {
                problem("dimensions: \"" + name + "\" is not in metrics/dimensions.yaml; nearest: "
                        + String.join(", ", Nearest.to(name, dimensions.keySet())));
            }
        }
        return problems;
    }

    private void byKind(Metric metric) {
        switch (metric.kind()) {
            case COUNT, RATIO, MEDIAN -> {
                demand("time", metric.time());
                demand("counts", metric.counts());
                if (metric.measures().isEmpty()) {
                    problem("measures: at least one is needed");
                }
                if ("persons".equals(metric.counts()) && metric.persons().isEmpty()) {
                    problem("persons: a count of persons must say how many they are");
                }
            }
            case SURVIVAL -> {
                demand("time", metric.time());
                demand("survival", metric.survival());
            }
            case SURVEY -> {
                if (metric.estimates().isEmpty()) {
                    problem("estimates: at least one is needed");
                }
                if (!metric.grains().equals(List.of(Grain.WAVE))) {
                    problem("grains: a survey metric is given by wave");
                }
            }
        }
    }

    private void demand(String key, @Nullable Object value) {
        if (value == null) {
            problem("the key " + key + " is missing");
        }
    }

    private void problem(String text) {
        problems.add(folder.resolve("metric.yaml") + ": " + text);
    }
}
