package org.wasl.warehouse.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How something changed: one or more lines over a continuous axis, named at their ends. Time runs from left to right
 * in both writing directions, as numbers do.
 *
 * @param bands spans of the horizontal axis with a name, such as a programme's phases
 * @param references levels to compare with, such as a target
 */
public record LineChart(
        Caption caption, Axis x, Axis y, List<Series> series, List<Band> bands, List<Reference> references)
        implements Chart {

    /** How a line runs between its points. */
    public enum Style {
        STRAIGHT,
        /** Holds its value until the next point, as counts and survival curves do. */
        STEPPED,
        /** For what was planned, not observed. */
        DASHED
    }

    /** A named line; {@code end} is what is written under its name, usually the last value. */
    public record Series(String name, String end, Hue hue, Style style, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** A value, and the ends of its interval where it has one. A missing value is a gap in the line. */
    public record Point(
            double x,
            @Nullable Double y,
            @Nullable Double low,
            @Nullable Double high) {}

    /** A named span of the horizontal axis. */
    public record Band(String name, double from, double to) {}

    /** A named level of the vertical axis. */
    public record Reference(String name, double at) {}

    public LineChart {
        series = List.copyOf(series);
        bands = List.copyOf(bands);
        references = List.copyOf(references);
    }

    @Override
    public String svg(Frame frame) {
        double right = frame.width() - (frame.wide() ? roomForNames() : 14);
        Legend legend = new Legend(frame.wide() ? List.of() : keys(), 0, frame.width());
        double top = legend.height() + (y.label().isEmpty() ? 8 : 28) + (bands.isEmpty() ? 0 : 18);
        double bottom = top + (frame.wide() ? 280 : 220);
        double height = bottom + (x.label().isEmpty() ? 26 : 44);
        Svg svg = new Svg(frame, height, caption, false);
        Plot plot = new Plot(x, y, Plot.roomForRows(y), top, right, bottom);

        legend.draw(svg);
        drawBands(svg, plot);
        if (!y.label().isEmpty()) {
            svg.label("tick", 0, legend.height() + 13, Svg.Anchor.LEFT, y.label());
        }
        plot.drawRows(svg);
        plot.drawColumns(svg, false);
        for (Series one : series) {
            drawInterval(svg, plot, one);
        }
        for (Reference reference : references) {
            double at = plot.y(reference.at());
            svg.line("reference", plot.left(), at, plot.right(), at);
            // Under the line where the names of the bands stand above it.
            double label = !bands.isEmpty() && at - plot.top() < 24 ? at + 16 : at - 6;
            svg.label("label strong halo", plot.left() + 8, label, Svg.Anchor.LEFT, reference.name());
        }
        for (Series one : series) {
            drawLine(svg, plot, one);
        }
        if (frame.wide()) {
            drawNames(svg, plot);
        }
        return svg.end();
    }

    private List<Legend.Key> keys() {
        return series.stream()
                // One line needs no name where the axes say what it is.
                .filter(s -> !s.name().isEmpty() || !s.end().isEmpty())
                .map(s -> new Legend.Key(
                        s.end().isEmpty() ? s.name() : s.name() + " " + s.end(), s.hue(), s.style() == Style.DASHED))
                .toList();
    }

    private double roomForNames() {
        return 16
                + series.stream()
                        .flatMap(s -> nameLines(s).stream())
                        .mapToDouble(line -> TextWidth.of(line, 12.5))
                        .max()
                        .orElse(0);
    }

    private static List<String> nameLines(Series series) {
        List<String> lines = new ArrayList<>(TextWidth.wrap(series.name(), 12.5, 120));
        if (!series.end().isEmpty()) {
            lines.add(series.end());
        }
        return lines;
    }

    private void drawBands(Svg svg, Plot plot) {
        boolean shaded = false;
        for (Band band : bands) {
            double from = plot.x(x.inside(band.from()));
            double to = plot.x(x.inside(band.to()));
            if (to > from) {
                if (shaded) {
                    svg.box("band", from, plot.top() - 18, to, plot.bottom());
                }
                if (TextWidth.of(band.name(), 11.5) + 8 < to - from) {
                    svg.label("note", (from + to) / 2, plot.top() - 5, Svg.Anchor.MIDDLE, band.name());
                }
                shaded = !shaded;
            }
        }
    }

    private static void drawInterval(Svg svg, Plot plot, Series series) {
        List<Point> points = series.points().stream()
                .filter(p -> p.low() != null && p.high() != null)
                .toList();
        if (points.size() < 2) {
            return;
        }
        boolean stepped = series.style() == Style.STEPPED;
        Trace trace = new Trace(svg, stepped);
        for (Point p : points) {
            if (p.high() != null) {
                trace.to(plot.x(p.x()), plot.y(plot.y().inside(p.high())));
            }
        }
        Trace back = new Trace(svg, stepped);
        for (Point p : points) {
            if (p.low() != null) {
                back.to(plot.x(p.x()), plot.y(plot.y().inside(p.low())));
            }
        }
        svg.path("interval " + series.hue().css(), trace.closedBy(back));
    }

    private static void drawLine(Svg svg, Plot plot, Series series) {
        Trace trace = new Trace(svg, series.style() == Style.STEPPED);
        for (Point p : series.points()) {
            if (p.y() == null) {
                trace.lift();
            } else {
                trace.to(plot.x(p.x()), plot.y(p.y()));
            }
        }
        if (!trace.isEmpty()) {
            svg.path(
                    (series.style() == Style.DASHED ? "line dashed " : "line ")
                            + series.hue().css(),
                    trace.data());
        }
        Point last = last(series);
        if (last != null && last.y() != null && series.style() != Style.DASHED) {
            svg.dot("fill " + series.hue().css(), plot.x(last.x()), plot.y(last.y()), 3.5);
        }
    }

    private static @Nullable Point last(Series series) {
        Point last = null;
        for (Point p : series.points()) {
            last = p.y() == null ? last : p;
        }
        return last;
    }

    private void drawNames(Svg svg, Plot plot) {
        List<Double> wanted = new ArrayList<>();
        List<Double> sizes = new ArrayList<>();
        for (Series one : series) {
            Point last = last(one);
            Double value = last == null ? null : last.y();
            wanted.add(value == null ? plot.bottom() : plot.y(value));
            sizes.add(nameLines(one).size() * 16.0 + 4);
        }
        List<Double> places = Spread.apart(wanted, sizes, plot.top() - 8, plot.bottom() + 14);
        for (int i = 0; i < series.size(); i++) {
            Series one = series.get(i);
            List<String> lines = nameLines(one);
            double first = places.get(i) - lines.size() * 8.0 + 12;
            for (int k = 0; k < lines.size(); k++) {
                boolean value = !one.end().isEmpty() && k == lines.size() - 1;
                svg.label(
                        (value ? "label strong text " : "label text ")
                                + one.hue().css(),
                        plot.right() + 12,
                        first + k * 16,
                        Svg.Anchor.LEFT,
                        lines.get(k));
            }
        }
    }
}
