package org.wasl.warehouse.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Where the nodes and bands of a {@link FlowChart} lie: one scale for all columns, nodes in the order given, bands
 * sorted by the place of their other end so that few cross (as d3-sankey does it).
 */
final class FlowLayout {

    /** A node's rectangle; its width is the same for all. */
    record Box(double left, double top, double bottom) {}

    /** Where a flow leaves and arrives, and its width at both. */
    record Band(double fromTop, double toTop, double width) {}

    private final Map<String, Box> boxes = new HashMap<>();
    private final Map<FlowChart.Link, Band> bands = new HashMap<>();
    private final List<Double> columns = new ArrayList<>();

    private final double bottom;

    private FlowLayout(double bottom) {
        this.bottom = bottom;
    }

    /**
     * Lays a chart out between the edges given.
     *
     * @param gap the least room between two nodes of a column
     * @param room what a node's name takes; a thinner node stands in the middle of that much room
     */
    static FlowLayout of(
            FlowChart chart,
            double left,
            double right,
            double top,
            double bottom,
            double gap,
            ToDoubleFunction<FlowChart.Node> room) {
        FlowLayout layout = new FlowLayout(bottom);
        int stages = chart.stages().size();
        for (int s = 0; s < stages; s++) {
            layout.columns.add(left + s * (right - left - FlowChart.NODE_WIDTH) / Math.max(1, stages - 1));
        }
        double scale = Double.POSITIVE_INFINITY;
        for (List<FlowChart.Node> column : chart.byStage().values()) {
            scale = Math.min(scale, scale(chart, column, bottom - top - gap * (column.size() - 1), room));
        }
        for (List<FlowChart.Node> column : chart.byStage().values()) {
            layout.stack(chart, column, top, bottom, scale, room);
        }
        layout.route(chart, scale);
        return layout;
    }

    Box box(String node) {
        Box box = boxes.get(node);
        if (box == null) {
            throw new IllegalArgumentException("A flow names '" + node + "', which is no node");
        }
        return box;
    }

    Band band(FlowChart.Link link) {
        Band band = bands.get(link);
        if (band == null) {
            throw new IllegalArgumentException("No such flow: " + link);
        }
        return band;
    }

    double bottom() {
        return bottom;
    }

    double left(int stage) {
        return columns.get(stage);
    }

    /** What passes through a node: the larger of what came and what left, since things may stay. */
    private static double amount(FlowChart chart, FlowChart.Node node) {
        double in = 0;
        double out = 0;
        for (FlowChart.Link link : chart.links()) {
            in += link.to().equals(node.id()) ? link.amount() : 0;
            out += link.from().equals(node.id()) ? link.amount() : 0;
        }
        return Math.max(in, out);
    }

    /**
     * The largest scale at which a column fits. Nodes too thin for their names keep the room of the names, so the
     * scale is found with the others only, and again until no further node has become too thin.
     */
    private static double scale(
            FlowChart chart, List<FlowChart.Node> column, double height, ToDoubleFunction<FlowChart.Node> room) {
        double scale = Double.POSITIVE_INFINITY;
        for (int pass = 0; pass <= column.size(); pass++) {
            double free = height;
            double sum = 0;
            for (FlowChart.Node node : column) {
                double amount = amount(chart, node);
                if (amount * scale < room.applyAsDouble(node)) {
                    free -= room.applyAsDouble(node);
                } else {
                    sum += amount;
                }
            }
            scale = Math.min(scale, Math.max(free, height / 4) / Math.max(sum, 1e-9));
        }
        return scale;
    }

    private void stack(
            FlowChart chart,
            List<FlowChart.Node> column,
            double top,
            double bottom,
            double scale,
            ToDoubleFunction<FlowChart.Node> room) {
        double used =
                column.stream().mapToDouble(n -> slot(chart, n, scale, room)).sum();
        int gaps = column.size() - 1;
        double gap = gaps == 0 ? 0 : (bottom - top - used) / gaps;
        double y = gaps == 0 ? (top + bottom - used) / 2 : top;
        for (FlowChart.Node node : column) {
            double height = amount(chart, node) * scale;
            double slot = slot(chart, node, scale, room);
            double from = y + (slot - height) / 2;
            boxes.put(node.id(), new Box(columns.get(node.stage()), from, from + height));
            y += slot + gap;
        }
    }

    private static double slot(
            FlowChart chart, FlowChart.Node node, double scale, ToDoubleFunction<FlowChart.Node> room) {
        return Math.max(amount(chart, node) * scale, room.applyAsDouble(node));
    }

    private void route(FlowChart chart, double scale) {
        Map<FlowChart.Link, Double> starts = new HashMap<>();
        Map<FlowChart.Link, Double> ends = new HashMap<>();
        for (FlowChart.Node node : chart.nodes()) {
            double out = box(node.id()).top();
            for (FlowChart.Link link : leaving(chart, node)) {
                starts.put(link, out);
                out += link.amount() * scale;
            }
            double in = box(node.id()).top();
            for (FlowChart.Link link : arriving(chart, node)) {
                ends.put(link, in);
                in += link.amount() * scale;
            }
        }
        for (FlowChart.Link link : chart.links()) {
            double start = starts.getOrDefault(link, 0.0);
            double end = ends.getOrDefault(link, 0.0);
            bands.put(link, new Band(start, end, link.amount() * scale));
        }
    }

    private List<FlowChart.Link> leaving(FlowChart chart, FlowChart.Node node) {
        return chart.links().stream()
                .filter(l -> l.from().equals(node.id()))
                .sorted(Comparator.comparingDouble(l -> box(l.to()).top()))
                .toList();
    }

    private List<FlowChart.Link> arriving(FlowChart chart, FlowChart.Node node) {
        return chart.links().stream()
                .filter(l -> l.to().equals(node.id()))
                .sorted(Comparator.comparingDouble(l -> box(l.from()).top()))
                .toList();
    }
}
