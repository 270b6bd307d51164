package org.wasl.warehouse.impact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Withholds what rests on too few observations of a release. An effect of one starting period, one moment or one distance
 * rests on the treated observations it speaks of, however many controls the regression had.
 */
final class SmallSamples {
    private final Study study;
    private final StudyData data;
    private final int fewest;

    /**
     * @param fewest observations behind a number that may be shown; the programme's {@code min_n}
     */
    SmallSamples(Study study, StudyData data, int fewest) {
        this.study = study;
        this.data = data;
        this.fewest = fewest;
    }

    List<StudyResult> withheld(List<StudyResult> results) {
        return results.stream()
                .map(result -> tooFew(result) ? result.withheld() : result)
                .toList();
    }

    private boolean tooFew(StudyResult result) {
        if (result.n() < fewest) {
            return true;
        }
        // A reference of 0 is set, not estimated.
        if (result.estimate() == null || result.se() == null) {
            return false;
        }
        boolean ofTreated = result.group() != null || result.time() != null || result.eventTime() != null;
        return ofTreated && treated(result) < fewest;
    }

    private long treated(StudyResult result) {
        double[] outcome = data.number(result.outcome());
        double[] time = data.number(study.time());
        double[] start = data.number(study.treatment());
        Level subgroup = Level.of(result.subgroup());
        List<String> levels = subgroup == null ? List.of() : data.label(subgroup.column());
        long count = 0;
        for (int i = 0; i < start.length; i++) {
            boolean ever = !Double.isNaN(start[i]) && start[i] != 0;
            boolean answered = !Double.isNaN(outcome[i]);
            boolean inside = subgroup == null || levels.get(i).equals(subgroup.value());
            if (ever
                    && answered
                    && inside
                    && is(result.group(), start[i])
                    && is(result.time(), time[i])
                    && is(result.eventTime(), time[i] - start[i])) {
                count++;
            }
        }
        return count;
    }

    private static boolean is(@Nullable Number wanted, double value) {
        return wanted == null || wanted.longValue() == Math.round(value);
    }

    /** A subgroup as results name it: {@code column=value}. */
    private record Level(String column, String value) {
        static @Nullable Level of(@Nullable String subgroup) {
            if (subgroup == null) {
                return null;
            }
            int equals = subgroup.indexOf('=');
            return new Level(subgroup.substring(0, equals), subgroup.substring(equals + 1));
        }
    }
}
