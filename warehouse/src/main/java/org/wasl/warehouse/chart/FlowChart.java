package org.wasl.warehouse.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What became of things: stages in columns, bands between them as wide as what flowed. It runs in the direction of
 * the script.
 *
 * @param stages headings of the columns
 */
public record FlowChart(Caption caption, List<String> stages, List<Node> nodes, List<Link> links) implements Chart {

    /** A place where things were: its column and how much passed through, written out. */
    public record Node(String id, String name, int stage, String text, Hue hue) {}

    /** What went from one node to another in a later column. */
    public record Link(String from, String to, double amount) {
        public Link {
            if (!(amount > 0)) {
                throw new IllegalArgumentException(
                        "The flow from " + from + " to " + to + " is not above 0: " + amount);
            }
        }
    }

    static final double NODE_WIDTH = 10;
    private static final double TOP = 34;

    public FlowChart {
        stages = List.copyOf(stages);
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }

    @Override
    public String svg(Frame frame) {
        boolean wide = frame.wide();
        double before = wide ? 145 : 0;
        double after = wide ? 145 : 70;
        double height = wide ? 420 : 540;
        ToDoubleFunction<Node> room = n -> (names(n, wide).size() + 1) * line(wide);
        FlowLayout layout = FlowLayout.of(this, before, frame.width() - after, TOP, TOP + height, 8, room);
        Svg svg = new Svg(frame, TOP + height + 8, caption, true);
        drawStages(svg, layout, frame);
        for (Link link : links) {
            drawLink(svg, layout, link);
        }
        for (Node node : nodes) {
            FlowLayout.Box box = layout.box(node.id());
            svg.box("fill " + node.hue().css(), box.left(), box.top(), box.left() + NODE_WIDTH, box.bottom());
        }
        for (List<Node> column : byStage().values()) {
            drawNames(svg, layout, column, frame);
        }
        return svg.end();
    }

    private void drawStages(Svg svg, FlowLayout layout, Frame frame) {
        int last = stages.size() - 1;
        double room = frame.wide() ? 150 : frame.width() / (double) stages.size() - 6;
        for (int s = 0; s <= last; s++) {
            List<String> lines = TextWidth.wrap(stages.get(s), 12, room);
            boolean ends = s == 0 && frame.wide();
            Svg.Anchor anchor = s > 0 && s < last ? Svg.Anchor.MIDDLE : ends ? Svg.Anchor.RIGHT : Svg.Anchor.LEFT;
            double edge = anchor == Svg.Anchor.RIGHT ? NODE_WIDTH : anchor == Svg.Anchor.LEFT ? 0 : NODE_WIDTH / 2;
            double x = layout.left(s) + edge;
            svg.label("tick", x, 14 - (lines.size() - 1) * 3.0, anchor, lines, 14);
        }
    }

    private void drawLink(Svg svg, FlowLayout layout, Link link) {
        FlowLayout.Band band = layout.band(link);
        FlowLayout.Box from = layout.box(link.from());
        FlowLayout.Box to = layout.box(link.to());
        String x1 = svg.x(from.left() + NODE_WIDTH);
        String x2 = svg.x(to.left());
        String middle = svg.x((from.left() + NODE_WIDTH + to.left()) / 2);
        double y1 = band.fromTop();
        double y2 = band.toTop();
        double w = Math.max(band.width(), 0.5);
        String data = "M" + x1 + " " + Svg.number(y1)
                + curve(middle, y1, y2, x2)
                + "L" + x2 + " " + Svg.number(y2 + w)
                + curve(middle, y2 + w, y1 + w, x1)
                + "Z";
        svg.path("flow " + hue(link.to()), data);
    }

    private static String curve(String middle, double from, double to, String x) {
        return "C" + middle + " " + Svg.number(from) + " " + middle + " " + Svg.number(to) + " " + x + " "
                + Svg.number(to);
    }

    private String hue(String id) {
        return nodes.stream()
                .filter(n -> n.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A flow ends at '" + id + "', which is no node"))
                .hue()
                .css();
    }

    /** Names beside their nodes; where nodes are thin, names move apart and stay in order. */
    private void drawNames(Svg svg, FlowLayout layout, List<Node> column, Frame frame) {
        boolean wide = frame.wide();
        List<List<String>> names = column.stream().map(n -> names(n, wide)).toList();
        List<Double> wanted = new ArrayList<>();
        List<Double> sizes = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            FlowLayout.Box box = layout.box(column.get(i).id());
            wanted.add((box.top() + box.bottom()) / 2);
            sizes.add((names.get(i).size() + 1) * line(wide) + 3);
        }
        List<Double> places = Spread.apart(wanted, sizes, TOP - 6, layout.bottom() + 6);
        for (int i = 0; i < column.size(); i++) {
            drawName(svg, layout, column.get(i), names.get(i), places.get(i), frame);
        }
    }

    private void drawName(Svg svg, FlowLayout layout, Node node, List<String> name, double middle, Frame frame) {
        FlowLayout.Box box = layout.box(node.id());
        boolean onLeft = frame.wide() && node.stage() == 0;
        double x = onLeft ? box.left() - 8 : box.left() + NODE_WIDTH + 8;
        double line = line(frame.wide());
        double first = middle - (name.size() + 1) * line / 2 + line - 3.5;
        Svg.Anchor anchor = onLeft ? Svg.Anchor.RIGHT : Svg.Anchor.LEFT;
        String css = frame.wide() ? "label halo" : "small halo";
        svg.label(css, x, first, anchor, name, line);
        svg.label(css + " strong", x, first + name.size() * line, anchor, node.text());
    }

    private static List<String> names(Node node, boolean wide) {
        return wide ? TextWidth.wrap(node.name(), 12.5, 136) : TextWidth.shorten(node.name(), 11, 70, 3);
    }

    private static double line(boolean wide) {
        return wide ? 15 : 13.5;
    }

    Map<Integer, List<Node>> byStage() {
        return nodes.stream().collect(Collectors.groupingBy(Node::stage));
    }
}
