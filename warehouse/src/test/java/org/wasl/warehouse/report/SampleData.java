package org.wasl.warehouse.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.warehouse.report.Amount.Standing;
import org.wasl.warehouse.report.ReportData.CheckResult;
import org.wasl.warehouse.report.ReportData.CodeAmount;
import org.wasl.warehouse.report.ReportData.EventEffect;
import org.wasl.warehouse.report.ReportData.FeedQuality;
import org.wasl.warehouse.report.ReportData.Flow;
import org.wasl.warehouse.report.ReportData.Gap;
import org.wasl.warehouse.report.ReportData.GroupValue;
import org.wasl.warehouse.report.ReportData.Headline;
import org.wasl.warehouse.report.ReportData.MonthAmount;
import org.wasl.warehouse.report.ReportData.Phase;
import org.wasl.warehouse.report.ReportData.Place;
import org.wasl.warehouse.report.ReportData.RuleCount;
import org.wasl.warehouse.report.ReportData.Stage;
import org.wasl.warehouse.report.ReportData.SurvivalPoint;
import org.wasl.warehouse.report.ReportData.Trend;

/** Invented numbers in the shape of a whole report, with a withheld, an imprecise and a missing one among them. */
final class SampleData {
    static final String HOSTILE = "<script>alert('x')</script> & Sons \"Trading\"";

    /** The number of volunteers, and that of workers near Al Khor, are those of this earlier release. */
    static final String EARLIER = "r-fedcba9876543210";

    private SampleData() {}

    static ReportData report() {
        return new ReportData(
                new ReportData.Programme(
                        Map.of("en", "Better Connections", "ar", "برنامج تواصل أفضل"),
                        LocalDate.of(2017, 7, 31),
                        LocalDate.of(2021, 7, 31),
                        true),
                new ReportData.Release(
                        "r-0123456789abcdef",
                        LocalDate.of(2021, 7, 31),
                        27,
                        "c0ffee".repeat(10) + "abcd",
                        "0.1.0+1a421b4"),
                List.of(
                        headline(
                                "facilities_established",
                                1927,
                                1500,
                                1927.0,
                                "UN SDG Action 43775 (text: extra 427; the table prints 1,920)"),
                        headline("computers_deployed", 18764, 15000, 20000.0, "UN SDG Action 43775"),
                        headline("employers_engaged", 503, 500, 500.0, "UN SDG Action 43775"),
                        new Headline("volunteers_active", ofEarlier(934), 1000, 1000.0, "UN SDG Action 43775"),
                        headline(
                                "workers_covered",
                                1_487_320,
                                1_500_000,
                                1_679_000.0,
                                "UN SDG Action 43775; press, May 2020")),
                openings(),
                places(),
                chain(),
                service(),
                outcomes(),
                gaps(),
                Optional.of(impact()),
                quality());
    }

    private static Headline headline(String metric, double value, double target, Double reported, String source) {
        return new Headline(metric, Amount.exact(value), target, reported, source);
    }

    private static Amount ofEarlier(double value) {
        return new Amount(value, null, null, null, Standing.PUBLISHED, false, EARLIER);
    }

    private static ReportData.Openings openings() {
        List<MonthAmount> cumulative = new ArrayList<>();
        YearMonth month = YearMonth.of(2015, 4);
        for (int i = 0; i < 76; i++) {
            double value = Math.round(1927 / (1 + Math.exp(-(i - 40) / 9.0)));
            cumulative.add(new MonthAmount(month.plusMonths(i), Amount.exact(value)));
        }
        return new ReportData.Openings(
                cumulative,
                1500,
                month,
                YearMonth.of(2021, 7),
                List.of(
                        new Phase("pilot", YearMonth.of(2013, 1), YearMonth.of(2015, 3)),
                        new Phase("phase_1", month, YearMonth.of(2017, 7)),
                        new Phase("phase_2", YearMonth.of(2017, 8), YearMonth.of(2020, 2)),
                        new Phase("extension", YearMonth.of(2020, 3), YearMonth.of(2021, 7))),
                List.of(code("pilot", 24), code("phase_1", 503), code("phase_2", 1102), code("extension", 298)));
    }

    private static CodeAmount code(String code, double value) {
        return new CodeAmount(code, Amount.exact(value));
    }

    private static List<Place> places() {
        Object[][] rows = {
            {"doha", 402, 311000, 3.1}, {"al_rayyan", 611, 480100, 2.7}, {"al_wakrah", 288, 204800, 3.4},
            {"al_khor", 141, 118230, 2.9}, {"al_daayen", 64, 39020, 3.8}, {"umm_salal", 92, 61040, 3.3},
            {"al_shamal", 9, 3100, 4.4}, {"al_shahaniya", 118, 88000, 2.2}
        };
        List<Place> places = new ArrayList<>();
        for (Object[] r : rows) {
            places.add(new Place(
                    (String) r[0],
                    Amount.exact((Integer) r[1]),
                    r[0].equals("al_shamal")
                            ? new Amount(null, null, null, null, Standing.WITHHELD)
                            : r[0].equals("al_khor") ? ofEarlier((Integer) r[2]) : Amount.exact((Integer) r[2]),
                    Amount.exact((Double) r[3])));
        }
        return places;
    }

    private static List<Flow> chain() {
        return List.of(
                flow(
                        Stage.DONOR,
                        "Ministry of Transport and Communications",
                        Stage.REFURBISHER,
                        "Student computer clubs",
                        5200),
                flow(
                        Stage.DONOR,
                        "Ministry of Transport and Communications",
                        Stage.REFURBISHER,
                        "Technical volunteers",
                        2100),
                flow(Stage.DONOR, "Qatar University", Stage.REFURBISHER, "Student computer clubs", 4100),
                flow(Stage.DONOR, "Gulf Bank", Stage.REFURBISHER, "Charity workshop", 3900),
                flow(Stage.DONOR, HOSTILE, Stage.REFURBISHER, "Technical volunteers", 900),
                flow(Stage.DONOR, "other", Stage.REFURBISHER, "Charity workshop", 5700),
                flow(Stage.REFURBISHER, "Student computer clubs", Stage.DELIVERED, "facility", 8600),
                flow(Stage.REFURBISHER, "Student computer clubs", Stage.DELIVERED, "not_installed", 700),
                flow(Stage.REFURBISHER, "Technical volunteers", Stage.DELIVERED, "facility", 2700),
                flow(Stage.REFURBISHER, "Technical volunteers", Stage.DELIVERED, "not_installed", 300),
                flow(Stage.REFURBISHER, "Charity workshop", Stage.DELIVERED, "facility", 8700),
                flow(Stage.REFURBISHER, "Charity workshop", Stage.DELIVERED, "not_installed", 900),
                flow(Stage.DELIVERED, "facility", Stage.NOW, "in_service", 15200),
                flow(Stage.DELIVERED, "facility", Stage.NOW, "fault", 1100),
                flow(Stage.DELIVERED, "facility", Stage.NOW, "retired", 700),
                flow(Stage.DELIVERED, "facility", Stage.NOW, "recycled", 2800),
                flow(Stage.DELIVERED, "facility", Stage.NOW, "stolen", 200),
                flow(Stage.DELIVERED, "not_installed", Stage.NOW, "stored", 1500),
                flow(Stage.DELIVERED, "not_installed", Stage.NOW, "recycled", 400));
    }

    private static Flow flow(Stage fromStage, String from, Stage toStage, String to, double devices) {
        return new Flow(fromStage, from, toStage, to, Amount.exact(devices));
    }

    private static ReportData.Service service() {
        List<MonthAmount> uptime = new ArrayList<>();
        List<MonthAmount> connected = new ArrayList<>();
        List<MonthAmount> dead = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            YearMonth m = YearMonth.of(2017, 8).plusMonths(i);
            uptime.add(new MonthAmount(m, Amount.exact(0.93 - 0.002 * i + 0.01 * Math.sin(i))));
            connected.add(new MonthAmount(m, Amount.exact(0.86 + 0.001 * i + 0.015 * Math.cos(i * 0.7))));
            dead.add(new MonthAmount(m, Amount.exact(0.01 + 0.0011 * i + 0.003 * Math.sin(i * 0.9))));
        }
        List<SurvivalPoint> points = new ArrayList<>();
        for (int t = 0; t <= 60; t++) {
            double s = Math.exp(-Math.pow(t / 70.0, 1.6));
            double e = 0.004 + 0.0006 * t;
            points.add(new SurvivalPoint(t, s, Math.max(0, s - e), Math.min(1, s + e)));
        }
        return new ReportData.Service(
                uptime,
                connected,
                dead,
                List.of(new ReportData.SurvivalCurve("all", points, estimate(22.4, 22.2, 22.6, 18764))),
                List.of(code("doha", 11.2), code("al_rayyan", 14.9), code("al_wakrah", 12.6), code("al_khor", 19.3)));
    }

    static Amount estimate(double value, double low, double high, long n) {
        return new Amount(value, low, high, n, Standing.PUBLISHED);
    }

    private static ReportData.Outcomes outcomes() {
        List<String> ids = List.of(
                "internet_use",
                "internet_daily",
                "computer_use",
                "mobile_ownership",
                "skill_email",
                "family_contact",
                "digital_remittance",
                "egovernment_use",
                "isolation");
        double[] starts = {0.52, 0.33, 0.18, 0.88, 0.11, 0.41, 0.22, 0.09, 0.37};
        double[] steps = {0.085, 0.09, 0.06, 0.02, 0.04, 0.05, 0.08, 0.045, -0.03};
        List<Trend> trends = new ArrayList<>();
        for (int k = 0; k < ids.size(); k++) {
            List<Amount> all = new ArrayList<>();
            List<Amount> exposed = new ArrayList<>();
            List<Amount> unexposed = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                double v = starts[k] + steps[k] * w;
                all.add(estimate(v, v - 0.021, v + 0.021, 3980 - 37L * w));
                exposed.add(estimate(v + 0.05, v + 0.02, v + 0.08, 1200 + 400L * w));
                unexposed.add(
                        w == 3 && k == 2
                                ? new Amount(null, null, null, null, Standing.WITHHELD)
                                : new Amount(
                                        v - 0.05,
                                        v - 0.09,
                                        v - 0.01,
                                        2700L - 400L * w,
                                        k == 7 ? Standing.IMPRECISE : Standing.PUBLISHED));
            }
            trends.add(new Trend(ids.get(k), all, exposed, unexposed));
        }
        return new ReportData.Outcomes(
                List.of("1", "2", "3", "4"),
                trends,
                "internet_use",
                groups(),
                List.of(
                        new CodeAmount("no_skill", estimate(0.38, 0.34, 0.42, 905)),
                        new CodeAmount("cost_service", estimate(0.22, 0.19, 0.255, 905)),
                        new CodeAmount("no_need", estimate(0.14, 0.115, 0.17, 905)),
                        new CodeAmount("cost_device", estimate(0.11, 0.09, 0.135, 905)),
                        new CodeAmount("no_access", estimate(0.08, 0.06, 0.1, 905)),
                        new CodeAmount("no_time", estimate(0.05, 0.035, 0.07, 905)),
                        new CodeAmount("privacy", new Amount(null, null, null, null, Standing.WITHHELD))));
    }

    private static List<GroupValue> groups() {
        String[][] codes = {
            {"sex", "male"},
            {"sex", "female"},
            {"age_band", "15_24"},
            {"age_band", "25_34"},
            {"age_band", "35_44"},
            {"age_band", "45_plus"},
            {"wage_band", "under_1000"},
            {"wage_band", "1000_1299"},
            {"wage_band", "1300_1799"},
            {"wage_band", "1800_plus"},
            {"disability", "no"},
            {"disability", "yes"}
        };
        double[] last = {0.78, 0.74, 0.91, 0.86, 0.73, 0.55, 0.69, 0.75, 0.82, 0.9, 0.785, 0.62};
        List<GroupValue> groups = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            double l = last[i];
            double e = i == 11 ? 0.08 : 0.03;
            groups.add(new GroupValue(
                    codes[i][0],
                    codes[i][1],
                    i == 1
                            ? new Amount(null, null, null, null, Standing.WITHHELD)
                            : estimate(l - 0.25, l - 0.25 - e, l - 0.25 + e, 400),
                    estimate(l, l - e, l + e, 420)));
        }
        return groups;
    }

    private static List<Gap> gaps() {
        return List.of(
                gap("sex", "female", "male", -0.04, 0.045, 0.95),
                gap("age_band", "45_plus", "15_24", -0.36, 0.04, 0.6),
                gap("age_band", "35_44", "15_24", -0.18, 0.04, 0.8),
                gap("nationality", "NPL", "IND", -0.06, 0.035, 0.93),
                gap("nationality", "PHL", "IND", 0.09, 0.05, 1.11),
                gap("wage_band", "under_1000", "1800_plus", -0.21, 0.045, 0.77),
                gap("disability", "yes", "no", -0.165, 0.08, 0.79));
    }

    private static Gap gap(String dimension, String code, String reference, double d, double e, double ratio) {
        return new Gap(
                "internet_use",
                dimension,
                code,
                reference,
                estimate(d, d - e, d + e, 800),
                estimate(ratio, ratio * Math.exp(-e * 1.3), ratio * Math.exp(e * 1.3), 800));
    }

    private static ReportData.Impact impact() {
        List<EventEffect> effects = List.of(
                new EventEffect(-3, estimate(0.008, -0.03, 0.046, 3100)),
                new EventEffect(-2, estimate(-0.011, -0.04, 0.018, 5200)),
                new EventEffect(-1, Amount.exact(0)),
                new EventEffect(0, estimate(0.041, 0.01, 0.072, 6100)),
                new EventEffect(1, estimate(0.078, 0.04, 0.116, 5000)),
                new EventEffect(2, estimate(0.096, 0.047, 0.145, 2900)));
        return new ReportData.Impact(
                "internet_use", "share", estimate(0.068, 0.035, 0.101, 15820), effects, 0.62, 15820, 412);
    }

    private static ReportData.Quality quality() {
        return new ReportData.Quality(
                List.of(
                        new FeedQuality("employer", 4, 0, 2411, 2398, 13, LocalDate.of(2021, 6, 30)),
                        new FeedQuality("facility", 6, 1, 9120, 9041, 79, LocalDate.of(2021, 7, 31)),
                        new FeedQuality("device", 5, 0, 61240, 60877, 363, LocalDate.of(2021, 7, 31)),
                        new FeedQuality("device_event", 5, 0, 402110, 399800, 2310, LocalDate.of(2021, 7, 31)),
                        new FeedQuality("training", 3, 0, 18400, 18322, 78, LocalDate.of(2021, 5, 31)),
                        new FeedQuality("survey", 4, 0, 16033, 15991, 42, null)),
                List.of(
                        new RuleCount("code", 1201),
                        new RuleCount("required", 702),
                        new RuleCount("range", 499),
                        new RuleCount("duplicate_key", 322),
                        new RuleCount("type", 140),
                        new RuleCount("total_row", 21)),
                List.of(
                        new CheckResult("primary_key", "facility", "passed", 0, "Every value is there"),
                        new CheckResult("facility_number_reuse_overlaps", "facility", "warned", 7, "A number overlaps"),
                        new CheckResult("foreign_key_site", "facility", "passed", 0, "Every value is there")));
    }
}
