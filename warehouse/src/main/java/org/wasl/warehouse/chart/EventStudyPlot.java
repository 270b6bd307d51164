package org.wasl.warehouse.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened before and after: an effect at each distance from the event, with its interval. Before the event the
 * dots should sit on zero; that is what a reader checks first, so these are grey.
 *
 * @param before the label over the part before the event
 * @param after the label over the part from the event on
 */
public record EventStudyPlot(Caption caption, Axis x, Axis y, List<Effect> effects, String before, String after)
        implements Chart {

    /**
     * The effect at one distance from the event.
     *
     * @param event periods since the event; negative before it
     * @param value null where withheld; the reference period has the value 0 and no interval
     * @param bandLow lower end of the simultaneous band, where there is one
     */
    public record Effect(
            int event,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double bandLow,
            @Nullable Double bandHigh) {

        boolean isReference() {
            return value != null && low == null;
        }
    }

    public EventStudyPlot {
        effects = List.copyOf(effects);
    }

    @Override
    public String svg(Frame frame) {
        double top = y.label().isEmpty() ? 30 : 52;
        double bottom = top + (frame.wide() ? 260 : 220);
        Svg svg = new Svg(frame, bottom + (x.label().isEmpty() ? 26 : 44), caption, false);
        Plot plot = new Plot(x, y, Plot.roomForRows(y), top, frame.width() - 12, bottom);
        if (!y.label().isEmpty()) {
            svg.label("tick", 0, 13, Svg.Anchor.LEFT, y.label());
        }
        double event = plot.x(-0.5);
        svg.box("band", plot.left(), top - 20, event, bottom);
        drawSides(svg, plot, event);
        plot.drawRows(svg);
        plot.drawColumns(svg, false);
        svg.line("reference", plot.left(), plot.y(0), plot.right(), plot.y(0));
        svg.line("mark dashed", event, top - 20, event, bottom);
        for (Effect effect : effects) {
            draw(svg, plot, effect);
        }
        return svg.end();
    }

    private void drawSides(Svg svg, Plot plot, double event) {
        if (TextWidth.of(before, 11.5) < event - plot.left() - 12) {
            svg.label("note", event - 8, plot.top() - 6, Svg.Anchor.RIGHT, before);
        }
        if (TextWidth.of(after, 11.5) < plot.right() - event - 12) {
            svg.label("note", event + 8, plot.top() - 6, Svg.Anchor.LEFT, after);
        }
    }

    private static void draw(Svg svg, Plot plot, Effect effect) {
        if (effect.value() == null) {
            return;
        }
        String hue = effect.event() < 0 ? Hue.GREY.css() : Hue.ACCENT.css();
        double at = plot.x(effect.event());
        if (effect.bandLow() != null && effect.bandHigh() != null) {
            bar(svg, plot, "whisker thin " + hue, at, effect.bandLow(), effect.bandHigh());
        }
        if (effect.low() != null && effect.high() != null) {
            bar(svg, plot, "whisker " + hue, at, effect.low(), effect.high());
        }
        svg.dot((effect.isReference() ? "hollow " : "fill dot ") + hue, at, plot.y(effect.value()), 5);
    }

    private static void bar(Svg svg, Plot plot, String css, double at, double low, double high) {
        Axis y = plot.y();
        svg.line(css, at, plot.y(y.inside(low)), at, plot.y(y.inside(high)));
    }
}
