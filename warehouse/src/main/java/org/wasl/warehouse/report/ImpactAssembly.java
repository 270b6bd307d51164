package org.wasl.warehouse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.impact.Study;
import org.wasl.warehouse.impact.StudyException;
import org.wasl.warehouse.impact.StudyResult;
import org.wasl.warehouse.impact.StudyRun;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.report.ReportData.EventEffect;
import org.wasl.warehouse.report.ReportData.Impact;

/** Runs the programme's first impact study on the report's own release; its first outcome is the one shown. */
final class ImpactAssembly {
    private final Warehouse warehouse;
    private final ReportLayout layout;

    ImpactAssembly(Warehouse warehouse, ReportLayout layout) {
        this.warehouse = warehouse;
        this.layout = layout;
    }

    /** Nothing where no study is declared, or where this release holds nothing to compare yet. */
    Optional<Impact> impact() {
        String name = layout.study();
        if (name == null) {
            return Optional.empty();
        }
        Study study =
                Study.read(warehouse.release().programme().resolve("report").resolve(name));
        if (!(study.input() instanceof Study.Input.OfRelease input)) {
            throw new ReportException("report/" + name + " reads a file; the study of a report reads its release.");
        }
        try {
            return impact(study, StudyRun.compute(study, warehouse.connection(), input.relation()));
        } catch (StudyException tooEarly) {
            return Optional.empty();
        }
    }

    private static Optional<Impact> impact(Study study, List<StudyResult> results) {
        String outcome = study.outcomes().get(0);
        @Nullable StudyResult overall = null;
        @Nullable Double pretrend = null;
        List<EventEffect> effects = new ArrayList<>();
        for (StudyResult result : results) {
            Integer event = result.eventTime();
            if (!result.outcome().equals(outcome) || result.subgroup() != null) {
                continue;
            }
            if (result.parameter().equals("twfe")) {
                overall = result;
            } else if (result.parameter().equals("pretest")) {
                pretrend = result.p();
            } else if (event != null) {
                effects.add(new EventEffect(event, amount(result)));
            }
        }
        return overall == null
                ? Optional.empty()
                : Optional.of(new Impact(
                        outcome, "share", amount(overall), effects, pretrend, overall.n(), overall.clusters()));
    }

    /** The reference period has no error: its answers are those of the whole and say nothing of it. */
    private static Amount amount(StudyResult result) {
        Double estimate = result.estimate();
        if (estimate == null) {
            return Amount.absent();
        }
        return result.se() == null
                ? Amount.exact(estimate)
                : new Amount(estimate, result.ciLow(), result.ciHigh(), result.n(), Amount.Standing.PUBLISHED);
    }
}
