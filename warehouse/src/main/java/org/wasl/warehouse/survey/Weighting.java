package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from sampling weights to final ones: non-response, then trimming, then calibration.
 *
 * @param rows with final weights
 * @param adjustments whose error is part of the variance, in the order they were made
 * @param told what each step did
 */
record Weighting(SampleRows rows, List<Adjustment> adjustments, List<String> told) {

    static Weighting fit(SampleRows sampled, Design design) {
        return fit(sampled, design, 0);
    }

    /** A replicate's final weight, fitted anew as the whole sample's was. */
    static String refit(SampleRows replicate, int rounds) {
        return fit(replicate, replicate.design(), rounds).rows().finalWeight();
    }

    /** That the last adjustment took, where replicates take as many; else 0. */
    int rounds() {
        return adjustments.isEmpty()
                ? 0
                : adjustments.get(adjustments.size() - 1).rounds();
    }

    private static Weighting fit(SampleRows sampled, Design design, int rounds) {
        List<Adjustment> before = new ArrayList<>();
        SampleRows rows = sampled;
        Nonresponse nonresponse = design.nonresponse();
        if (nonresponse != null) {
            before.add(NonresponseFit.fit(rows, nonresponse));
            rows = sampled.adjusted(before, null);
        }
        Trimming trimming = design.trimming();
        if (trimming != null) {
            before.add(TrimmingFit.fit(rows, trimming));
            rows = sampled.adjusted(before, null);
        }
        Calibration calibration = design.calibration();
        Adjustment calibrated = calibration == null ? null : calibrated(rows, calibration, rounds);
        List<Adjustment> all = new ArrayList<>(before);
        if (calibrated != null) {
            all.add(calibrated);
        }
        return new Weighting(
                sampled.adjusted(before, calibrated),
                all.stream().filter(step -> step.x().size() > 0).toList(),
                all.stream().map(Adjustment::told).toList());
    }

    private static Adjustment calibrated(SampleRows rows, Calibration calibration, int rounds) {
        if (calibration instanceof Calibration.Poststratify post) {
            return MarginFit.poststratify(rows, post);
        }
        if (calibration instanceof Calibration.Rake rake) {
            return MarginFit.rake(rows, rake, rounds);
        }
        return TotalsFit.fit(rows, (Calibration.Totals) calibration);
    }

    /** Whether weights differ from the sampling weights. */
    static boolean changes(Design design) {
        return design.nonresponse() != null || design.trimming() != null || design.calibration() != null;
    }

    /** Whether degrees of freedom are those of the replicates as they were before their weights changed. */
    static boolean keepsDegreesOfFreedom(Design design) {
        Calibration calibration = design.calibration();
        return calibration != null && calibration.keepsDegreesOfFreedom();
    }

    /** Rows that count: those that responded. */
    static @Nullable String domain(Design design, @Nullable String asked) {
        Nonresponse nonresponse = design.nonresponse();
        if (nonresponse == null) {
            return asked;
        }
        return asked == null ? nonresponse.condition() : "(" + asked + ") and " + nonresponse.condition();
    }
}
