package org.wasl.warehouse.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.survey.Estimator;
import org.wasl.warehouse.survey.SurveyException;
import org.wasl.warehouse.yaml.Nearest;

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
                if (!metric.persons().isEmpty() && metric.grains().contains(Grain.DAY)) {
                    problem("grains: persons are not counted day by day: the difference of two days tells of few");
                }
                if ("persons".equals(metric.counts()) && metric.persons().isEmpty()) {
                    problem("persons: a count of persons must say how many they are");
                }
            }
            case SURVIVAL -> {
                demand("time", metric.time());
                demand("survival", metric.survival());
                if ("persons".equals(metric.counts()) || !metric.persons().isEmpty()) {
                    problem(
                            "counts: a survival metric is of things; the steps of a curve of persons would tell of few");
                }
            }
            case SURVEY -> {
                if (metric.estimates().isEmpty()) {
                    problem("estimates: at least one is needed");
                }
                byWave(metric);
            }
            case INDEX -> {
                demand("index", metric.index());
                if (metric.index() != null) {
                    index(metric.index());
                }
                byWave(metric);
            }
            case EQUITY -> {
                demand("equity", metric.equity());
                byWave(metric);
            }
        }
    }

    private void byWave(Metric metric) {
        if (!metric.grains().equals(List.of(Grain.WAVE))) {
            problem("grains: a survey metric is given by wave");
        }
    }

    private void index(CompositeIndex index) {
        if (index.dimensions().isEmpty()) {
            problem("index: at least one dimension is needed");
        }
        for (CompositeIndex.Part part : index.dimensions()) {
            if (!(part.weight() > 0)) {
                problem("index: the weight of " + part.code() + " is " + part.weight() + "; it must be above zero");
            }
            if (part.indicators().size() < 2) {
                problem("index: " + part.code() + " needs two indicators or more, so that each can be left out");
            }
            for (CompositeIndex.Indicator indicator : part.indicators()) {
                if (!(indicator.weight() > 0)) {
                    problem("index: the weight of " + indicator.code() + " is " + indicator.weight()
                            + "; it must be above zero");
                }
                if (indicator.worst() == indicator.best()) {
                    problem("index: worst and best of " + indicator.code() + " are both " + indicator.best());
                }
                try {
                    Estimator.parse(indicator.figure());
                } catch (SurveyException e) {
                    problem("index: " + indicator.code() + ": " + e.getMessage());
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
