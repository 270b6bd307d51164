package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.CompositeIndex.Part;
import org.wasl.warehouse.catalogue.CompositeIndex.Rule;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survey.Estimator;
import org.wasl.warehouse.survey.JointFigures;
import org.wasl.warehouse.survey.SurveyEstimation;

/**
 * Estimates a composite index wave by wave: every indicator in one pass, then the index anew on each replicate. The
 * undivided index comes with its sensitivity: to weights, to the mean and to the goalposts chosen, to each indicator.
 */
final class IndexMetric {
    private static final String OVERALL = "overall";

    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;
    private final CompositeIndex index;

    IndexMetric(Catalogue catalogue, Warehouse warehouse, Metric metric, CompositeIndex index) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
        this.index = index;
    }

    List<Figure> figures(MetricRequest request) {
        String where = request.where() == null
                ? null
                : new Condition(warehouse.connection(), metric.dimensions()).sql(request.where());
        List<Map<List<String>, FigureSheet.Answers>> answers = answers(request, where);
        List<Figure> figures = new ArrayList<>();
        for (SurveyWave wave : SurveyWave.of(warehouse, warehouse.held(catalogue.sql(metric)), quoted(variables()))) {
            // A wave that asked less would give an index of something else.
            if (wave.asked().containsAll(quoted(variables()))) {
                figures.addAll(figures(request, wave, where, answers));
            }
        }
        return figures;
    }

    private List<Figure> figures(
            MetricRequest request,
            SurveyWave wave,
            @Nullable String where,
            List<Map<List<String>, FigureSheet.Answers>> answers) {
        List<String> columns = request.by().stream().map(SurveyWave::column).toList();
        String relation = "(SELECT *" + SurveyWave.labels(request.by()) + " FROM "
                + warehouse.held(catalogue.sql(metric)) + " WHERE wave = " + wave.number() + ")";
        JointFigures joint = new SurveyEstimation(warehouse.connection(), relation, wave.jackknifed())
                .joint(indicators(), columns, where);
        SmallCells door = new SmallCells(catalogue.programme().disclosure());
        FigureSheet sheet = new FigureSheet(catalogue, metric, request);
        List<Told> asked = new ArrayList<>();
        List<Estimate> told = new ArrayList<>();
        List<FigureSheet.Answers> worst = new ArrayList<>();
        for (int domain = 0; domain < joint.domains().size(); domain++) {
            Map<String, String> named = new LinkedHashMap<>(Map.of(Grain.WAVE.label(), wave.number()));
            for (String dimension : request.by()) {
                named.put(dimension, joint.domains().get(domain).getOrDefault(SurveyWave.column(dimension), "unknown"));
            }
            for (Told number : numbers(request)) {
                Estimate estimate = estimate(joint, domain, number, named);
                asked.add(number);
                worst.add(worst(answers, number, List.copyOf(named.values())));
                told.add(wave.populationKnown() ? estimate : estimate.flagged("no_fpc"));
            }
        }
        List<Estimate> safe = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            safe.add(door.estimate(told.get(i), worst.get(i).itemNonresponse()));
        }
        List<Estimate> counted = door.counts(told, safe, Set.of(Grain.WAVE.label()));
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            boolean known = safe.get(i).n() != null;
            figures.add(sheet.figure(
                    counted.get(i),
                    asked.get(i).title(),
                    metric.unit(),
                    known ? worst.get(i) : FigureSheet.Answers.NONE));
        }
        return figures;
    }

    /** Who gave no valid answer, for each indicator in turn, by wave and the split's values. */
    private List<Map<List<String>, FigureSheet.Answers>> answers(MetricRequest request, @Nullable String where) {
        List<String> by = new ArrayList<>(List.of(Grain.WAVE.label()));
        request.by().forEach(dimension -> by.add(SurveyWave.column(dimension)));
        String relation =
                "(SELECT *" + SurveyWave.labels(request.by()) + " FROM " + warehouse.held(catalogue.sql(metric)) + ")";
        return new ItemNonresponse(
                        warehouse,
                        index.indicators().stream()
                                .map(CompositeIndex.Indicator::answers)
                                .toList())
                .shares(relation, by, where);
    }

    /** Of the number's indicators, the one that most of those asked gave no answer to. */
    private FigureSheet.Answers worst(
            List<Map<List<String>, FigureSheet.Answers>> answers, Told number, List<String> key) {
        FigureSheet.Answers worst = FigureSheet.Answers.NONE;
        double most = -1;
        for (int i = 0; i < answers.size(); i++) {
            FigureSheet.Answers one = answers.get(i).getOrDefault(key, FigureSheet.Answers.NONE);
            Double share = one.itemNonresponse();
            if (number.restsOn().test(index.indicators().get(i)) && share != null && share > most) {
                worst = one;
                most = share;
            }
        }
        return worst;
    }

    /** One number of the index: its level, its title, how the indicators make it, and which. */
    private record Told(
            String level,
            @Nullable Words title,
            ToDoubleFunction<CompositeIndex.Values> of,
            Predicate<CompositeIndex.Indicator> restsOn) {}

    private List<Told> numbers(MetricRequest request) {
        List<Told> numbers = new ArrayList<>();
        numbers.add(new Told(OVERALL, null, values -> index.overall(values, Rule.DECLARED), one -> true));
        for (Part part : index.dimensions()) {
            numbers.add(new Told(
                    part.code(),
                    part.title(),
                    values -> index.score(part, values, Rule.DECLARED),
                    part.indicators()::contains));
        }
        if (request.by().isEmpty()) {
            numbers.add(variant("arithmetic", new Rule(false, false, 0, null)));
            numbers.add(variant("equal_weights", new Rule(true, true, 0, null)));
            numbers.add(variant("wide_goalposts", new Rule(true, false, index.widened(), null)));
            index.indicators()
                    .forEach(
                            one -> numbers.add(variant("without_" + one.code(), new Rule(true, false, 0, one.code()))));
        }
        return numbers;
    }

    private Told variant(String name, Rule rule) {
        return new Told(
                OVERALL + ":" + name,
                null,
                values -> index.overall(values, rule),
                one -> !one.code().equals(rule.without()));
    }

    private Estimate estimate(JointFigures joint, int domain, Told number, Map<String, String> named) {
        JointFigures.Derived derived =
                joint.derive(values -> number.of().applyAsDouble(indicator -> values.of(domain, indicator)));
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < index.indicators().size(); i++) {
            fewest = Math.min(fewest, joint.answers(domain, i));
        }
        return new Estimate(
                "index",
                metric.id(),
                number.level(),
                named,
                derived.value(),
                derived.se(),
                derived.low(),
                derived.high(),
                fewest,
                null,
                null,
                derived.df(),
                null,
                List.of());
    }

    private List<Estimator> indicators() {
        return index.indicators().stream()
                .map(indicator -> Estimator.parse(indicator.figure()))
                .toList();
    }

    private static List<String> quoted(List<String> columns) {
        return columns.stream().map(column -> name(column)).toList();
    }

    private List<String> variables() {
        Set<String> variables = new LinkedHashSet<>();
        for (Estimator figure : indicators()) {
            if (figure instanceof Estimator.Ratio ratio) {
                variables.add(ratio.numerator());
                variables.add(ratio.denominator());
            } else {
                variables.add(figure.variable());
            }
        }
        return List.copyOf(variables);
    }
}
