package org.wasl.warehouse.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every number of a report, in no language: places, groups and measures are codes, shares lie between 0 and 1. Each
 * {@link Amount} has passed disclosure control.
 */
public record ReportData(
        Programme programme,
        Release release,
        List<Headline> headlines,
        Openings openings,
        List<Place> places,
        List<Flow> chain,
        Service service,
        Outcomes outcomes,
        List<Gap> gaps,
        Optional<Impact> impact,
        Quality quality) {

    /** The programme: its titles by language, and its dates. */
    public record Programme(Map<String, String> title, LocalDate start, LocalDate end, boolean synthetic) {}

    /** What the figures were computed from. */
    public record Release(String id, LocalDate asOf, int deliveries, String configuration, String code) {}

    /** A reached figure beside its target and what was said of it in public. */
    public record Headline(
            String metric,
            Amount reached,
            double target,
            @Nullable Double reported,
            String source) {}

    /** Facilities opened: cumulative by month and by phase, with the path that would have met the target. */
    public record Openings(
            List<MonthAmount> cumulative,
            double target,
            YearMonth targetFrom,
            YearMonth targetBy,
            List<Phase> phases,
            List<CodeAmount> byPhase) {}

    /** A figure of one month. */
    public record MonthAmount(YearMonth month, Amount amount) {}

    /** A figure of one code of a code list. */
    public record CodeAmount(String code, Amount amount) {}

    /** A phase of the programme; the last month is part of it. */
    public record Phase(String code, YearMonth from, YearMonth to) {}

    /** A municipality. */
    public record Place(String code, Amount facilities, Amount workers, Amount computersPer100) {}

    /** Devices that went from one place of the chain to another. Donors, refurbishers and states are codes or names. */
    public record Flow(Stage fromStage, String from, Stage toStage, String to, Amount devices) {}

    /** The stages a device passes, in order. */
    public enum Stage {
        DONOR(0),
        REFURBISHER(1),
        DELIVERED(2),
        NOW(3);

        private final int column;

        Stage(int column) {
            this.column = column;
        }

        /** The place of the stage in the chain, from 0. */
        public int column() {
            return column;
        }
    }

    /** How well facilities and devices worked. */
    public record Service(
            List<MonthAmount> uptime,
            List<MonthAmount> connected,
            List<MonthAmount> dead,
            List<SurvivalCurve> survival,
            List<CodeAmount> repairDays) {}

    /** Share of devices still in service, by months since installation. */
    public record SurvivalCurve(String group, List<SurvivalPoint> points, Amount restrictedMean) {}

    /** The share after some months. */
    public record SurvivalPoint(double months, double share, double low, double high) {}

    /** Survey outcomes: over waves, by exposure, by group in the last wave, and the reasons not to use the Internet. */
    public record Outcomes(
            List<String> waves,
            List<Trend> trends,
            String groupMetric,
            List<GroupValue> groups,
            List<CodeAmount> reasons) {}

    /** One outcome, one amount a wave: everyone, those with a facility at their accommodation, those without yet. */
    public record Trend(String outcome, List<Amount> everyone, List<Amount> exposed, List<Amount> unexposed) {}

    /** An outcome in one group in the first and last wave. */
    public record GroupValue(String dimension, String code, Amount first, Amount last) {}

    /** An outcome in one group against a reference group, in the last wave. */
    public record Gap(
            String outcome, String dimension, String code, String reference, Amount difference, Amount ratio) {}

    /** The effect of a facility opening on one outcome. */
    public record Impact(
            String outcome,
            String unit,
            Amount overall,
            List<EventEffect> effects,
            @Nullable Double pretrendP,
            long respondents,
            long clusters) {}

    /** The effect some periods before or after the opening; the reference period has no interval. */
    public record EventEffect(int event, Amount effect) {}

    /** How the records arrived. */
    public record Quality(List<FeedQuality> feeds, List<RuleCount> rules, List<CheckResult> checks) {}

    /** Deliveries and rows of a feed. */
    public record FeedQuality(
            String feed,
            int deliveries,
            int setAside,
            long read,
            long landed,
            long rejected,
            @Nullable LocalDate lastAsOf) {}

    /** Rows rejected by one rule. */
    public record RuleCount(String rule, long rows) {}

    /** A check of the release: what it demands, and how many rows break it. */
    public record CheckResult(String id, String table, String status, long rows, String message) {}
}
