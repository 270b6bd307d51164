package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Design;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survey.Estimator;
import org.wasl.warehouse.survey.LonelyPsu;
import org.wasl.warehouse.survey.SurveyEstimation;

/**
 * Estimates a survey metric wave by wave. Each wave is a sample of its own, with its own strata and units, so none lends
 * degrees of freedom to another.
 */
final class SurveyMetric {
    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;

    SurveyMetric(Catalogue catalogue, Warehouse warehouse, Metric metric) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
    }

    List<Figure> figures(MetricRequest request) {
        String where = request.where() == null
                ? null
                : new Condition(warehouse.connection(), metric.dimensions()).sql(request.where());
        List<Figure> figures = new ArrayList<>();
        for (Wave wave : waves()) {
            for (Metric.SurveyFigure declared : metric.estimates()) {
                figures.addAll(figures(request, wave, declared, where));
            }
        }
        return figures;
    }

    private List<Figure> figures(
            MetricRequest request, Wave wave, Metric.SurveyFigure declared, @Nullable String where) {
        Estimator estimator = Estimator.parse(declared.estimator());
        String relation = relation(wave, request.by());
        if (!asked(relation, estimator)) {
            return List.of();
        }
        String domain = both(declared.domain(), where);
        List<String> columns = request.by().stream().map(SurveyMetric::column).toList();
        List<Estimate> estimates = new SurveyEstimation(warehouse.connection(), relation, wave.design())
                .estimate(List.of(estimator), columns, domain);
        Map<List<String>, FigureSheet.Answers> answers =
                new ItemNonresponse(warehouse).shares(relation, declared.answers(), columns, domain);
        SmallCells door = new SmallCells(catalogue.programme().disclosure());
        FigureSheet sheet = new FigureSheet(catalogue, metric, request);
        Words unit = declared.unit() == null ? metric.unit() : declared.unit();
        List<Figure> figures = new ArrayList<>();
        for (Estimate estimate : estimates) {
            List<String> key = columns.stream()
                    .map(c -> Objects.requireNonNullElse(estimate.domain().get(c), "unknown"))
                    .toList();
            FigureSheet.Answers answered = answers.getOrDefault(key, FigureSheet.Answers.NONE);
            Estimate named = named(estimate, declared, wave, request.by(), key);
            Estimate safe = door.estimate(named, answered.itemNonresponse());
            figures.add(sheet.figure(
                    safe, title(declared, safe.level()), unit, safe.n() == null ? FigureSheet.Answers.NONE : answered));
        }
        return figures;
    }

    private List<Wave> waves() {
        Rows rows = warehouse.rows("SELECT wave, count(*) = count(fpc_psu) AS known FROM (" + catalogue.sql(metric)
                + "\n) GROUP BY wave ORDER BY wave");
        List<Wave> waves = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            waves.add(new Wave(String.valueOf(rows.value(row, "wave")), Boolean.TRUE.equals(rows.value(row, "known"))));
        }
        return waves;
    }

    /** The wave's respondents, with the dimensions as text beside what the metric's SQL gives. */
    private String relation(Wave wave, List<String> by) {
        String dimensions = by.stream()
                .map(d -> ", coalesce(CAST(" + name(d) + " AS VARCHAR), 'unknown') AS " + name(column(d)))
                .collect(Collectors.joining());
        return "(SELECT *" + dimensions + " FROM (" + catalogue.sql(metric) + "\n) WHERE wave = " + wave.number() + ")";
    }

    /** A wave whose questionnaire lacked the question has no figure, rather than one withheld. */
    private boolean asked(String relation, Estimator estimator) {
        String variable = estimator instanceof Estimator.Ratio ratio
                ? name(ratio.numerator()) + " + " + name(ratio.denominator())
                : name(estimator.variable());
        Rows rows = warehouse.rows("SELECT count(" + variable + ") AS answers FROM " + relation);
        Double answers = rows.number(0, "answers");
        return answers != null && answers > 0;
    }

    private static Estimate named(
            Estimate e, Metric.SurveyFigure declared, Wave wave, List<String> by, List<String> key) {
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
        Rows rows = warehouse.rows(
                "SELECT code, label_en, label_ar FROM code WHERE code_list = '" + list.replace("'", "''") + "'");
        for (int row = 0; row < rows.size(); row++) {
            String en = rows.text(row, "label_en");
            String ar = rows.text(row, "label_ar");
            if (code.equals(rows.text(row, "code")) && en != null && ar != null) {
                return new Words(en, ar);
            }
        }
        return null;
    }

    private static String column(String dimension) {
        return "by_" + dimension;
    }

    private static @Nullable String both(@Nullable String declared, @Nullable String where) {
        if (declared == null) {
            return where;
        }
        return where == null ? declared : "(" + declared + ") AND (" + where + ")";
    }

    /**
     * A wave of the survey.
     *
     * @param populationKnown whether every row says how many units its stratum has; else sampling is taken to be from an
     *     endless population, which errs on the safe side
     */
    private record Wave(String number, boolean populationKnown) {
        /** Accommodations drawn within strata of municipality and type, then residents within them. */
        Design design() {
            return new Design(
                    List.of("psu"),
                    List.of("stratum"),
                    "weight",
                    populationKnown ? List.of("fpc_psu") : List.of(),
                    true,
                    LonelyPsu.ADJUST,
                    null,
                    null);
        }
    }
}
