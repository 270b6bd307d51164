package org.wasl.warehouse.survival;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.wasl.warehouse.survival.SurvivalCurve.Subject;

/** Who is followed when, and to whom the event comes; a subject of weight two is two alike. */
final class Followed {
    /** Of a sum of weights, what adding them up in another order changes. */
    private static final double ROUNDING = 1e-12;

    private final int subjects;
    private final Since entered;
    private final Since ended;
    private final TreeMap<Double, Double> events = new TreeMap<>();

    Followed(List<Subject> subjects) {
        this.subjects = subjects.size();
        entered = new Since(subjects, Subject::entry);
        ended = new Since(subjects, Subject::time);
        subjects.forEach(
                subject -> events.merge(subject.time(), subject.event() ? subject.weight() : 0.0, Double::sum));
    }

    int subjects() {
        return subjects;
    }

    /** The times at which somebody had the event or ceased to be followed, in order. */
    Set<Double> times() {
        return events.keySet();
    }

    double events(double time) {
        return events.getOrDefault(time, 0.0);
    }

    /**
     * How many had entered before a time and were followed up to it. Where the event comes to all that are left, they are as
     * many as its weights add up to, however these are rounded.
     */
    double atRisk(double time) {
        double atRisk = ended.weight(time) - entered.weight(time);
        double events = events(time);
        return Math.abs(atRisk - events) < ROUNDING * events ? events : atRisk;
    }

    /** The weight of those to whom something came at a time or after. */
    private static final class Since {
        private final double[] times;
        private final double[] weights;

        Since(List<Subject> subjects, ToDoubleFunction<Subject> when) {
            List<Subject> sorted =
                    subjects.stream().sorted(Comparator.comparingDouble(when)).toList();
            times = sorted.stream().mapToDouble(when).toArray();
            weights = new double[times.length + 1];
            for (int i = times.length - 1; i >= 0; i--) {
                weights[i] = weights[i + 1] + sorted.get(i).weight();
            }
        }

        double weight(double bound) {
            int from = 0;
            int to = times.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (times[middle] < bound) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return weights[from];
        }
    }
}
