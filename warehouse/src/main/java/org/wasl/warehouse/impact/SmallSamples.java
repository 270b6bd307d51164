package org.wasl.warehouse.impact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.disclosure.Thresholds;

/**
 * Withholds what rests on too few observations of a release, or on too few units. An effect of one starting period, one
 * moment or one distance rests on the treated observations it speaks of, however many controls the regression had. A
 * subgroup is withheld too where its number of units would give that of a small one back.
 */
final class SmallSamples {
    private final Study study;
    private final StudyData data;
    private final Thresholds thresholds;
    private final Map<List<String>, Set<List<String>>> hidden = new HashMap<>();

    SmallSamples(Study study, StudyData data, Thresholds thresholds) {
        this.study = study;
        this.data = data;
        this.thresholds = thresholds;
    }

    List<StudyResult> withheld(List<StudyResult> results) {
        return results.stream()
                .map(result -> tooFew(result) || givesBack(result) ? result.withheld() : result)
                .toList();
    }

    private boolean tooFew(StudyResult result) {
        if (result.n() < thresholds.minN()) {
            return true;
        }
        // A reference of 0 is set, not estimated.
        if (result.estimate() == null || result.se() == null) {
            return false;
        }
        boolean ofTreated = result.group() != null || result.time() != null || result.eventTime() != null;
        return ofTreated && tooFewTreated(result);
    }

    private boolean tooFewTreated(StudyResult result) {
        double[] time = data.number(study.time());
        double[] start = data.number(study.treatment());
        Level subgroup = Level.of(result.subgroup());
        List<String> levels = subgroup == null ? List.of() : data.label(subgroup.column());
        Count treated = count(
                result.outcome(),
                i -> !Double.isNaN(start[i])
                        && start[i] != 0
                        && (subgroup == null || levels.get(i).equals(subgroup.value()))
                        && is(result.group(), start[i])
                        && is(result.time(), time[i])
                        && is(result.eventTime(), time[i] - start[i]));
        return treated.rows() < thresholds.minN() || treated.units() < thresholds.minCount();
    }

    /** Whether a subgroup has few units, or gives back how few another has. */
    private boolean givesBack(StudyResult result) {
        Level subgroup = Level.of(result.subgroup());
        return subgroup != null
                && hidden.computeIfAbsent(
                                List.of(result.outcome(), subgroup.column()),
                                any -> hidden(result.outcome(), subgroup.column()))
                        .contains(List.of(subgroup.value()));
    }

    private Set<List<String>> hidden(String outcome, String column) {
        List<String> labels = data.label(column);
        List<SmallCells.Cell> cells = new ArrayList<>();
        for (String level : new HashSet<>(labels)) {
            cells.add(new SmallCells.Cell(
                    List.of(level),
                    count(outcome, i -> labels.get(i).equals(level)).units()));
        }
        return new SmallCells(thresholds).suppressed(cells);
    }

    private record Count(long rows, long units) {}

    /** Rows that answer and are of a kind, and how many units they are of. */
    private Count count(String outcome, IntPredicate kind) {
        double[] value = data.number(outcome);
        List<String> units = data.label(study.unit());
        Set<String> seen = new HashSet<>();
        long rows = 0;
        for (int i = 0; i < value.length; i++) {
            if (!Double.isNaN(value[i]) && kind.test(i)) {
                rows++;
                seen.add(units.get(i));
            }
        }
        return new Count(rows, seen.size());
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
