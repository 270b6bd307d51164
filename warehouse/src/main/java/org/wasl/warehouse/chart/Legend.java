package org.wasl.warehouse.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of colours in a row above a chart, wrapped to the chart's width; used where labels have no room. */
final class Legend {

    private static final double FONT = 12;
    private static final double LINE = 18;

    /** A colour and its name. */
    record Key(String name, Hue hue, boolean hollow) {}

    private final List<Key> keys;
    private final double left;
    private final double right;

    Legend(List<Key> keys, double left, double right) {
        this.keys = keys;
        this.left = left;
        this.right = right;
    }

    /** The room it takes from the top, with the gap below it. */
    double height() {
        return keys.isEmpty() ? 0 : place(null) + 8;
    }

    void draw(Svg svg) {
        place(svg);
    }

    private double place(@Nullable Svg svg) {
        double x = left;
        double y = LINE;
        for (Key key : keys) {
            double width = 16 + TextWidth.of(key.name(), FONT);
            if (x > left && x + width > right) {
                x = left;
                y += LINE;
            }
            if (svg != null) {
                boolean turned = svg.isTurned();
                double dot = turned ? left + right - x - 5 : x + 5;
                double name = turned ? left + right - x - 15 : x + 15;
                svg.dot((key.hollow() ? "hollow " : "fill ") + key.hue().css(), dot, y - 4, 4.5);
                svg.label("label", name, y, turned ? Svg.Anchor.RIGHT : Svg.Anchor.LEFT, key.name());
            }
            x += width + 16;
        }
        return y;
    }
}
