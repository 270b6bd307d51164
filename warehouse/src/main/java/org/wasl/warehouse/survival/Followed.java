package org.wasl.warehouse.survival;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.wasl.warehouse.survival.SurvivalCurve.Subject;

/** Who is followed when, and to whom the event comes; a subject of weight two is two alike. */
final class Followed {
    private final int subjects;
    private final Before entered;
    private final Before ended;
    private final TreeMap<Double, Double> events = new TreeMap<>();

    Followed(List<Subject> subjects) {
        this.subjects = subjects.size();
        entered = new Before(subjects, Subject::entry);
        ended = new Before(subjects, Subject::time);
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

    /** How many had entered before a time and were followed up to it. */
    double atRisk(double time) {
        return entered.weight(time) - ended.weight(time);
    }

    /** The weight of those to whom something came before a time. */
    private static final class Before {
        private final double[] times;
        private final double[] weights;

        Before(List<Subject> subjects, ToDoubleFunction<Subject> when) {
            List<Subject> sorted =
                    subjects.stream().sorted(Comparator.comparingDouble(when)).toList();
            times = sorted.stream().mapToDouble(when).toArray();
            weights = new double[times.length + 1];
            for (int i = 0; i < times.length; i++) {
                weights[i + 1] = weights[i] + sorted.get(i).weight();
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
