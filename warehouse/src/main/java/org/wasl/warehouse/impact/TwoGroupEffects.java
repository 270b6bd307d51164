package org.wasl.warehouse.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Difference in differences of treated and never-treated units, with unit and period effects absorbed.
 *
 * <p>The pooled effect averages over starting periods with weights of its own making, some of which may be negative when
 * effects change with time (Goodman-Bacon 2021); the effects by starting period use never-treated units alone as
 * controls and do not have that fault.
 */
final class TwoGroupEffects {
    private static final String TREATED = "treated";

    private final Study study;
    private final Specification.TwoGroup specification;
    private final String outcome;
    private final @Nullable String subgroup;
    private final StudyData data;

    TwoGroupEffects(
            Study study,
            Specification.TwoGroup specification,
            String outcome,
            @Nullable String subgroup,
            StudyData data) {
        this.study = study;
        this.specification = specification;
        this.outcome = outcome;
        this.subgroup = subgroup;
        double[] value = data.number(outcome);
        double[] time = data.number(study.time());
        double[] start = data.number(study.treatment());
        double first = Double.POSITIVE_INFINITY;
        for (double t : time) {
            first = Math.min(first, t);
        }
        double from = first;
        // Units treated from the first period on have no "before": they say nothing about the change.
        this.data = data.where(i -> !Double.isNaN(value[i]) && (never(start[i]) || start[i] > from));
    }

    private static boolean never(double start) {
        return Double.isNaN(start) || start == 0;
    }

    List<StudyResult> results() {
        double[] start = data.number(study.treatment());
        double[] time = data.number(study.time());
        TreeSet<Double> cohorts = new TreeSet<>();
        int controls = 0;
        for (int i = 0; i < start.length; i++) {
            if (never(start[i])) {
                controls++;
            } else {
                cohorts.add(start[i]);
            }
        }
        if (controls == 0 || cohorts.isEmpty()) {
            throw new StudyException("\"" + study.treatment() + "\" has "
                    + (controls == 0 ? "no never-treated unit" : "no unit treated after the first period")
                    + " with an answer to \"" + outcome + "\": there is nothing to compare.");
        }
        List<StudyResult> results = new ArrayList<>();
        LeastSquares pooled = fit(data, List.of(treated(data)));
        results.add(result("twfe", null, null, TREATED, pooled));
        for (double cohort : cohorts) {
            StudyData two = data.where(i -> never(start[i]) || start[i] == cohort);
            double last = 0;
            for (double t : time) {
                last = Math.max(last, t);
            }
            if (cohort <= last) {
                results.add(result("group", (long) cohort, null, TREATED, fit(two, List.of(treated(two)))));
            }
        }
        results.addAll(dynamic());
        return results;
    }

    private Variable treated(StudyData rows) {
        double[] start = rows.number(study.treatment());
        double[] time = rows.number(study.time());
        double[] treated = new double[rows.rows()];
        for (int i = 0; i < treated.length; i++) {
            treated[i] = !never(start[i]) && time[i] >= start[i] ? 1 : 0;
        }
        return new Variable(TREATED, treated);
    }

    /** The effect at each distance from the start but the reference, and a joint test of those before it. */
    private List<StudyResult> dynamic() {
        double[] start = data.number(study.treatment());
        double[] time = data.number(study.time());
        TreeMap<Integer, double[]> distances = new TreeMap<>();
        for (int i = 0; i < start.length; i++) {
            if (!never(start[i])) {
                int distance = (int) Math.round(time[i] - start[i]);
                distances.computeIfAbsent(distance, any -> new double[data.rows()])[i] = 1;
            }
        }
        List<Variable> variables = new ArrayList<>();
        distances.forEach((distance, indicator) -> {
            if (distance != specification.reference()) {
                variables.add(new Variable("event::" + distance, indicator));
            }
        });
        LeastSquares fit = fit(data, variables);
        List<StudyResult> results = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (int distance : distances.keySet()) {
            String name = "event::" + distance;
            if (distance == specification.reference()) {
                results.add(reference(distance, fit));
            } else if (fit.names().contains(name)) {
                results.add(result("dynamic", null, distance, name, fit));
                if (distance < specification.reference()) {
                    before.add(name);
                }
            }
        }
        if (!before.isEmpty()) {
            results.add(pretest(fit.jointP(before), fit));
        }
        return results;
    }

    private LeastSquares fit(StudyData rows, List<Variable> variables) {
        List<Variable> all = new ArrayList<>(variables);
        study.covariates().forEach(column -> all.add(new Variable(column, rows.number(column))));
        String weights = study.weights();
        return new LeastSquares(
                rows.number(outcome),
                all,
                List.of(rows.codes(study.unit()), rows.codes(study.time())),
                List.of(rows.codes(study.cluster())),
                weights == null ? StudyRun.ones(rows.rows()) : rows.number(weights));
    }

    private StudyResult result(
            String parameter, @Nullable Long group, @Nullable Integer distance, String name, LeastSquares fit) {
        double estimate = fit.coefficient(name);
        double margin = fit.margin(name);
        return new StudyResult(
                specification.name(),
                outcome,
                "twogroup",
                parameter,
                group,
                null,
                distance,
                subgroup,
                estimate,
                fit.se(name),
                estimate - margin,
                estimate + margin,
                null,
                null,
                fit.rows(),
                fit.clusters(),
                fit.p(name),
                null);
    }

    private StudyResult reference(int distance, LeastSquares fit) {
        return new StudyResult(
                specification.name(),
                outcome,
                "twogroup",
                "dynamic",
                null,
                null,
                distance,
                subgroup,
                0.0,
                null,
                null,
                null,
                null,
                null,
                fit.rows(),
                fit.clusters(),
                null,
                null);
    }

    private StudyResult pretest(double p, LeastSquares fit) {
        return new StudyResult(
                specification.name(),
                outcome,
                "twogroup",
                "pretest",
                null,
                null,
                null,
                subgroup,
                null,
                null,
                null,
                null,
                null,
                null,
                fit.rows(),
                fit.clusters(),
                p,
                null);
    }
}
