package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survey.Estimator;
import org.wasl.warehouse.survey.JointFigures;
import org.wasl.warehouse.survey.JointFigures.Derived;
import org.wasl.warehouse.survey.JointFigures.Values;
import org.wasl.warehouse.survey.SurveyEstimation;

/** Measures who has less and how unequal all are, wave by wave, each with its error under the survey's design. */
final class EquityMetric {
    private static final String UNKNOWN = "unknown";

    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;
    private final Metric.EquityOf equity;
    private final SmallCells door;

    EquityMetric(Catalogue catalogue, Warehouse warehouse, Metric metric, Metric.EquityOf equity) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
        this.equity = equity;
        this.door = new SmallCells(catalogue.programme().disclosure());
    }

    List<Figure> figures(MetricRequest request) {
        String where = request.where() == null
                ? null
                : new Condition(warehouse.connection(), metric.dimensions()).sql(request.where());
        FigureSheet sheet = new FigureSheet(catalogue, metric, request);
        String sample = warehouse.held(catalogue.sql(metric));
        double most = catalogue.programme().disclosure().flagItemNonresponse();
        EquityAnswers answers = new EquityAnswers(warehouse, sample, equity, most, where);
        List<Figure> figures = new ArrayList<>();
        for (SurveyWave wave : SurveyWave.of(warehouse, sample, quoted(variables()))) {
            if (wave.asked().containsAll(quoted(variables()))) {
                for (Estimate estimate : new InWave(wave, request, where).estimates()) {
                    Estimate told = answers.flagged(wave.populationKnown() ? estimate : estimate.flagged("no_fpc"));
                    figures.add(sheet.figure(told, null, metric.unit(), answers.of(told)));
                }
            }
        }
        return figures;
    }

    private static List<String> quoted(List<String> columns) {
        return columns.stream().map(column -> name(column)).toList();
    }

    private List<String> variables() {
        Set<String> variables = new LinkedHashSet<>(equity.concentrated());
        String figure = equity.figure();
        if (figure != null) {
            variables.add(Estimator.parse(figure).variable());
        }
        if (equity.spread() != null) {
            variables.add(equity.spread());
        }
        if (equity.rank() != null) {
            variables.add(equity.rank());
        }
        return List.copyOf(variables);
    }

    /** The measures of one wave; each has passed the door. */
    private final class InWave {
        private final SurveyWave wave;
        private final MetricRequest request;
        private final @Nullable String where;

        InWave(SurveyWave wave, MetricRequest request, @Nullable String where) {
            this.wave = wave;
            this.request = request;
            this.where = where;
        }

        List<Estimate> estimates() {
            List<Estimate> estimates = new ArrayList<>();
            String figure = equity.figure();
            if (figure != null) {
                equity.references()
                        .forEach((dimension, reference) ->
                                estimates.addAll(gaps(Estimator.parse(figure), dimension, reference)));
            }
            Map<Estimator.Concentration, List<Estimate>> indexes = indexes();
            indexes.forEach((index, answered) -> {
                answered.forEach(one -> estimates.add(indexed(index, one)));
                if (index.gini()) {
                    estimates.addAll(theil(index.variable()));
                }
                estimates.addAll(curve(index.variable(), index.rank()));
            });
            return estimates;
        }

        /** Each index of concentration in each of the request's cells, its error linearised. */
        private Map<Estimator.Concentration, List<Estimate>> indexes() {
            List<Estimator.Concentration> asked = new ArrayList<>();
            String spread = equity.spread();
            if (spread != null) {
                asked.add(new Estimator.Concentration(spread, spread));
            }
            String rank = equity.rank();
            equity.concentrated()
                    .forEach(
                            variable -> asked.add(new Estimator.Concentration(variable, Objects.requireNonNull(rank))));
            if (asked.isEmpty()) {
                return Map.of();
            }
            Map<Estimator, List<Estimate>> answered = new SurveyEstimation(
                            warehouse.connection(), relation(request.by(), ""), wave.linearised())
                    .answers(
                            asked,
                            List.of(request.by().stream()
                                    .map(SurveyWave::column)
                                    .toList()),
                            where)
                    .get(0);
            Map<Estimator.Concentration, List<Estimate>> indexes = new LinkedHashMap<>();
            asked.forEach(index -> indexes.put(index, answered.getOrDefault(index, List.of())));
            return indexes;
        }

        private String relation(List<String> dimensions, String more) {
            return "(SELECT *" + more + SurveyWave.labels(dimensions) + " FROM " + warehouse.held(catalogue.sql(metric))
                    + " WHERE wave = " + wave.number() + ")";
        }

        private SurveyEstimation jackknifed(String relation) {
            return new SurveyEstimation(warehouse.connection(), relation, wave.jackknifed());
        }

        /** Each group less, and over, the reference; the ratio's interval on the log scale, where it is symmetric. */
        private List<Estimate> gaps(Estimator figure, String dimension, String reference) {
            JointFigures joint = jackknifed(relation(List.of(dimension), ""))
                    .joint(List.of(figure), List.of(SurveyWave.column(dimension)), where);
            int base = group(joint, dimension, reference);
            List<Estimate> gaps = new ArrayList<>();
            for (int g = 0; base >= 0 && g < joint.domains().size(); g++) {
                int group = g;
                String label = joint.domains().get(g).getOrDefault(SurveyWave.column(dimension), UNKNOWN);
                if (g != base && !label.equals(UNKNOWN)) {
                    Map<String, String> domain = domain(Map.of(dimension, label));
                    long n = joint.answers(g, 0) + joint.answers(base, 0);
                    List<Estimate> shares = List.of(share(joint, g), share(joint, base));
                    Derived difference = joint.derive(v -> v.of(group, 0) - v.of(base, 0));
                    Derived ratio = joint.derive(v -> v.of(group, 0) / v.of(base, 0));
                    Derived log = joint.derive(v -> Math.log(v.of(group, 0) / v.of(base, 0)));
                    Derived onLogs = new Derived(
                            ratio.value(), ratio.se(), Math.exp(log.low()), Math.exp(log.high()), ratio.df());
                    String against = figure.variable() + " against " + reference;
                    gaps.add(door.comparison(
                            estimate("difference", against, "difference", domain, difference, n), shares));
                    gaps.add(door.comparison(estimate("relative", against, "ratio", domain, onLogs, n), shares));
                }
            }
            return gaps;
        }

        private int group(JointFigures joint, String dimension, String label) {
            for (int g = 0; g < joint.domains().size(); g++) {
                if (label.equals(joint.domains().get(g).get(SurveyWave.column(dimension)))) {
                    return g;
                }
            }
            return -1;
        }

        private Estimate share(JointFigures joint, int group) {
            Derived own = joint.derive(v -> v.of(group, 0));
            return estimate("mean", "group", null, Map.of(), own, joint.answers(group, 0));
        }

        private Estimate indexed(Estimator.Concentration index, Estimate e) {
            Map<String, String> cell = new LinkedHashMap<>();
            request.by().forEach(d -> cell.put(d, e.domain().getOrDefault(SurveyWave.column(d), UNKNOWN)));
            return door.comparison(
                    new Estimate(
                            e.estimator(),
                            e.variable(),
                            index.gini() ? "gini" : index.variable(),
                            domain(cell),
                            e.estimate(),
                            e.se(),
                            e.ciLow(),
                            e.ciHigh(),
                            e.n(),
                            null,
                            null,
                            e.df(),
                            null,
                            e.flags()),
                    List.of());
        }

        /**
         * Theil's T of the values above zero, Σ w y ln(y / μ) / Σ w y, and what of it lies between groups: with group
         * means in place of the values (Shorrocks 1980, Econometrica 48).
         */
        private List<Estimate> theil(String spread) {
            String value = name(spread);
            String above = ", CASE WHEN " + value + " > 0 THEN ";
            String more = above + "1.0 END AS theil_people, CASE WHEN " + value + " > 0 THEN " + value
                    + "::double END AS theil_sum" + above + value + " * ln(" + value + ") END AS theil_log";
            List<Estimator> totals = Estimator.parseAll("total(theil_people), total(theil_sum), total(theil_log)");
            List<Estimate> estimates = new ArrayList<>();
            List<String> columns = request.by().stream().map(SurveyWave::column).toList();
            JointFigures cells = jackknifed(relation(request.by(), more)).joint(totals, columns, where);
            for (int c = 0; c < cells.domains().size(); c++) {
                int cell = c;
                Map<String, String> domain = new LinkedHashMap<>();
                request.by()
                        .forEach(d ->
                                domain.put(d, cells.domains().get(cell).getOrDefault(SurveyWave.column(d), UNKNOWN)));
                estimates.add(measure(cells, v -> theilOf(v, cell, cell + 1), "theil", domain, cells.answers(c, 0)));
            }
            for (String dimension : request.by().isEmpty() ? equity.within() : List.<String>of()) {
                JointFigures groups = jackknifed(relation(List.of(dimension), more))
                        .joint(totals, List.of(SurveyWave.column(dimension)), where);
                int count = groups.domains().size();
                long n = 0;
                for (int g = 0; g < count; g++) {
                    n += groups.answers(g, 0);
                }
                estimates.add(measure(groups, v -> betweenOf(v, count), "theil between " + dimension, Map.of(), n));
                estimates.add(measure(
                        groups,
                        v -> theilOf(v, 0, count) - betweenOf(v, count),
                        "theil within " + dimension,
                        Map.of(),
                        n));
            }
            return estimates;
        }

        private Estimate measure(
                JointFigures joint, ToDoubleFunction<Values> of, String level, Map<String, String> cell, long n) {
            String spread = Objects.requireNonNull(equity.spread());
            return door.comparison(estimate("theil", spread, level, domain(cell), joint.derive(of), n), List.of());
        }

        /** The curve's points, of all the request speaks of; a request that is split has none. */
        private List<Estimate> curve(String variable, @Nullable String rank) {
            if (!request.by().isEmpty() || equity.curve().isEmpty() || rank == null) {
                return List.of();
            }
            String estimator = variable.equals(rank) ? "lorenz" : "concentration_curve";
            String label = variable.equals(rank) ? variable : variable + " by " + rank;
            ConcentrationCurve curve =
                    ConcentrationCurve.read(warehouse, relation(List.of(), ""), variable, rank, where);
            if (curve.isEmpty()) {
                return List.of();
            }
            List<Estimate> points = new ArrayList<>();
            List<Estimate> errors = new SurveyEstimation(
                            warehouse.connection(), curve.withInfluence(equity.curve()), wave.linearised())
                    .estimate(curve.influences(equity.curve().size()), List.of(), where);
            for (int i = 0; i < errors.size(); i++) {
                Estimate error = errors.get(i);
                double se = Objects.requireNonNullElse(error.se(), Double.NaN);
                double half = (Objects.requireNonNullElse(error.ciHigh(), Double.NaN)
                                - Objects.requireNonNullElse(error.ciLow(), Double.NaN))
                        / 2;
                double value = curve.ordinate(equity.curve().get(i));
                Derived point = new Derived(
                        value, se, value - half, value + half, Objects.requireNonNullElse(error.df(), Double.NaN));
                String level = (variable.equals(rank) ? estimator : variable) + " "
                        + equity.curve().get(i);
                points.add(door.comparison(
                        estimate(
                                estimator,
                                label,
                                level,
                                domain(Map.of()),
                                point,
                                Objects.requireNonNullElse(error.n(), 0L)),
                        List.of()));
            }
            return points;
        }

        private Map<String, String> domain(Map<String, String> cell) {
            Map<String, String> domain = new LinkedHashMap<>(Map.of(Grain.WAVE.label(), wave.number()));
            domain.putAll(cell);
            return domain;
        }
    }

    /** Of the groups from one to before another, taken together. */
    private static double theilOf(Values totals, int from, int to) {
        double people = 0;
        double sum = 0;
        double log = 0;
        for (int g = from; g < to; g++) {
            people += totals.of(g, 0);
            sum += totals.of(g, 1);
            log += totals.of(g, 2);
        }
        return log / sum - Math.log(sum / people);
    }

    private static double betweenOf(Values totals, int groups) {
        double people = 0;
        double sum = 0;
        double log = 0;
        for (int g = 0; g < groups; g++) {
            double inGroup = totals.of(g, 1);
            if (inGroup > 0) {
                people += totals.of(g, 0);
                sum += inGroup;
                log += inGroup * Math.log(inGroup / totals.of(g, 0));
            }
        }
        return log / sum - Math.log(sum / people);
    }

    private static Estimate estimate(
            String estimator,
            String variable,
            @Nullable String level,
            Map<String, String> domain,
            Derived derived,
            long n) {
        return new Estimate(
                estimator,
                variable,
                level,
                domain,
                derived.value(),
                derived.se(),
                derived.low(),
                derived.high(),
                n,
                null,
                null,
                derived.df(),
                null,
                List.of());
    }
}
