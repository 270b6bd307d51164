package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Several figures in several domains with their values on every replicate of the sample: whatever is computed from them
 * has its error from being computed again on each replicate, however little it is a smooth function.
 *
 * <pre>{@code
 * JointFigures figures = survey.joint(Estimator.simple("mean(a)", "mean(b)"), List.of(), null);
 * JointFigures.Derived mean = figures.derive(v -> Math.sqrt(v.of(0, 0) * v.of(0, 1)));
 * }</pre>
 */
public final class JointFigures {
    private final List<Map<String, String>> domains;
    private final int width;
    private final double[] full;
    private final double[][] replicates;
    private final double[] degrees;
    private final long[] answers;
    private final Replicated variability;

    private JointFigures(
            List<Map<String, String>> domains,
            int width,
            double[] full,
            double[][] replicates,
            double[] degrees,
            long[] answers,
            Replicated variability) {
        this.domains = domains;
        this.width = width;
        this.full = full;
        this.replicates = replicates;
        this.degrees = degrees;
        this.answers = answers;
        this.variability = variability;
    }

    static JointFigures of(
            List<Cell> cells,
            List<Statistic> statistics,
            double[] degrees,
            long[] answers,
            Replicated variability,
            int width) {
        double[] full = statistics.stream()
                .mapToDouble(statistic -> statistic.value(variability.totals()))
                .toArray();
        List<Map<String, String>> domains = new ArrayList<>();
        cells.forEach(cell -> domains.add(cell.domain()));
        return new JointFigures(domains, width, full, variability.values(statistics), degrees, answers, variability);
    }

    /** The figures' values in one sample or replicate. */
    public interface Values {
        double of(int domain, int figure);
    }

    /** A number made of the figures, with a symmetric 95 % interval. */
    public record Derived(double value, double se, double low, double high, double df) {}

    /** The domains, in the order of their values. */
    public List<Map<String, String>> domains() {
        return List.copyOf(domains);
    }

    /** Rows with an answer to a figure in a domain. */
    public long answers(int domain, int figure) {
        return answers[domain * width + figure];
    }

    /** What a function of the figures is, and its replicate error; its degrees of freedom are the fewest of a figure in it. */
    public Derived derive(ToDoubleFunction<Values> function) {
        double[] df = {variability.degreesOfFreedom()};
        double value = function.applyAsDouble((domain, figure) -> {
            df[0] = Math.min(df[0], degrees[domain * width + figure]);
            return full[domain * width + figure];
        });
        double[] again = new double[replicates.length];
        for (int r = 0; r < again.length; r++) {
            again[r] = function.applyAsDouble(values(replicates[r]));
        }
        double se = Math.sqrt(variability.deviations().variance(again, value));
        Confidence interval = Confidence.symmetric(value, se, df[0]);
        return new Derived(value, se, interval.low(), interval.high(), df[0]);
    }

    private Values values(double[] from) {
        return (domain, figure) -> from[domain * width + figure];
    }
}
