package org.wasl.warehouse.survey;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates from one sample under one design.
 *
 * <pre>{@code
 * var survey = new SurveyEstimation(connection, "survey_response", Design.clustered("stratum", "psu", "weight"));
 * survey.estimate(List.of(Estimator.parse("mean(wage)")), List.of("wave"), "sex = 'm'");
 * }</pre>
 */
public final class SurveyEstimation {
    private final Connection connection;
    private final String relation;
    private final Design design;
    private List<String> told = List.of();

    /**
     * @param relation a table, view or parenthesised query, as SQL writes it after {@code from}
     */
    public SurveyEstimation(Connection connection, String relation, Design design) {
        this.connection = connection;
        this.relation = relation;
        this.design = design;
    }

    /**
     * Estimates for every cell of the cross-classification of {@code by}, the whole design kept in each.
     *
     * @param by columns whose combinations are domains; empty for the whole
     * @param domain a SQL condition that a row must meet, or null
     * @throws SurveyException when the data or the request allow no estimate
     */
    public List<Estimate> estimate(List<? extends Estimator> estimators, List<String> by, @Nullable String domain) {
        return estimateAll(estimators, List.of(by), domain);
    }

    /** The same for several classifications in one pass over the data, e.g. by sex, by wave, and overall. */
    public List<Estimate> estimateAll(
            List<? extends Estimator> estimators, List<List<String>> classifications, @Nullable String domain) {
        return answers(estimators, classifications, domain).stream()
                .flatMap(answered -> answered.values().stream())
                .flatMap(List::stream)
                .toList();
    }

    /** The same, kept apart: for each classification in turn, what each estimator answers. */
    public List<Map<Estimator, List<Estimate>>> answers(
            List<? extends Estimator> estimators, List<List<String>> classifications, @Nullable String domain) {
        List<List<Map<Estimator, List<Estimate>>>> completed = new ArrayList<>();
        for (String data : Imputed.relations(connection, relation, design)) {
            Estimation estimation = new Estimation(connection, data, design);
            completed.add(estimation.answers(estimators, classifications, domain));
            told = estimation.told();
        }
        return completed.size() == 1 ? completed.get(0) : combined(completed);
    }

    private static List<Map<Estimator, List<Estimate>>> combined(List<List<Map<Estimator, List<Estimate>>>> completed) {
        List<Map<Estimator, List<Estimate>>> combined = new ArrayList<>();
        for (int i = 0; i < completed.get(0).size(); i++) {
            int classification = i;
            Map<Estimator, List<Estimate>> answered = new LinkedHashMap<>();
            for (Estimator estimator : completed.get(0).get(i).keySet()) {
                answered.put(
                        estimator,
                        Imputed.combined(completed.stream()
                                .map(one -> one.get(classification).getOrDefault(estimator, List.of()))
                                .toList()));
            }
            combined.add(answered);
        }
        return combined;
    }

    /**
     * Several simple figures in every cell of a classification, with their values on each of the design's replicates.
     *
     * @param figures means, totals, shares of one level or ratios
     * @throws SurveyException when the design has no replicates, or the data or the request allow no estimate
     */
    public JointFigures joint(List<? extends Estimator> figures, List<String> by, @Nullable String domain) {
        List<Estimator.Simple> simple = new ArrayList<>();
        for (Estimator figure : figures) {
            if (!(figure instanceof Estimator.Simple one)) {
                throw new SurveyException(figure.label() + "(" + figure.variable()
                        + ") is no mean, total, share or ratio, of which joint figures are made.");
            }
            simple.add(one);
        }
        return new Estimation(connection, relation, design).joint(simple, by, domain);
    }

    /** What the adjustments of the weights did in the last estimation: steps, misfit, factors, spread. */
    public List<String> told() {
        return told;
    }
}
