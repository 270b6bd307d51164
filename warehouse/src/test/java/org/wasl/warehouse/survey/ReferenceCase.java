package org.wasl.warehouse.survey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One answer of R survey (src/test/resources/reference/survey). */
record ReferenceCase(int number, JsonNode json) {
    private static final Map<String, Integer> FIRST_NUMBER =
            Map.of("more.json", 10_000, "other.json", 20_000, "further.json", 20_000, "adjusted.json", 30_000);

    static List<ReferenceCase> all() {
        return of("expected.json");
    }

    static List<ReferenceCase> of(String file) {
        try (InputStream in = ReferenceCase.class.getResourceAsStream("/reference/survey/" + file)) {
            List<ReferenceCase> cases = new ArrayList<>();
            for (JsonNode node : JsonMapper.builder().build().readTree(Objects.requireNonNull(in))) {
                cases.add(new ReferenceCase(cases.size() + FIRST_NUMBER.getOrDefault(file, 0), node));
            }
            return cases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String dataset() {
        return json.path("dataset").asText();
    }

    String estimator() {
        return json.path("estimator").asText();
    }

    String variable() {
        return json.path("variable").asText();
    }

    JsonNode design() {
        return json.path("design");
    }

    String option(String name) {
        return json.path("options").path(name).asText();
    }

    Map<String, String> domain() {
        Map<String, String> domain = new LinkedHashMap<>();
        json.path("domain")
                .properties()
                .forEach(entry -> domain.put(entry.getKey(), entry.getValue().asText()));
        return domain;
    }

    /** The condition of a domain; null: everybody. */
    @Nullable String where() {
        return json.path("where").isTextual() ? json.path("where").asText() : null;
    }

    @Nullable String level() {
        return json.path("level").isNull() || estimator().equals("quantile")
                ? null
                : json.path("level").asText();
    }

    /** The request in our notation; null when the engine has no such estimator. */
    @Nullable Estimator request() {
        if (json.has("request")) {
            return Estimator.parse(json.path("request").asText());
        }
        return switch (estimator()) {
            case "mean" -> new Estimator.Mean(variable());
            case "total" -> new Estimator.Total(variable());
            case "var" -> new Estimator.Variance(variable());
            case "prop" -> new Estimator.Proportion(variable(), Estimator.Interval.MEAN);
            case "prop_ci" -> new Estimator.Proportion(variable(), Estimator.interval(option("method")));
            case "ratio" -> Estimator.parse("ratio(" + variable() + ")");
            case "quantile" ->
                Estimator.parse(
                        "quantile(" + variable() + ", " + json.path("level").asText() + ", " + option("interval") + ", "
                                + json.path("options").path("rule").asText("math") + ")");
            case "difference" -> new Estimator.Difference(variable(), option("by"), option("of"), option("minus"));
            case "relative" ->
                new Estimator.Relative(new Estimator.Mean(variable()), option("by"), option("of"), option("minus"));
            case "contrast" -> new Estimator.Contrast(new Estimator.Mean(variable()), option("by"), weights());
            case "cov", "corr", "gini", "concentration" -> Estimator.parse(estimator() + "(" + variable() + ")");
            case "glm" ->
                Estimator.parse(
                        "glm(" + option("formula") + ", " + option("family").replace("quasi", "") + ")");
            case "chisq" -> Estimator.parse("chisq(" + variable() + ", " + option("statistic") + ")");
            case "ttest" -> Estimator.parse("ttest(" + variable() + ")");
            default -> null;
        };
    }

    private Map<String, Double> weights() {
        Map<String, Double> weights = new LinkedHashMap<>();
        json.path("options")
                .path("weights")
                .properties()
                .forEach(entry -> weights.put(entry.getKey(), entry.getValue().asDouble()));
        return weights;
    }

    @Override
    public String toString() {
        return "#" + number + " " + dataset() + " " + estimator() + " " + variable() + " "
                + json.path("level").asText() + " " + json.path("domain") + " " + json.path("options")
                + json.path("request").asText() + " "
                + json.path("design");
    }
}
