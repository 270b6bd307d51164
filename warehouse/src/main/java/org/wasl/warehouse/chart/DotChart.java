package org.wasl.warehouse.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How sure we are of each: a dot for an estimate, a whisker for its interval, one row a group, one column a measure.
 *
 * @param columns the measures, side by side, each with its own axis
 * @param hues names of the colours, when a row holds more than one dot
 */
public record DotChart(Caption caption, List<Column> columns, List<Key> hues, List<Group> groups) implements Chart {

    /** A measure: its heading, its axis, and the value of "no difference" where there is one. */
    public record Column(
            String heading, Axis axis, @Nullable Double neutral) {}

    /** A colour's name. */
    public record Key(String name, Hue hue) {}

    /** Rows under a heading; the heading may be empty. */
    public record Group(String heading, List<Row> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /** A row: its name and its marks, one a column and hue. */
    public record Row(String name, List<Mark> marks) {
        public Row {
            marks = List.copyOf(marks);
        }
    }

    /** An estimate in a column; withheld when {@code value} is null, and {@code text} then says so. */
    public record Mark(
            int column,
            Hue hue,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            String text) {}

    public DotChart {
        columns = List.copyOf(columns);
        hues = List.copyOf(hues);
        groups = List.copyOf(groups);
    }

    private static final double HEADING = 30;
    private static final double GAP = 34;

    @Override
    public String svg(Frame frame) {
        boolean wide = frame.wide();
        double names = wide ? Math.min(210, widestName()) + 18 : edge(columns.get(0), true);
        double lanes = 16.0 * Math.max(1, hues.size());
        double row = wide ? Math.max(12 + lanes, 6 + 15.0 * nameLines(names)) : 28 + lanes;
        Legend legend = new Legend(keys(), 0, frame.width());
        boolean headed = columns.stream().anyMatch(c -> !c.heading().isEmpty());
        double top = legend.height() + (headed ? headingLines(frame, names) * 16 + 14 : 10);
        double bottom = top + groups.stream().mapToDouble(g -> height(g, row)).sum();
        Svg svg = new Svg(frame, bottom + (labelled() ? 44 : 26), caption, true);
        legend.draw(svg);
        List<Plot> plots = plots(frame, names, top, bottom);
        for (int c = 0; c < columns.size(); c++) {
            drawColumn(svg, columns.get(c), plots.get(c), legend.height());
        }
        double y = top;
        for (Group group : groups) {
            if (!group.heading().isEmpty()) {
                svg.label("label strong halo", 0, y + 20, Svg.Anchor.LEFT, group.heading());
                y += HEADING;
            }
            for (Row one : group.rows()) {
                drawRow(svg, one, plots, names, y, row, wide);
                y += row;
            }
        }
        return svg.end();
    }

    private double widestName() {
        return groups.stream()
                .flatMap(g -> g.rows().stream())
                .mapToDouble(r -> TextWidth.of(r.name(), 13))
                .max()
                .orElse(0);
    }

    private double nameLines(double names) {
        return groups.stream()
                .flatMap(g -> g.rows().stream())
                .mapToDouble(r -> TextWidth.wrap(r.name(), 13, names - 16).size())
                .max()
                .orElse(1);
    }

    private List<Legend.Key> keys() {
        return hues.stream().map(k -> new Legend.Key(k.name(), k.hue(), false)).toList();
    }

    private boolean labelled() {
        return columns.stream().anyMatch(c -> !c.axis().label().isEmpty());
    }

    private static double height(Group group, double row) {
        return (group.heading().isEmpty() ? 0 : HEADING) + group.rows().size() * row;
    }

    private double columnRoom(Frame frame, double names) {
        double end = edge(columns.get(columns.size() - 1), false);
        return (frame.width() - names - end - GAP * (columns.size() - 1)) / columns.size();
    }

    /** Room beyond the end of an axis for half of the number that stands there. */
    private static double edge(Column column, boolean first) {
        List<Axis.Tick> ticks = column.axis().ticks();
        if (ticks.isEmpty()) {
            return 4;
        }
        String text = ticks.get(first ? 0 : ticks.size() - 1).text();
        return Math.max(4, TextWidth.of(text, Plot.TICK) / 2 + 2);
    }

    private double headingLines(Frame frame, double names) {
        double room = columnRoom(frame, names);
        ToDoubleFunction<Column> lines =
                c -> TextWidth.wrap(c.heading(), 12.5, room).size();
        return columns.stream().mapToDouble(lines).max().orElse(0);
    }

    private List<Plot> plots(Frame frame, double names, double top, double bottom) {
        double room = columnRoom(frame, names);
        List<Plot> plots = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            double left = names + c * (room + GAP);
            Axis axis = columns.get(c).axis();
            plots.add(new Plot(axis, axis, left, top, left + room, bottom));
        }
        return plots;
    }

    private void drawColumn(Svg svg, Column column, Plot plot, double legend) {
        plot.drawColumns(svg, true);
        double room = plot.right() - plot.left();
        svg.label(
                "label strong",
                plot.left(),
                legend + 14,
                Svg.Anchor.LEFT,
                TextWidth.wrap(column.heading(), 12.5, room),
                16);
        if (column.neutral() != null) {
            double at = plot.x(column.neutral());
            svg.line("reference", at, plot.top(), at, plot.bottom());
        }
    }

    private void drawRow(Svg svg, Row row, List<Plot> plots, double names, double y, double height, boolean wide) {
        double middle = wide ? y + height / 2 : y + 18 + (height - 18) / 2;
        if (wide) {
            List<String> lines = TextWidth.wrap(row.name(), 13, names - 16);
            double first = middle + 4.5 - (lines.size() - 1) * 7.5;
            svg.label("label", names - 16, first, Svg.Anchor.RIGHT, lines, 15);
        } else {
            svg.label("label halo", 0, y + 15, Svg.Anchor.LEFT, row.name());
        }
        for (Mark mark : row.marks()) {
            int lane = lane(mark.hue());
            double at = middle + (lane - (Math.max(1, hues.size()) - 1) / 2.0) * 14;
            drawMark(svg, mark, plots.get(mark.column()), at);
        }
    }

    private int lane(Hue hue) {
        for (int i = 0; i < hues.size(); i++) {
            if (hues.get(i).hue() == hue) {
                return i;
            }
        }
        return 0;
    }

    private void drawMark(Svg svg, Mark mark, Plot plot, double y) {
        if (mark.value() == null) {
            String hue = hues.isEmpty() ? "" : " text " + mark.hue().css();
            svg.label("note halo" + hue, plot.left() + 6, y + 4, Svg.Anchor.LEFT, mark.text());
            return;
        }
        Axis axis = plot.x();
        if (mark.low() != null && mark.high() != null) {
            double low = plot.x(axis.inside(mark.low()));
            double high = plot.x(axis.inside(mark.high()));
            svg.line("whisker " + mark.hue().css(), low, y, high, y);
        }
        svg.dot("fill dot " + mark.hue().css(), plot.x(axis.inside(mark.value())), y, 5);
    }
}
