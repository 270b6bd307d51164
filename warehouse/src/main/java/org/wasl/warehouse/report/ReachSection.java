package org.wasl.warehouse.report;

import static org.wasl.warehouse.report.Unit.COUNT;
import static org.wasl.warehouse.report.Unit.DECIMAL;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.chart.Axis;
import org.wasl.warehouse.chart.BarChart;
import org.wasl.warehouse.chart.Hue;
import org.wasl.warehouse.chart.LineChart;
import org.wasl.warehouse.chart.LineChart.Style;
import org.wasl.warehouse.chart.TileMap;
import org.wasl.warehouse.report.Page.Block;
import org.wasl.warehouse.report.Page.Card;
import org.wasl.warehouse.report.Page.Figure;
import org.wasl.warehouse.report.Page.Section;
import org.wasl.warehouse.report.ReportData.CodeAmount;
import org.wasl.warehouse.report.ReportData.Headline;
import org.wasl.warehouse.report.ReportData.MonthAmount;
import org.wasl.warehouse.report.ReportData.Openings;
import org.wasl.warehouse.report.ReportData.Place;

/** What was reached: headline figures against target, openings over time and by phase, and where. */
final class ReachSection {
    private final ReportData data;
    private final Edition edition;
    private final Figures figures;
    private final ReportLayout layout;

    ReachSection(ReportData data, Edition edition, Figures figures, ReportLayout layout) {
        this.data = data;
        this.edition = edition;
        this.figures = figures;
        this.layout = layout;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Page.Cards(data.headlines().stream().map(this::card).toList(), headlines()));
        if (!data.openings().cumulative().isEmpty()) {
            blocks.add(openings());
        }
        if (!data.openings().byPhase().isEmpty()) {
            blocks.add(phases());
        }
        if (!data.places().isEmpty()) {
            blocks.add(municipalities());
        }
        return new Section("reach", edition.text("sections.reach.title"), edition.text("sections.reach.lead"), blocks);
    }

    private Card card(Headline headline) {
        double reached = headline.reached().or(0);
        double full = Math.max(Math.max(reached, headline.target()), 1);
        Double reported = headline.reported();
        Map<String, Object> words = Map.of(
                "target", edition.rounded(headline.target()),
                "share", edition.percent(reached / headline.target(), 0),
                "reported", edition.rounded(reported == null ? 0 : reported),
                "source", source(headline));
        return new Card(
                edition.label("metric", headline.metric()),
                headline.reached().isPrinted() ? edition.rounded(reached) : edition.amount(headline.reached(), COUNT),
                target(headline.reached(), words),
                reported == null ? "" : edition.text("cards.reported", words),
                source(headline),
                reached / full,
                headline.target() / full);
    }

    /** How much of the target was reached; a number of an earlier release says so. */
    private String target(Amount reached, Map<String, Object> words) {
        String target = edition.text(reached.isPrinted() ? "cards.target" : "cards.target_only", words);
        String release = reached.publishedIn();
        return release == null ? target : target + " " + edition.asPublished(release);
    }

    private String source(Headline headline) {
        return edition.label("reported_source", headline.metric(), edition.quoted(headline.source()));
    }

    private Figure headlines() {
        List<List<String>> rows = new ArrayList<>();
        int met = 0;
        for (Headline h : data.headlines()) {
            met += h.reached().or(0) >= h.target() ? 1 : 0;
            Double reported = h.reported();
            rows.add(List.of(
                    edition.label("metric", h.metric()),
                    edition.amount(h.reached(), COUNT),
                    edition.count(h.target()),
                    h.reached().isPrinted()
                            ? edition.percent(h.reached().or(0) / h.target(), 0)
                            : edition.text("signs.none"),
                    reported == null ? edition.text("signs.none") : edition.count(reported),
                    source(h)));
        }
        Map<String, Object> words = Map.of(
                "met", edition.count(met),
                "all", edition.count(data.headlines().size()),
                "outcome", met == data.headlines().size() ? "all" : met == 0 ? "none" : "some");
        return figures.statement(
                "headlines",
                words,
                columns("measure", "reached", "target", "share_of_target", "reported", "reported_by"),
                rows);
    }

    private Figure openings() {
        Openings o = data.openings();
        MonthAmount last = o.cumulative().get(o.cumulative().size() - 1);
        double reached = last.amount().or(0);
        Map<String, Object> words = Map.of(
                "reached", edition.count(reached),
                "target", edition.count(o.target()),
                "share", edition.percent(reached / o.target(), 0),
                "month", edition.month(last.month()),
                "from", edition.month(o.targetFrom()),
                "by", edition.month(o.targetBy()),
                "outcome", reached >= o.target() ? "met" : "open");
        YearMonth first = o.cumulative().get(0).month();
        YearMonth end = last.month().isAfter(o.targetBy()) ? last.month() : o.targetBy();
        List<LineChart.Series> series = List.of(
                new LineChart.Series(
                        edition.text("figures.openings.opened"),
                        edition.count(reached),
                        Hue.ACCENT,
                        Style.STEPPED,
                        o.cumulative().stream()
                                .map(m -> point(m.month(), m.amount().value()))
                                .toList()),
                new LineChart.Series(
                        edition.text("figures.openings.path"),
                        "",
                        Hue.GREY,
                        Style.DASHED,
                        List.of(point(o.targetFrom(), 0.0), point(o.targetBy(), o.target()))));
        List<LineChart.Band> bands = o.phases().stream()
                .map(p -> new LineChart.Band(
                        edition.label("phase", p.code()), Axis.month(p.from()), Axis.month(p.to().plusMonths(1))))
                .toList();
        LineChart chart = new LineChart(
                figures.caption("openings", words),
                Axis.months("", first, end, edition::year),
                Axis.numbers("", 0, Math.max(reached, o.target()), 5, edition::count),
                series,
                bands,
                List.of(new LineChart.Reference(edition.text("figures.openings.target", words), o.target())));
        return figures.figure(
                "openings", words, chart, columns("month", "opened_in_month", "opened_so_far", "path"), openingRows(o));
    }

    private List<List<String>> openingRows(Openings o) {
        List<List<String>> rows = new ArrayList<>();
        double before = 0;
        for (MonthAmount m : o.cumulative()) {
            double path = o.target()
                    * Math.max(
                            0,
                            Math.min(
                                    1,
                                    (Axis.month(m.month()) - Axis.month(o.targetFrom()))
                                            / (Axis.month(o.targetBy()) - Axis.month(o.targetFrom()))));
            Double now = m.amount().value();
            rows.add(List.of(
                    edition.month(m.month()),
                    now == null ? edition.text("signs.withheld") : edition.count(now - before),
                    edition.amount(m.amount(), COUNT),
                    edition.count(path)));
            before = now == null ? before : now;
        }
        return rows;
    }

    private Figure phases() {
        List<CodeAmount> phases = data.openings().byPhase();
        CodeAmount most = phases.stream()
                .max(Comparator.comparingDouble(p -> p.amount().or(0)))
                .orElseThrow();
        double total = phases.stream().mapToDouble(p -> p.amount().or(0)).sum();
        Map<String, Object> words = Map.of(
                "phase", edition.label("phase", most.code()),
                "count", edition.amount(most.amount(), COUNT),
                "share", edition.percent(most.amount().or(0) / Math.max(1, total), 0));
        List<BarChart.Bar> bars = phases.stream()
                .map(p -> new BarChart.Bar(
                        edition.label("phase", p.code()),
                        p.amount().value(),
                        edition.amount(p.amount(), COUNT),
                        null,
                        Hue.ACCENT))
                .toList();
        BarChart chart = new BarChart(
                figures.caption("phases", words), Math.max(1, most.amount().or(1)), bars);
        List<List<String>> rows = phases.stream()
                .map(p -> List.of(
                        edition.label("phase", p.code()),
                        edition.amount(p.amount(), COUNT),
                        p.amount().isPrinted()
                                ? edition.percent(p.amount().or(0) / Math.max(1, total), 1)
                                : edition.text("signs.none")))
                .toList();
        return figures.figure("phases", words, chart, columns("phase", "facilities", "share"), rows);
    }

    private Figure municipalities() {
        List<Place> places = data.places();
        Place most = places.stream()
                .max(Comparator.comparingDouble(p -> p.facilities().or(0)))
                .orElseThrow();
        double high = Math.max(1, most.facilities().or(1));
        double total = places.stream().mapToDouble(p -> p.facilities().or(0)).sum();
        Map<String, Object> words = Map.of(
                "place", edition.label("municipality", most.code()),
                "count", edition.amount(most.facilities(), COUNT),
                "share", edition.percent(most.facilities().or(0) / Math.max(1, total), 0));
        Axis axis = Axis.numbers("", 0, high, TileMap.SHADES, edition::count);
        double step = axis.high() / TileMap.SHADES;
        List<TileMap.Tile> tiles = places.stream()
                .filter(p -> layout.tiles().containsKey(p.code()))
                .map(p -> tile(p, step))
                .toList();
        List<String> legend = new ArrayList<>();
        for (int i = 0; i < TileMap.SHADES; i++) {
            legend.add(edition.text(
                    "signs.range",
                    Map.of(
                            "low", edition.count(Math.floor(i * step) + (i == 0 ? 0 : 1)),
                            "high", edition.count(Math.floor((i + 1) * step)))));
        }
        TileMap map = new TileMap(
                figures.caption("municipalities", words), tiles, edition.text("figures.municipalities.legend"), legend);
        List<List<String>> rows = places.stream()
                .map(p -> List.of(
                        edition.label("municipality", p.code()),
                        edition.amount(p.facilities(), COUNT),
                        edition.amount(p.workers(), COUNT),
                        edition.amount(p.computersPer100(), DECIMAL)))
                .toList();
        return figures.figure(
                "municipalities",
                words,
                map,
                columns("municipality", "facilities", "workers_covered", "computers_per_100"),
                rows);
    }

    private TileMap.Tile tile(Place place, double step) {
        ReportLayout.Position at = layout.tiles().getOrDefault(place.code(), new ReportLayout.Position(0, 0));
        Double value = place.facilities().value();
        int shade = value == null ? 0 : (int) Math.max(1, Math.min(TileMap.SHADES, Math.ceil(value / step)));
        return new TileMap.Tile(
                edition.label("municipality", place.code()),
                at.column(),
                at.row(),
                shade,
                edition.amount(place.facilities(), COUNT),
                edition.text(
                        "figures.municipalities.detail",
                        Map.of(
                                "workers",
                                place.workers().isPrinted()
                                        ? edition.rounded(place.workers().or(0))
                                        : edition.amount(place.workers(), COUNT))));
    }

    private static LineChart.Point point(YearMonth month, @Nullable Double value) {
        return new LineChart.Point(Axis.month(month), value, null, null);
    }

    private List<String> columns(String... keys) {
        return edition.columns(keys);
    }
}
