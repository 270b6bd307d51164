package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One metric as its {@code metric.yaml} declares it.
 *
 * <p>An administrative metric's SQL gives one row a counted unit and period, with the declared dimensions as columns; it
 * may read the relation {@code period (period, starts_on, ends_on)} beside the release's tables. A survey metric's SQL
 * gives one row a respondent and wave, with the design's columns.
 *
 * @param time {@code as_of}: what is true on a period's last day; {@code within}: what happened in it
 * @param counts what is counted; {@code persons} fall under the small-cell rule
 * @param persons aggregates that count the persons behind a figure, where a small number of them must hide it; the first
 *     is the one by which cells add up
 * @param key column that names what a row is of (a site, a session), where persons are added up and not counted: metrics
 *     of the same persons by the same key are held against each other
 * @param unknown aggregate that counts the units whose value is not recorded
 * @param grain when none is asked for
 */
public record Metric(
        String id,
        int version,
        String owner,
        Words title,
        String question,
        String definition,
        Kind kind,
        Words unit,
        String population,
        @Nullable String reference,
        @Nullable Time time,
        @Nullable String counts,
        List<Measure> measures,
        List<String> persons,
        @Nullable String key,
        @Nullable String unknown,
        @Nullable SurvivalOf survival,
        List<SurveyFigure> estimates,
        @Nullable CompositeIndex index,
        @Nullable EquityOf equity,
        List<String> dimensions,
        List<Grain> grains,
        Grain grain,
        @JsonProperty("small_cells") @Nullable String smallCells,
        String sql) {
    public Metric {
        measures = orEmpty(measures);
        estimates = orEmpty(estimates);
        persons = orEmpty(persons);
        dimensions = orEmpty(dimensions);
        grains = orEmpty(grains);
    }

    /** Whether it is estimated from a sample. */
    public boolean isSurvey() {
        return kind == Kind.SURVEY || kind == Kind.INDEX || kind == Kind.EQUITY;
    }

    /** The levels that its figures carry; one null where there is but one figure. */
    public List<String> levels() {
        List<String> levels = new ArrayList<>();
        for (Measure measure : measures) {
            if (measure.level() != null) {
                levels.add(measure.level());
            }
        }
        for (SurveyFigure figure : estimates) {
            if (figure.level() != null) {
                levels.add(figure.level());
            }
        }
        return levels;
    }

    /** YAML leaves out what is empty. */
    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** How the figure comes about. */
    public enum Kind {
        @JsonProperty("count")
        COUNT,
        @JsonProperty("ratio")
        RATIO,
        @JsonProperty("median")
        MEDIAN,
        @JsonProperty("survival")
        SURVIVAL,
        @JsonProperty("survey")
        SURVEY,
        @JsonProperty("index")
        INDEX,
        @JsonProperty("equity")
        EQUITY
    }

    /** How a figure stands to its period. */
    public enum Time {
        @JsonProperty("as_of")
        AS_OF,
        @JsonProperty("within")
        WITHIN
    }

    /**
     * One aggregate over the metric's rows.
     *
     * @param level its name among several; null when it is the only one
     * @param value DuckDB aggregate
     * @param n aggregate that counts the units behind it
     */
    public record Measure(
            @Nullable String level,
            String value,
            String n,
            @Nullable Words title) {
        String estimator(Kind kind) {
            return switch (kind) {
                case COUNT -> "count";
                case MEDIAN -> "quantile";
                case RATIO, SURVIVAL, SURVEY, INDEX, EQUITY -> "ratio";
            };
        }
    }

    /**
     * Columns and horizons of a survival metric, in months.
     *
     * @param entry column that says when a unit's following began, null where from the beginning: it would not be known
     *     of, had it ended before
     * @param weight column that says how many units a row stands for, null where for itself
     * @param rho how much more the test of a split counts early times than late ones: 0 the log-rank test, 1 Peto and
     *     Peto's
     * @param strata column within whose values a split's groups are compared, null where all together are
     * @param median whether the time by which half are left is a figure
     */
    public record SurvivalOf(
            @Nullable String entry,
            String time,
            String event,
            @Nullable String weight,
            List<Double> horizons,
            double rmst,
            @JsonSetter(nulls = Nulls.AS_EMPTY) double rho,
            @Nullable String strata,
            @JsonSetter(nulls = Nulls.AS_EMPTY) boolean median) {
        public SurvivalOf {
            horizons = orEmpty(horizons);
        }
    }

    /**
     * Who has less, and how unequal all are.
     *
     * @param figure the mean or share compared between groups; null where only inequality is measured
     * @param references by dimension, the group that others are compared with; such a metric is not split further
     * @param spread column whose inequality is measured (Gini, Theil, Lorenz curve)
     * @param within dimensions that split the spread's inequality into that between and that within groups
     * @param concentrated columns whose concentration over {@code rank} is measured
     * @param rank column that orders people
     * @param curve shares of people at which the curves are given
     */
    public record EquityOf(
            @Nullable String figure,
            Map<String, String> references,
            @Nullable String spread,
            List<String> within,
            List<String> concentrated,
            @Nullable String rank,
            List<Double> curve) {
        public EquityOf {
            references = references == null ? Map.of() : new TreeMap<>(references);
            within = orEmpty(within);
            concentrated = orEmpty(concentrated);
            curve = orEmpty(curve);
        }
    }

    /**
     * One estimate of a survey metric.
     *
     * @param estimator in the notation of {@code wasl survey}, for example {@code mean(internet_use)}
     * @param level its name among several
     * @param domain condition over the metric's own columns: who is spoken of
     * @param answers variables whose don't know and refused shares belong to it
     * @param codes code list that names the levels of a proportion
     * @param labels names of those levels where no code list has them
     */
    public record SurveyFigure(
            String estimator,
            @Nullable String level,
            @Nullable String domain,
            List<String> answers,
            @Nullable Words title,
            @Nullable Words unit,
            @Nullable String codes,
            Map<String, Words> labels) {
        public SurveyFigure {
            answers = orEmpty(answers);
            labels = labels == null ? Map.of() : Map.copyOf(labels);
        }
    }
}
