package org.wasl.warehouse.chart;

import java.util.List;
import java.util.Map;
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
        double side = wide ? 150 : 0;
        double height = wide ? 400 : 520;
        FlowLayout layout = FlowLayout.of(this, side, frame.width() - side, TOP, TOP + height, wide ? 18 : 30);
        Svg svg = new Svg(frame, TOP + height + 8, caption, true);
        drawStages(svg, layout, frame);
        for (Link link : links) {
            drawLink(svg, layout, link);
        }
        for (Node node : nodes) {
            FlowLayout.Box box = layout.box(node.id());
            svg.box("fill " + node.hue().css(), box.left(), box.top(), box.left() + NODE_WIDTH, box.bottom());
        }
        for (Node node : nodes) {
            drawName(svg, layout, node, frame);
        }
        return svg.end();
    }

    private void drawStages(Svg svg, FlowLayout layout, Frame frame) {
        int last = stages.size() - 1;
        double room = frame.wide() ? 150 : frame.width() / (double) stages.size() - 6;
        for (int s = 0; s <= last; s++) {
            List<String> lines = TextWidth.wrap(stages.get(s), 12, room);
            Svg.Anchor anchor = s == 0 ? Svg.Anchor.LEFT : s == last ? Svg.Anchor.RIGHT : Svg.Anchor.MIDDLE;
            double x = s == 0 ? 0 : s == last ? frame.width() : layout.left(s) + NODE_WIDTH / 2;
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

    private void drawName(Svg svg, FlowLayout layout, Node node, Frame frame) {
        FlowLayout.Box box = layout.box(node.id());
        int last = stages.size() - 1;
        boolean outside = frame.wide();
        boolean onLeft = outside ? node.stage() == 0 : node.stage() == last;
        double room = frame.wide() ? 138 : layout.left(1) - layout.left(0) - NODE_WIDTH - 8;
        double x = onLeft ? box.left() - 8 : box.left() + NODE_WIDTH + 8;
        double size = frame.wide() ? 12.5 : 11;
        double line = size + 2.5;
        List<String> lines = TextWidth.wrap(node.name(), size, room);
        double first = (box.top() + box.bottom()) / 2 - lines.size() * line / 2 + size - 2;
        Svg.Anchor anchor = onLeft ? Svg.Anchor.RIGHT : Svg.Anchor.LEFT;
        String css = frame.wide() ? "label halo" : "small halo";
        svg.label(css, x, first, anchor, lines, line);
        svg.label(css + " strong", x, first + lines.size() * line, anchor, node.text());
    }

    Map<Integer, List<Node>> byStage() {
        return nodes.stream().collect(Collectors.groupingBy(Node::stage));
    }
}
