package org.wasl.warehouse.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.chart.BarChart;
import org.wasl.warehouse.chart.Hue;
import org.wasl.warehouse.report.Page.Block;
import org.wasl.warehouse.report.Page.Figure;
import org.wasl.warehouse.report.Page.Section;
import org.wasl.warehouse.report.ReportData.CheckResult;
import org.wasl.warehouse.report.ReportData.FeedQuality;
import org.wasl.warehouse.report.ReportData.Quality;
import org.wasl.warehouse.report.ReportData.RuleCount;

/** How good the records are: what arrived, what was rejected and why, how fresh it is, what the checks found. */
final class QualitySection {
    private final Quality quality;
    private final Edition edition;
    private final Figures figures;

    QualitySection(ReportData data, Edition edition, Figures figures) {
        this.quality = data.quality();
        this.edition = edition;
        this.figures = figures;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(deliveries());
        if (!quality.rules().isEmpty()) {
            blocks.add(rules());
        }
        if (!quality.checks().isEmpty()) {
            blocks.add(checks());
        }
        return new Section(
                "quality", edition.text("sections.quality.title"), edition.text("sections.quality.lead"), blocks);
    }

    private Figure deliveries() {
        long read = quality.feeds().stream().mapToLong(FeedQuality::read).sum();
        long rejected =
                quality.feeds().stream().mapToLong(FeedQuality::rejected).sum();
        Map<String, Object> words = Map.of(
                "read", edition.count((double) read),
                "rejected", edition.count((double) rejected),
                "share", share(rejected, read));
        double high = quality.feeds().stream()
                .mapToDouble(QualitySection::rejectedShare)
                .max()
                .orElse(0);
        List<FeedQuality> mostFirst = quality.feeds().stream()
                .sorted(Comparator.comparingDouble(QualitySection::rejectedShare)
                        .reversed())
                .toList();
        BarChart chart = new BarChart(
                figures.caption("deliveries", words),
                Math.max(high, 0.001),
                mostFirst.stream()
                        .map(f -> new BarChart.Bar(
                                edition.label("feed", f.feed()),
                                rejectedShare(f),
                                share(f.rejected(), f.read()),
                                null,
                                Hue.ACCENT))
                        .toList());
        List<List<String>> rows = mostFirst.stream()
                .map(f -> List.of(
                        edition.label("feed", f.feed()),
                        edition.count(f.deliveries()),
                        edition.count(f.setAside()),
                        edition.count((double) f.read()),
                        edition.count((double) f.landed()),
                        edition.count((double) f.rejected()),
                        share(f.rejected(), f.read()),
                        day(f.lastAsOf())))
                .toList();
        return figures.figure(
                "deliveries",
                words,
                chart,
                edition.columns("feed", "deliveries", "set_aside", "read", "landed", "rejected", "share", "last_as_of"),
                rows);
    }

    private Figure rules() {
        List<RuleCount> rules = quality.rules();
        RuleCount top = rules.get(0);
        long all = rules.stream().mapToLong(RuleCount::rows).sum();
        Map<String, Object> words = Map.of(
                "rule", edition.label("rule", top.rule()),
                "rows", edition.count((double) top.rows()),
                "share", edition.percent((double) top.rows() / all, 0));
        BarChart chart = new BarChart(
                figures.caption("rejects", words),
                Math.max(1, top.rows()),
                rules.stream()
                        .map(r -> new BarChart.Bar(
                                edition.label("rule", r.rule()),
                                (double) r.rows(),
                                edition.count((double) r.rows()),
                                null,
                                Hue.ACCENT))
                        .toList());
        List<List<String>> rows = rules.stream()
                .map(r -> List.of(
                        edition.label("rule", r.rule()),
                        r.rule(),
                        edition.count((double) r.rows()),
                        share(r.rows(), all)))
                .toList();
        return figures.figure("rejects", words, chart, edition.columns("rule", "rule_id", "rows", "share"), rows);
    }

    private Figure checks() {
        long passed = quality.checks().stream()
                .filter(c -> c.status().equals("passed"))
                .count();
        Map<String, Object> words = Map.of(
                "passed", edition.count((double) passed),
                "all", edition.count(quality.checks().size()),
                "outcome", passed == quality.checks().size() ? "all" : "some",
                "broken",
                        quality.checks().stream()
                                .filter(c -> !c.status().equals("passed"))
                                .map(this::broken)
                                .collect(Collectors.joining(edition.text("signs.semicolon"))));
        Map<String, List<CheckResult>> byTable = quality.checks().stream()
                .collect(Collectors.groupingBy(CheckResult::table, LinkedHashMap::new, Collectors.toList()));
        List<List<String>> rows = byTable.entrySet().stream()
                .map(e -> List.of(
                        edition.label("table", e.getKey()),
                        edition.count(e.getValue().size()),
                        count(e.getValue(), "passed"),
                        count(e.getValue(), "warned"),
                        count(e.getValue(), "failed")))
                .toList();
        return figures.figure(
                "checks", words, null, edition.columns("table", "checks", "passed", "warned", "failed"), rows);
    }

    private String broken(CheckResult check) {
        return edition.text(
                "figures.checks.broken",
                Map.of(
                        "check", edition.label("check", check.id(), edition.quoted(check.message())),
                        "rows", edition.count((double) check.rows()),
                        "some", check.rows() == 1 ? "one" : "many"));
    }

    private String count(List<CheckResult> checks, String status) {
        return edition.count(
                (double) checks.stream().filter(c -> c.status().equals(status)).count());
    }

    private static double rejectedShare(FeedQuality feed) {
        return feed.read() == 0 ? 0 : (double) feed.rejected() / feed.read();
    }

    private String share(long part, long whole) {
        return whole == 0 ? edition.text("signs.none") : edition.percent((double) part / whole, 2);
    }

    private String day(@Nullable LocalDate day) {
        return day == null ? edition.text("signs.none") : edition.day(day);
    }
}
