package org.wasl.warehouse.survival;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The Kaplan–Meier estimate of the share that has not had the event yet.
 *
 * <p>Kaplan and Meier (1958, JASA 53); its error by Greenwood (1926). A weight that is a whole number counts subjects that
 * are alike. Where any is not, weights are how much subjects stand for, and the error is the infinitesimal jackknife's, as in R's
 * {@code survfit}: with {@code H} the sum of d / (r (r − d)), a subject moves log S by what it adds to the last hazard
 * less H over the time it was at risk (Efron 1988, JASA 83).
 */
public final class SurvivalCurve {
    // The two-sided 95 % point of the normal distribution, whose inverse is exact enough to be taken once.
    private static final double Z = new NormalDistribution().inverseCumulativeProbability(0.975);

    private final List<Step> steps;
    private final Followed followed;
    private final List<Subject> weighted;

    /** @param weighted the subjects, where they are not counted but weighed */
    private SurvivalCurve(List<Step> steps, Followed followed, List<Subject> weighted) {
        this.steps = List.copyOf(steps);
        this.followed = followed;
        this.weighted = weighted;
    }

    /**
     * One subject: followed from after {@code entry} until {@code time}, when the event came or the following stopped. Who
     * entered late would not be known of, had the event come before (left truncation).
     *
     * @param entry negative infinity for a subject that was followed from the beginning
     * @param weight how many it stands for
     */
    public record Subject(double entry, double time, boolean event, double weight) {
        public Subject {
            if (!(time >= 0) || Double.isInfinite(time)) {
                throw new SurvivalException("A time of " + time + " cannot be followed: it must be 0 or more.");
            }
            if (!(entry < time)) {
                throw new SurvivalException("A subject that enters at " + entry + " cannot be followed until " + time
                        + ": the entry must be before the time.");
            }
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new SurvivalException("A subject cannot weigh " + weight + ": a weight is a number above 0.");
            }
        }

        public Subject(double entry, double time, boolean event) {
            this(entry, time, event, 1);
        }

        public Subject(double time, boolean event) {
            this(Double.NEGATIVE_INFINITY, time, event, 1);
        }
    }

    /** A distinct time: how many were followed just before it, had the event at it, and are expected to survive it. */
    public record Step(double time, double atRisk, double events, double survival, double greenwood) {}

    /** The curve at one time; the interval is symmetric in log(−log S). Nulls where it does not exist. */
    public record Point(
            double time,
            double survival,
            @Nullable Double se,
            @Nullable Double ciLow,
            @Nullable Double ciHigh,
            double atRisk) {}

    /**
     * Between which times half are left, with 95 % confidence (Brookmeyer and Crowley 1982, Biometrics 38). Nulls where the
     * follow-up ends before.
     */
    public record MedianInterval(
            @Nullable Double low, @Nullable Double high) {}

    /** A restricted mean survival time and its standard error. */
    public record RestrictedMean(double horizon, double mean, double se) {}

    /** Fits the curve.
     *
     * @throws SurvivalException when there is no subject
     */
    public static SurvivalCurve of(List<Subject> subjects) {
        if (subjects.isEmpty()) {
            throw new SurvivalException("There is no subject to follow: the group is empty.");
        }
        Followed followed = new Followed(subjects);
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double greenwood = 0;
        for (double time : followed.times()) {
            double events = followed.events(time);
            double atRisk = followed.atRisk(time);
            survival *= 1 - events / atRisk;
            greenwood += events == 0 ? 0 : events / (atRisk * (atRisk - events));
            steps.add(new Step(time, atRisk, events, survival, greenwood));
        }
        boolean counted = subjects.stream().allMatch(subject -> subject.weight() == Math.rint(subject.weight()));
        return new SurvivalCurve(steps, followed, counted ? List.of() : List.copyOf(subjects));
    }

    public List<Step> steps() {
        return steps;
    }

    /** The curve at a time; beyond the last follow-up it stays where it was. */
    public Point at(double time) {
        double survival = 1;
        double greenwood = 0;
        double atRisk = followed.atRisk(time);
        for (Step step : steps) {
            if (step.time() > time) {
                break;
            }
            survival = step.survival();
            greenwood = step.greenwood();
        }
        if (survival <= 0) {
            return new Point(time, 0, weighted.isEmpty() ? null : 0.0, null, null, atRisk);
        }
        double ofLog = Math.sqrt(weighted.isEmpty() ? greenwood : jackknifed(time));
        double se = survival * ofLog;
        if (survival >= 1) {
            // Before anybody was lost all are left for certain; later the scale of the interval ends here.
            Double certain = time < steps.get(0).time() ? 1.0 : null;
            return new Point(time, 1, 0.0, certain, certain, atRisk);
        }
        double logLog = Math.log(-Math.log(survival));
        double margin = Z * ofLog / -Math.log(survival);
        return new Point(
                time, survival, se, Math.exp(-Math.exp(logLog + margin)), Math.exp(-Math.exp(logLog - margin)), atRisk);
    }

    /** The variance of log S at a time: what each subject moves it by, squared. */
    private double jackknifed(double time) {
        return jackknifed(time, step -> 1);
    }

    /** @param counts what a fall of the curve at a step counts for */
    private double jackknifed(double time, ToDoubleFunction<Step> counts) {
        TreeMap<Double, Double> hazard = new TreeMap<>(Map.of(Double.NEGATIVE_INFINITY, 0.0));
        TreeMap<Double, Double> own = new TreeMap<>();
        double sum = 0;
        for (Step step : steps) {
            if (step.time() <= time && step.events() > 0 && step.atRisk() > step.events()) {
                double left = counts.applyAsDouble(step) / (step.atRisk() - step.events());
                sum += left * step.events() / step.atRisk();
                own.put(step.time(), left);
            }
            hazard.put(step.time(), sum);
        }
        double variance = 0;
        for (Subject subject : weighted) {
            double moved = hazard.floorEntry(subject.entry()).getValue()
                    - hazard.floorEntry(subject.time()).getValue()
                    + (subject.event() ? own.getOrDefault(subject.time(), 0.0) : 0);
            variance += subject.weight() * subject.weight() * moved * moved;
        }
        return variance;
    }

    /** The first time at which half or fewer are left; null when more than half outlast the follow-up. */
    public @Nullable Double median() {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            // A curve that rests on one half has its median in the middle of the rest, which may be that of the
            // following.
            if (Math.abs(step.survival() - 0.5) < 1e-9) {
                double until = steps.subList(i, steps.size()).stream()
                        .filter(later -> later.time() > step.time() && later.events() > 0)
                        .mapToDouble(Step::time)
                        .findFirst()
                        .orElse(steps.get(steps.size() - 1).time());
                return (step.time() + until) / 2;
            }
            if (step.survival() < 0.5) {
                return step.time();
            }
        }
        return null;
    }

    /** The times at which the interval around the curve comes to hold a half, and at which it ceases to. */
    public MedianInterval medianInterval() {
        return new MedianInterval(firstAtHalf(Point::ciLow), firstAtHalf(Point::ciHigh));
    }

    private @Nullable Double firstAtHalf(Function<Point, @Nullable Double> end) {
        for (Step step : steps) {
            Double share = end.apply(at(step.time()));
            if (share != null && share <= 0.5) {
                return step.time();
            }
        }
        return null;
    }

    /**
     * The mean time until the event or the horizon, whichever is first: the area under the curve (Irwin 1949); its error
     * sums each event's squared remaining area by Greenwood's terms.
     */
    public RestrictedMean restrictedMean(double horizon) {
        double area = 0;
        double from = 0;
        double height = 1;
        Map<Double, double[]> events = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.time() > horizon) {
                break;
            }
            area += height * (step.time() - from);
            from = step.time();
            height = step.survival();
            if (step.events() > 0 && step.atRisk() > step.events()) {
                double term = step.events() / (step.atRisk() * (step.atRisk() - step.events()));
                events.put(step.time(), new double[] {area, term});
            }
        }
        double total = area + height * (horizon - from);
        double variance = 0;
        for (double[] event : events.values()) {
            variance += (total - event[0]) * (total - event[0]) * event[1];
        }
        if (!weighted.isEmpty()) {
            variance =
                    jackknifed(horizon, step -> total - events.getOrDefault(step.time(), new double[] {total, 0})[0]);
        }
        return new RestrictedMean(horizon, total, Math.sqrt(variance));
    }

    public int subjects() {
        return followed.subjects();
    }
}
