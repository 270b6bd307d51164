package org.wasl.warehouse.survival;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.wasl.warehouse.survival.SurvivalCurve.Subject;

/** Who is followed when, and to whom the event comes. */
final class Followed {
    private final double[] entries;
    private final double[] ends;
    private final TreeMap<Double, Long> events = new TreeMap<>();

    Followed(List<Subject> subjects) {
        entries = subjects.stream().mapToDouble(Subject::entry).sorted().toArray();
        ends = subjects.stream().mapToDouble(Subject::time).sorted().toArray();
        subjects.forEach(subject -> events.merge(subject.time(), subject.event() ? 1L : 0L, Long::sum));
    }

    int subjects() {
        return ends.length;
    }

    /** The times at which somebody had the event or ceased to be followed, in order. */
    Set<Double> times() {
        return events.keySet();
    }

    long events(double time) {
        return events.getOrDefault(time, 0L);
    }

    /** How many had entered before a time and were followed up to it. */
    long atRisk(double time) {
        return below(entries, time) - below(ends, time);
    }

    private static long below(double[] sorted, double bound) {
        int at = Arrays.binarySearch(sorted, bound);
        while (at > 0 && sorted[at - 1] == bound) {
            at--;
        }
        return at < 0 ? -at - 1 : at;
    }
}
