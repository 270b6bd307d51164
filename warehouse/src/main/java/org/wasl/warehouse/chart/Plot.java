package org.wasl.warehouse.chart;

/** The rectangle in which values are drawn, and the two axes along it. Values grow upwards and to the right. */
record Plot(Axis x, Axis y, double left, double top, double right, double bottom) {

    static final double TICK = 12;

    double x(double value) {
        return x.at(value, left, right);
    }

    double y(double value) {
        return y.at(value, bottom, top);
    }

    /** Grey lines at the marks of the vertical axis, with its numbers on the left and its label above. */
    void drawRows(Svg svg) {
        for (Axis.Tick tick : y.ticks()) {
            double at = y(tick.value());
            svg.line(tick.value() == 0 ? "axis" : "grid", left, at, right, at);
            svg.label("tick", left - 8, at + 4, Svg.Anchor.RIGHT, tick.text());
        }
    }

    /** The horizontal axis: its line, its marks, its numbers and its label. */
    void drawColumns(Svg svg, boolean lines) {
        svg.line("axis", left, bottom, right, bottom);
        for (Axis.Tick tick : x.ticksWithRoomFor(right - left, TICK, 10)) {
            double at = x(tick.value());
            if (lines) {
                svg.line("grid", at, top, at, bottom);
            }
            svg.line("axis", at, bottom, at, bottom + 5);
            svg.label("tick", at, bottom + 18, Svg.Anchor.MIDDLE, tick.text());
        }
        if (!x.label().isEmpty()) {
            svg.label("tick", (left + right) / 2, bottom + 37, Svg.Anchor.MIDDLE, x.label());
        }
    }

    /** Room which the numbers of a vertical axis take. */
    static double roomForRows(Axis y) {
        return 10
                + y.ticks().stream()
                        .mapToDouble(t -> TextWidth.of(t.text(), TICK))
                        .max()
                        .orElse(0);
    }
}
