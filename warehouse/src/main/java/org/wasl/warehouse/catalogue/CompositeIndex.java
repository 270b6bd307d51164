package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How indicators make one number: each is rescaled between its goalposts to 0–100, a dimension's score is the weighted
 * mean of its indicators, the index the weighted geometric mean of its dimensions, so that no strength makes good a
 * dimension that is wholly missing (OECD and JRC 2008, Handbook on Constructing Composite Indicators, ch. 5 and 6).
 *
 * @param widened share by which the sensitivity analysis moves the goalposts apart, e.g. 0.1
 */
public record CompositeIndex(
        List<Part> dimensions, @JsonProperty("widened") double widened) {
    public CompositeIndex {
        dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
    }

    /** One dimension of the index. */
    public record Part(String code, Words title, double weight, List<Indicator> indicators) {
        public Part {
            indicators = indicators == null ? List.of() : List.copyOf(indicators);
        }
    }

    /**
     * One figure of a dimension.
     *
     * @param figure in the notation of {@code wasl survey}: a mean, a share of one level or a ratio
     * @param worst value that scores 0; below {@code best} or, of a burden, above it
     * @param best value that scores 100
     * @param answers variables of the questions that it rests on
     */
    public record Indicator(
            String code, String figure, double worst, double best, double weight, List<String> answers) {
        public Indicator {
            answers = answers == null ? List.of() : List.copyOf(answers);
        }

        /** 0 to 100. */
        double score(double value, double widened) {
            double margin = widened * (best - worst);
            double share = (value - (worst - margin)) / (best - worst + 2 * margin);
            // Not a number stays one: what is not known has no score.
            return 100 * Math.min(1, Math.max(0, share));
        }
    }

    /** How the parts become one number; the declared way, or another for the sensitivity analysis. */
    record Rule(
            boolean geometric,
            boolean equalWeights,
            double widened,
            @Nullable String without) {
        static final Rule DECLARED = new Rule(true, false, 0, null);
    }

    /** Every indicator, in the order of the file. */
    List<Indicator> indicators() {
        List<Indicator> all = new ArrayList<>();
        dimensions.forEach(part -> all.addAll(part.indicators()));
        return all;
    }

    /** The value of an indicator, by its place in {@link #indicators()}. */
    interface Values {
        double of(int indicator);
    }

    /** The score of one dimension. */
    double score(Part part, Values values, Rule rule) {
        List<Indicator> all = indicators();
        double sum = 0;
        double weights = 0;
        for (Indicator indicator : part.indicators()) {
            if (!indicator.code().equals(rule.without())) {
                double weight = rule.equalWeights() ? 1 : indicator.weight();
                sum += weight * indicator.score(values.of(all.indexOf(indicator)), rule.widened());
                weights += weight;
            }
        }
        return sum / weights;
    }

    /** The index. */
    double overall(Values values, Rule rule) {
        double sum = 0;
        double weights = 0;
        for (Part part : dimensions) {
            double weight = rule.equalWeights() ? 1 : part.weight();
            double score = score(part, values, rule);
            sum += weight * (rule.geometric() ? Math.log(score) : score);
            weights += weight;
        }
        double mean = sum / weights;
        return rule.geometric() ? Math.exp(mean) : mean;
    }
}
