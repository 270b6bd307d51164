package org.wasl.warehouse.report;

import static org.wasl.warehouse.report.Unit.COUNT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wasl.warehouse.chart.FlowChart;
import org.wasl.warehouse.chart.Hue;
import org.wasl.warehouse.report.Page.Figure;
import org.wasl.warehouse.report.Page.Section;
import org.wasl.warehouse.report.ReportData.Flow;
import org.wasl.warehouse.report.ReportData.Stage;

/** Where the devices came from and what became of them. */
final class DeviceSection {
    private final ReportData data;
    private final Edition edition;
    private final Figures figures;

    DeviceSection(ReportData data, Edition edition, Figures figures) {
        this.data = data;
        this.edition = edition;
        this.figures = figures;
    }

    Section section() {
        String title = edition.text("sections.devices.title");
        String lead = edition.text("sections.devices.lead");
        return new Section(
                "devices", title, lead, data.chain().isEmpty() ? List.of(edition.missing()) : List.of(chain()));
    }

    private Figure chain() {
        Map<String, Double> through = new LinkedHashMap<>();
        for (Flow flow : data.chain()) {
            if (flow.fromStage() == Stage.DONOR) {
                through.merge(id(flow.fromStage(), flow.from()), flow.devices().or(0), Double::sum);
            }
            through.merge(id(flow.toStage(), flow.to()), flow.devices().or(0), Double::sum);
        }
        Map<String, Object> words = Map.of(
                "received", edition.count(sum(Stage.DONOR)),
                "delivered", edition.count(reached(Stage.DELIVERED, "facility")),
                "in_service", edition.count(reached(Stage.NOW, "in_service")),
                "recycled", edition.count(reached(Stage.NOW, "recycled")));
        List<FlowChart.Node> nodes = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            through.entrySet().stream()
                    .filter(e -> e.getKey().startsWith(stage + ":"))
                    .sorted(order())
                    .forEach(e -> nodes.add(node(stage, e.getKey(), e.getValue())));
        }
        List<FlowChart.Link> links = data.chain().stream()
                .filter(f -> f.devices().or(0) > 0)
                .map(f -> new FlowChart.Link(
                        id(f.fromStage(), f.from()),
                        id(f.toStage(), f.to()),
                        f.devices().or(0)))
                .toList();
        List<String> stages = List.of(Stage.values()).stream()
                .map(s -> edition.label("stage", word(s)))
                .toList();
        FlowChart chart = new FlowChart(figures.caption("chain", words), stages, nodes, links);
        List<List<String>> rows = data.chain().stream()
                .map(f -> List.of(
                        edition.label("stage", word(f.fromStage())),
                        name(f.fromStage(), f.from()),
                        edition.label("stage", word(f.toStage())),
                        name(f.toStage(), f.to()),
                        edition.amount(f.devices(), COUNT)))
                .toList();
        return figures.figure(
                "chain", words, chart, edition.columns("from_stage", "from", "to_stage", "to", "devices"), rows);
    }

    /** Largest first, the remainder ("other") last. */
    private static Comparator<Map.Entry<String, Double>> order() {
        return Comparator.comparing((Map.Entry<String, Double> e) -> e.getKey().endsWith(":other"))
                .thenComparing(Map.Entry.<String, Double>comparingByValue().reversed());
    }

    private double sum(Stage from) {
        return data.chain().stream()
                .filter(f -> f.fromStage() == from)
                .mapToDouble(f -> f.devices().or(0))
                .sum();
    }

    private double reached(Stage stage, String code) {
        return data.chain().stream()
                .filter(f -> f.toStage() == stage && f.to().equals(code))
                .mapToDouble(f -> f.devices().or(0))
                .sum();
    }

    private FlowChart.Node node(Stage stage, String id, double devices) {
        String code = id.substring(id.indexOf(':') + 1);
        return new FlowChart.Node(id, name(stage, code), stage.column(), edition.count(devices), hue(stage, code));
    }

    private static Hue hue(Stage stage, String code) {
        return switch (stage) {
            case DONOR -> Hue.GREY;
            case REFURBISHER -> Hue.GREY;
            case DELIVERED -> code.equals("facility") ? Hue.ACCENT : Hue.GREY;
            case NOW ->
                switch (code) {
                    case "in_service" -> Hue.ACCENT;
                    case "recycled" -> Hue.FOURTH;
                    case "retired", "stolen" -> Hue.SECOND;
                    default -> Hue.GREY;
                };
        };
    }

    private String name(Stage stage, String code) {
        return edition.label("device_" + word(stage), code);
    }

    private static String word(Stage stage) {
        return switch (stage) {
            case DONOR -> "donor";
            case REFURBISHER -> "refurbisher";
            case DELIVERED -> "delivered";
            case NOW -> "now";
        };
    }

    private static String id(Stage stage, String code) {
        return stage + ":" + code;
    }
}
