package org.wasl.warehouse.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same question asked of many measures: small panels on one scale, each a line of estimates over ordered periods
 * with the interval of each, and the first and last written out.
 *
 * @param periods the names of the periods, in order
 * @param hues the groups' names and colours; one group needs no name
 */
public record PanelChart(Caption caption, Axis y, List<String> periods, List<DotChart.Key> hues, List<Panel> panels)
        implements Chart {

    /** One measure. */
    public record Panel(String name, List<Line> lines) {
        public Panel {
            lines = List.copyOf(lines);
        }
    }

    /** A group's estimates, one a period. */
    public record Line(Hue hue, List<Value> values) {
        public Line {
            values = List.copyOf(values);
        }
    }

    /** An estimate and its interval; null where withheld or not asked. */
    public record Value(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            String text) {}

    public PanelChart {
        periods = List.copyOf(periods);
        hues = List.copyOf(hues);
        panels = List.copyOf(panels);
    }

    private static final double PLOT = 132;

    @Override
    public String svg(Frame frame) {
        int across = frame.wide() ? 3 : 2;
        double gap = frame.wide() ? 28 : 20;
        double axisRoom = Plot.roomForRows(y);
        double width = (frame.width() - axisRoom - gap * (across - 1)) / across;
        Legend legend = new Legend(hues.size() < 2 ? List.of() : keys(), 0, frame.width());
        List<List<Panel>> rows = rows(across);
        double nameLines = panels.stream()
                .mapToDouble(p -> TextWidth.wrap(p.name(), 13.5, width).size())
                .max()
                .orElse(1);
        double head = nameLines * 16 + 12;
        double row = head + PLOT + 42;
        Svg svg = new Svg(frame, legend.height() + rows.size() * row, caption, false);
        legend.draw(svg);
        for (int r = 0; r < rows.size(); r++) {
            List<Panel> inRow = rows.get(r);
            for (int c = 0; c < inRow.size(); c++) {
                // The first panel stands where reading begins; the numbers of the axis left of the leftmost.
                int column = svg.isTurned() ? across - 1 - c : c;
                boolean leftmost = c == (svg.isTurned() ? inRow.size() - 1 : 0);
                double left = axisRoom + column * (width + gap);
                double top = legend.height() + r * row + head;
                drawPanel(svg, inRow.get(c), left, top, width, leftmost, frame);
            }
        }
        return svg.end();
    }

    private List<Legend.Key> keys() {
        return hues.stream().map(k -> new Legend.Key(k.name(), k.hue(), false)).toList();
    }

    private List<List<Panel>> rows(int across) {
        List<List<Panel>> rows = new ArrayList<>();
        for (int i = 0; i < panels.size(); i += across) {
            rows.add(panels.subList(i, Math.min(i + across, panels.size())));
        }
        return rows;
    }

    private void drawPanel(Svg svg, Panel panel, double left, double top, double width, boolean leftmost, Frame frame) {
        double bottom = top + PLOT;
        double right = left + width;
        boolean arabic = frame.direction() == Frame.Direction.RIGHT_TO_LEFT;
        List<String> name = TextWidth.wrap(panel.name(), 13.5, width);
        svg.label(
                "label strong",
                arabic ? right : left,
                top - 10 - (name.size() - 1) * 16,
                arabic ? Svg.Anchor.RIGHT : Svg.Anchor.LEFT,
                name,
                16);
        for (Axis.Tick tick : y.ticks()) {
            double at = y.at(tick.value(), bottom, top);
            svg.line(tick.value() == y.low() ? "axis" : "grid", left, at, right, at);
            if (leftmost) {
                svg.label("tick", left - 8, at + 4, Svg.Anchor.RIGHT, tick.text());
            }
        }
        for (int p = 0; p < periods.size(); p++) {
            svg.label("tick", at(p, left, width), bottom + 17, Svg.Anchor.MIDDLE, periods.get(p));
        }
        for (int k = 0; k < panel.lines().size(); k++) {
            double shift = (k - (panel.lines().size() - 1) / 2.0) * 8;
            drawLine(svg, panel.lines().get(k), shift, left, top, bottom, width);
        }
        drawSigns(svg, panel, left, bottom, width);
        drawEnds(svg, panel, left, top, bottom, width);
    }

    /** What stands for missing values: once where it is said of every line, else in each line's colour, stacked. */
    private void drawSigns(Svg svg, Panel panel, double left, double bottom, double width) {
        for (int p = 0; p < periods.size(); p++) {
            int period = p;
            List<Line> missing =
                    panel.lines().stream().filter(l -> isMissing(l, period)).toList();
            List<String> signs = missing.stream()
                    .map(l -> l.values().get(period).text())
                    .distinct()
                    .toList();
            boolean common =
                    signs.size() == 1 && missing.size() == panel.lines().size();
            for (int k = 0; k < (common ? 1 : missing.size()); k++) {
                Line line = missing.get(k);
                String hue = common ? "" : " text " + line.hue().css();
                String sign = line.values().get(p).text();
                svg.label("note halo" + hue, at(p, left, width), bottom - 6 - 13.0 * k, Svg.Anchor.MIDDLE, sign);
            }
        }
    }

    private static boolean isMissing(Line line, int period) {
        return period < line.values().size()
                && line.values().get(period).value() == null
                && !line.values().get(period).text().isEmpty();
    }

    private double at(int period, double left, double width) {
        double step = width / periods.size();
        return left + step * (period + 0.5);
    }

    private void drawLine(Svg svg, Line line, double shift, double left, double top, double bottom, double width) {
        Trace trace = new Trace(svg, false);
        for (int p = 0; p < line.values().size(); p++) {
            Value v = line.values().get(p);
            if (v.value() == null) {
                trace.lift();
            } else {
                trace.to(at(p, left, width) + shift, y.at(v.value(), bottom, top));
            }
        }
        if (!trace.isEmpty()) {
            svg.path("line thin " + line.hue().css(), trace.data());
        }
        for (int p = 0; p < line.values().size(); p++) {
            Value v = line.values().get(p);
            double x = at(p, left, width) + shift;
            if (v.value() == null) {
                continue;
            }
            if (v.low() != null && v.high() != null) {
                double low = y.at(y.inside(v.low()), bottom, top);
                double high = y.at(y.inside(v.high()), bottom, top);
                svg.line("whisker " + line.hue().css(), x, low, x, high);
            }
            svg.dot("fill " + line.hue().css(), x, y.at(v.value(), bottom, top), 3.8);
        }
    }

    /** Writes out the first and the last value of each line, above the upper line and below the lower one. */
    private void drawEnds(Svg svg, Panel panel, double left, double top, double bottom, double width) {
        for (int p : new int[] {0, periods.size() - 1}) {
            for (int k = 0; k < panel.lines().size(); k++) {
                Line line = panel.lines().get(k);
                Value v = p < line.values().size() ? line.values().get(p) : null;
                if (v == null || v.value() == null) {
                    continue;
                }
                boolean above = panel.lines().size() == 1 || v.value() >= otherValue(panel, k, p);
                double over = place(v.value(), v.high(), bottom, top) - 6;
                double under = place(v.value(), v.low(), bottom, top) + 15;
                boolean noRoomOver = over - 10 < top + 2;
                double place = above && !(noRoomOver && panel.lines().size() == 1) ? over : under;
                if (place - 10 >= top - 6 && place < bottom - 2) {
                    svg.label(
                            "value halo text " + line.hue().css(),
                            at(p, left, width),
                            place,
                            Svg.Anchor.MIDDLE,
                            v.text());
                }
            }
        }
    }

    /** Where the end of an interval is drawn, or the value where it has none. */
    private double place(double value, @Nullable Double end, double bottom, double top) {
        return y.at(y.inside(end == null ? value : end), bottom, top);
    }

    private static double otherValue(Panel panel, int line, int period) {
        double other = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < panel.lines().size(); k++) {
            List<Value> values = panel.lines().get(k).values();
            Double value = period < values.size() ? values.get(period).value() : null;
            if (k != line && value != null) {
                other = Math.max(other, value);
            }
        }
        return other;
    }
}
