package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survey.Estimator;
import org.wasl.warehouse.survey.SurveyEstimation;

/**
 * Estimates a survey metric wave by wave. Each wave is a sample of its own, with its own strata and units, so none lends
 * degrees of freedom to another.
 */
final class SurveyMetric {
    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;
    private final Map<String, Map<String, Words>> labels = new HashMap<>();

    SurveyMetric(Catalogue catalogue, Warehouse warehouse, Metric metric) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
    }

    /**
     * The figures of several splits in one pass over the data.
     *
     * @param where a condition on the metric's dimensions, or null
     * @return for each split in turn, its figures by wave
     */
    List<List<Figure>> figures(List<MetricRequest> splits, @Nullable String where) {
        String condition = where == null ? null : new Condition(warehouse.connection(), metric.dimensions()).sql(where);
        String sample = warehouse.held(catalogue.sql(metric));
        String relation = relation(sample, splits);
        Map<Metric.SurveyFigure, List<Map<List<String>, FigureSheet.Answers>>> answers =
                answers(relation, splits, condition);
        List<List<Figure>> figures = new ArrayList<>();
        splits.forEach(split -> figures.add(new ArrayList<>()));
        List<String> variables =
                metric.estimates().stream().map(SurveyMetric::variable).toList();
        for (SurveyWave wave : SurveyWave.of(warehouse, sample, variables)) {
            Map<Metric.SurveyFigure, List<List<Estimate>>> estimates = estimates(relation, wave, splits, condition);
            for (Metric.SurveyFigure declared : metric.estimates()) {
                List<List<Estimate>> bySplit = estimates.getOrDefault(declared, List.of());
                for (int split = 0; split < bySplit.size(); split++) {
                    figures.get(split)
                            .addAll(figures(
                                    splits.get(split),
                                    wave,
                                    declared,
                                    bySplit.get(split),
                                    answers.getOrDefault(declared, List.of()).get(split)));
                }
            }
        }
        return figures;
    }

    private List<Figure> figures(
            MetricRequest split,
            SurveyWave wave,
            Metric.SurveyFigure declared,
            List<Estimate> estimates,
            Map<List<String>, FigureSheet.Answers> answers) {
        SmallCells door = new SmallCells(catalogue.programme().disclosure());
        FigureSheet sheet = new FigureSheet(catalogue, metric, split);
        Words unit = declared.unit() == null ? metric.unit() : declared.unit();
        List<Estimate> named = new ArrayList<>();
        List<Estimate> safe = new ArrayList<>();
        List<FigureSheet.Answers> answered = new ArrayList<>();
        for (Estimate estimate : estimates) {
            List<String> values = columns(split).stream()
                    .map(c -> Objects.requireNonNullElse(estimate.domain().get(c), "unknown"))
                    .toList();
            List<String> key = new ArrayList<>(List.of(wave.number()));
            key.addAll(values);
            FigureSheet.Answers shares = answers.getOrDefault(key, FigureSheet.Answers.NONE);
            Estimate one = named(estimate, declared, wave, split.by(), values);
            named.add(one);
            safe.add(door.estimate(one, shares.itemNonresponse()));
            answered.add(shares);
        }
        List<Estimate> counted = door.counts(named, safe, Set.of(Grain.WAVE.label()));
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            Estimate figure = counted.get(i);
            boolean known = safe.get(i).n() != null;
            figures.add(sheet.figure(
                    figure, title(declared, figure.level()), unit, known ? answered.get(i) : FigureSheet.Answers.NONE));
        }
        return figures;
    }

    /** What each declared figure that the wave asked about is estimated at, for each split in turn. */
    private Map<Metric.SurveyFigure, List<List<Estimate>>> estimates(
            String relation, SurveyWave wave, List<MetricRequest> splits, @Nullable String where) {
        Map<Metric.SurveyFigure, List<List<Estimate>>> estimates = new HashMap<>();
        List<Metric.SurveyFigure> asked = metric.estimates().stream()
                .filter(figure -> wave.asked().contains(variable(figure)))
                .toList();
        byDomain(asked, where).forEach((domain, figures) -> {
            List<Estimator> estimators = figures.stream()
                    .map(figure -> Estimator.parse(figure.estimator()))
                    .distinct()
                    .toList();
            List<Map<Estimator, List<Estimate>>> answered = new SurveyEstimation(
                            warehouse.connection(),
                            "(SELECT * FROM " + relation + " WHERE wave = " + wave.number() + ")",
                            wave.linearised())
                    .answers(
                            estimators,
                            splits.stream().map(SurveyMetric::columns).toList(),
                            domain.orElse(null));
            for (Metric.SurveyFigure figure : figures) {
                Estimator estimator = Estimator.parse(figure.estimator());
                estimates.put(
                        figure,
                        answered.stream()
                                .map(split -> split.getOrDefault(estimator, List.of()))
                                .toList());
            }
        });
        return estimates;
    }

    /** Who gave no valid answer, for each split in turn, by wave and the split's values. */
    private Map<Metric.SurveyFigure, List<Map<List<String>, FigureSheet.Answers>>> answers(
            String relation, List<MetricRequest> splits, @Nullable String where) {
        Map<Metric.SurveyFigure, List<Map<List<String>, FigureSheet.Answers>>> answers = new HashMap<>();
        byDomain(metric.estimates(), where).forEach((domain, figures) -> {
            ItemNonresponse nonresponse = new ItemNonresponse(
                    warehouse,
                    figures.stream().map(Metric.SurveyFigure::answers).toList());
            for (MetricRequest split : splits) {
                List<String> by = new ArrayList<>(List.of("wave"));
                by.addAll(columns(split));
                List<Map<List<String>, FigureSheet.Answers>> shares =
                        nonresponse.shares(relation, by, domain.orElse(null));
                for (int figure = 0; figure < figures.size(); figure++) {
                    answers.computeIfAbsent(figures.get(figure), f -> new ArrayList<>())
                            .add(shares.get(figure));
                }
            }
        });
        return answers;
    }

    private static Map<Optional<String>, List<Metric.SurveyFigure>> byDomain(
            List<Metric.SurveyFigure> figures, @Nullable String where) {
        return figures.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        figure -> Optional.ofNullable(both(figure.domain(), where)),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static String variable(Metric.SurveyFigure figure) {
        Estimator estimator = Estimator.parse(figure.estimator());
        return estimator instanceof Estimator.Ratio ratio
                ? name(ratio.numerator()) + " + " + name(ratio.denominator())
                : name(estimator.variable());
    }

    /** The respondents, with the dimensions as text beside what the metric's SQL gives. */
    private static String relation(String sample, List<MetricRequest> splits) {
        String dimensions = SurveyWave.labels(
                splits.stream().flatMap(split -> split.by().stream()).toList());
        return "(SELECT *" + dimensions + " FROM " + sample + ")";
    }

    private static Estimate named(
            Estimate e, Metric.SurveyFigure declared, SurveyWave wave, List<String> by, List<String> key) {
        Map<String, String> domain = new LinkedHashMap<>();
        domain.put(Grain.WAVE.label(), wave.number());
        for (int i = 0; i < by.size(); i++) {
            domain.put(by.get(i), key.get(i));
        }
        Estimate named = new Estimate(
                e.estimator(),
                e.variable(),
                e.level() == null ? declared.level() : e.level(),
                domain,
                e.estimate(),
                e.se(),
                e.ciLow(),
                e.ciHigh(),
                e.n(),
                e.nEffective(),
                e.deff(),
                e.df(),
                e.p(),
                e.flags());
        return wave.populationKnown() ? named : named.flagged("no_fpc");
    }

    private @Nullable Words title(Metric.SurveyFigure declared, @Nullable String level) {
        if (declared.title() != null || level == null) {
            return declared.title();
        }
        Words label = declared.labels().get(level);
        return label != null || declared.codes() == null ? label : codeLabel(declared.codes(), level);
    }

    private @Nullable Words codeLabel(String list, String code) {
        return labels.computeIfAbsent(list, this::codeLabels).get(code);
    }

    private Map<String, Words> codeLabels(String list) {
        Rows rows = warehouse.rows(
                "SELECT code, label_en, label_ar FROM code WHERE code_list = '" + list.replace("'", "''") + "'");
        Map<String, Words> byCode = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            String en = rows.text(row, "label_en");
            String ar = rows.text(row, "label_ar");
            if (en != null && ar != null) {
                byCode.putIfAbsent(String.valueOf(rows.text(row, "code")), new Words(en, ar));
            }
        }
        return byCode;
    }

    private static List<String> columns(MetricRequest split) {
        return split.by().stream().map(SurveyWave::column).toList();
    }

    private static @Nullable String both(@Nullable String declared, @Nullable String where) {
        if (declared == null) {
            return where;
        }
        return where == null ? declared : "(" + declared + ") AND (" + where + ")";
    }
}
