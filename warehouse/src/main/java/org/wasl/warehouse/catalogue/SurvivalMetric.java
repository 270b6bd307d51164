package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survival.LogRank;
import org.wasl.warehouse.survival.SurvivalCurve;
import org.wasl.warehouse.survival.SurvivalCurve.Point;
import org.wasl.warehouse.survival.SurvivalCurve.RestrictedMean;
import org.wasl.warehouse.survival.SurvivalCurve.Subject;

/** How long units last: the share left at each horizon, and the mean time within one. */
public final class SurvivalMetric {
    private static final Words MONTHS = new Words("months", "شهر");
    private static final Words TEST =
            new Words("Log-rank test of equal survival", "اختبار الرتب اللوغاريتمية لتساوي البقاء");
    private static final Words CHI_SQUARE = new Words("chi-square", "مربع كاي");
    // Two-sided 95 % point of the normal distribution.
    private static final double Z = 1.959963984540054;

    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;
    private final Metric.SurvivalOf declared;

    public SurvivalMetric(Catalogue catalogue, Warehouse warehouse, Metric metric, Metric.SurvivalOf declared) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
        this.declared = declared;
    }

    /** The whole curve of all units up to a day; empty where none was followed. It is of things, never of persons. */
    public Optional<SurvivalCurve> curve(LocalDate on) {
        MetricRequest all = new MetricRequest(List.of(), null, Grain.PROGRAMME, on);
        List<Subject> subjects = groups(periods(all), all).values().stream()
                .flatMap(strata -> strata.values().stream())
                .flatMap(List::stream)
                .toList();
        return subjects.isEmpty() ? Optional.empty() : Optional.of(SurvivalCurve.of(subjects));
    }

    private Periods periods(MetricRequest request) {
        Grain grain = request.grain() == null ? metric.grain() : request.grain();
        return Periods.of(grain, catalogue.programme(), warehouse, request.on());
    }

    List<Figure> figures(MetricRequest request) {
        FigureSheet sheet = new FigureSheet(catalogue, metric, request);
        List<Figure> figures = new ArrayList<>();
        Map<Map<String, String>, Map<String, List<Subject>>> groups = groups(periods(request), request);
        groups.forEach((domain, strata) -> {
            List<Subject> subjects =
                    strata.values().stream().flatMap(List::stream).toList();
            SurvivalCurve curve = SurvivalCurve.of(subjects);
            double followed = subjects.stream().mapToDouble(Subject::time).max().orElse(0);
            for (double horizon : declared.horizons()) {
                figures.add(sheet.figure(share(curve, horizon, domain, followed), null));
            }
            figures.add(sheet.figure(mean(curve, domain, followed), null, MONTHS, FigureSheet.Answers.NONE));
            if (declared.median()) {
                figures.add(sheet.figure(median(curve, domain), null, MONTHS, FigureSheet.Answers.NONE));
            }
        });
        if (!request.by().isEmpty()) {
            tests(groups, request)
                    .forEach(test -> figures.add(sheet.figure(test, TEST, CHI_SQUARE, FigureSheet.Answers.NONE)));
        }
        return figures;
    }

    /** Of each period, whether the groups of the split last equally long. */
    private List<Estimate> tests(Map<Map<String, String>, Map<String, List<Subject>>> groups, MetricRequest request) {
        Map<Map<String, String>, List<Map<String, List<Subject>>>> periods = new LinkedHashMap<>();
        groups.forEach((domain, strata) -> {
            Map<String, String> period = new LinkedHashMap<>(domain);
            period.keySet().removeAll(request.by());
            periods.computeIfAbsent(period, any -> new ArrayList<>()).add(strata);
        });
        List<Estimate> tests = new ArrayList<>();
        periods.forEach((period, compared) -> {
            if (compared.size() > 1) {
                List<List<List<Subject>>> strata = compared.stream()
                        .flatMap(group -> group.keySet().stream())
                        .distinct()
                        .map(stratum -> compared.stream()
                                .map(group -> group.getOrDefault(stratum, List.of()))
                                .toList())
                        .toList();
                long n = strata.stream()
                        .flatMap(List::stream)
                        .mapToLong(List::size)
                        .sum();
                tests.add(test(LogRank.of(strata, declared.rho()), period, request, n));
            }
        });
        return tests;
    }

    private Estimate test(LogRank test, Map<String, String> period, MetricRequest request, long n) {
        return new Estimate(
                Figure.LOG_RANK,
                metric.id() + " ~ " + String.join(" * ", request.by()),
                Figure.LOG_RANK,
                period,
                test.chiSquare(),
                null,
                null,
                null,
                n,
                null,
                null,
                (double) test.df(),
                test.p(),
                test.df() == 0 ? List.of("nothing_to_compare") : List.of());
    }

    /** By group of the split, its units by stratum of the test. */
    private Map<Map<String, String>, Map<String, List<Subject>>> groups(Periods periods, MetricRequest request) {
        List<String> columns = new ArrayList<>(List.of("period"));
        columns.addAll(UnitRows.dimensions(request));
        columns.add("CAST(" + name(declared.time()) + " AS DOUBLE) AS time");
        columns.add("CAST(" + name(declared.event()) + " AS BOOLEAN) AS event");
        String entry = declared.entry();
        columns.add((entry == null ? "NULL" : "CAST(" + name(entry) + " AS DOUBLE)") + " AS entry");
        String weight = declared.weight();
        columns.add((weight == null ? "1.0" : "CAST(" + name(weight) + " AS DOUBLE)") + " AS weight");
        String strata = declared.strata();
        columns.add((strata == null ? "''" : "coalesce(CAST(" + name(strata) + " AS VARCHAR), '')") + " AS stratum");
        // What ended before it was known of was never followed.
        Rows rows = warehouse.rows(
                UnitRows.with(catalogue, warehouse, metric, periods, request)
                        + "SELECT * FROM (SELECT " + String.join(", ", columns)
                        + " FROM kept) WHERE time IS NOT NULL AND (entry IS NULL OR entry < time) AND weight IS NOT NULL ORDER BY ALL");
        Map<Map<String, String>, Map<String, List<Subject>>> groups = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            Map<String, String> domain = UnitRows.domain(
                    periods.grain(),
                    String.valueOf(rows.text(row, "period")),
                    request,
                    UnitRows.key(rows, row, request));
            Double time = rows.number(row, "time");
            Double entered = rows.number(row, "entry");
            Double own = rows.number(row, "weight");
            groups.computeIfAbsent(domain, d -> new TreeMap<>())
                    .computeIfAbsent(String.valueOf(rows.text(row, "stratum")), s -> new ArrayList<>())
                    .add(new Subject(
                            entered == null ? Double.NEGATIVE_INFINITY : entered,
                            time == null ? 0 : time,
                            Boolean.TRUE.equals(rows.value(row, "event")),
                            own == null ? 1 : own));
        }
        return groups;
    }

    private Estimate share(SurvivalCurve curve, double horizon, Map<String, String> domain, double followed) {
        if (followed < horizon) {
            return beyond("survival", horizon, domain, curve.subjects());
        }
        Point point = curve.at(horizon);
        return new Estimate(
                "survival",
                metric.id(),
                months(horizon),
                domain,
                point.survival(),
                point.se(),
                point.ciLow(),
                point.ciHigh(),
                (long) curve.subjects(),
                null,
                null,
                null,
                null,
                List.of());
    }

    private Estimate mean(SurvivalCurve curve, Map<String, String> domain, double followed) {
        if (followed < declared.rmst()) {
            return beyond("rmst", declared.rmst(), domain, curve.subjects());
        }
        RestrictedMean mean = curve.restrictedMean(declared.rmst());
        return new Estimate(
                "rmst",
                metric.id(),
                months(declared.rmst()),
                domain,
                mean.mean(),
                mean.se(),
                mean.mean() - Z * mean.se(),
                mean.mean() + Z * mean.se(),
                (long) curve.subjects(),
                null,
                null,
                null,
                null,
                List.of());
    }

    /** Null, with a flag, where more than half outlast the follow-up. */
    private Estimate median(SurvivalCurve curve, Map<String, String> domain) {
        Double median = curve.median();
        SurvivalCurve.MedianInterval interval = curve.medianInterval();
        return new Estimate(
                "median",
                metric.id(),
                "0.5",
                domain,
                median,
                null,
                interval.low(),
                interval.high(),
                (long) curve.subjects(),
                null,
                null,
                null,
                null,
                median == null ? List.of("beyond_follow_up") : List.of());
    }

    /** Nobody was followed so long, so nothing is known of it. */
    private Estimate beyond(String estimator, double horizon, Map<String, String> domain, int subjects) {
        List<String> flags = List.of("beyond_follow_up");
        return Estimate.exact(estimator, metric.id(), months(horizon), domain, null, (long) subjects, flags);
    }

    private static String months(double horizon) {
        return String.format(Locale.ROOT, "%.0f", horizon);
    }
}
