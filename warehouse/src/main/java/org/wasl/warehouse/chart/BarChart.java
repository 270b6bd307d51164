package org.wasl.warehouse.chart;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How much of each: horizontal bars with their values written out. Bars grow in the direction of the script.
 *
 * @param high the value of a full-length bar; not less than any value or mark
 */
public record BarChart(Caption caption, double high, List<Bar> bars) implements Chart {

    /**
     * One bar.
     *
     * @param value null where the figure is withheld; {@code text} then says so
     * @param mark a value to compare with, drawn as a stroke across the bar
     */
    public record Bar(
            String name,
            @Nullable Double value,
            String text,
            @Nullable Double mark,
            Hue hue) {}

    public BarChart {
        bars = List.copyOf(bars);
        if (!(high > 0)) {
            throw new IllegalArgumentException("Bars need a length above 0, not " + high);
        }
    }

    @Override
    public String svg(Frame frame) {
        double nameRoom = frame.wide() ? Math.min(230, widest(Bar::name)) + 14 : 0;
        double valueRoom = widest(Bar::text) + 12;
        double left = nameRoom;
        double right = frame.width() - valueRoom;
        double row = frame.wide() ? 32 : 44;
        Svg svg = new Svg(frame, bars.size() * row + 6, caption, true);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double middle = i * row + (frame.wide() ? row / 2 : row - 14);
            if (frame.wide()) {
                List<String> lines = TextWidth.wrap(bar.name(), 13, nameRoom - 14);
                svg.label("label", left - 12, middle + 5 - (lines.size() - 1) * 7.5, Svg.Anchor.RIGHT, lines, 15);
            } else {
                svg.label("label", 0, middle - 14, Svg.Anchor.LEFT, bar.name());
            }
            double end = left + (bar.value() == null ? 0 : bar.value() / high * (right - left));
            svg.box("fill " + bar.hue().css(), left, middle - 9, end, middle + 9, 1.5);
            double textAt = end;
            if (bar.mark() != null) {
                double at = left + bar.mark() / high * (right - left);
                svg.line("mark", at, middle - 13, at, middle + 13);
                textAt = at > end - 2 && at < end + TextWidth.of(bar.text(), 13) + 14 ? Math.max(at, end) : end;
            }
            svg.label("label strong", textAt + 8, middle + 5, Svg.Anchor.LEFT, bar.text());
        }
        if (frame.wide()) {
            svg.line("axis", left, 0, left, bars.size() * row);
        }
        return svg.end();
    }

    private double widest(Function<Bar, String> text) {
        return bars.stream()
                .mapToDouble(b -> TextWidth.ofStrong(text.apply(b), 13))
                .max()
                .orElse(0);
    }
}
