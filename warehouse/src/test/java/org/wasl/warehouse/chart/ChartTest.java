package org.wasl.warehouse.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.wasl.warehouse.chart.Frame.Direction;
import org.wasl.warehouse.chart.Frame.Size;

class ChartTest {
    private static final Caption CAPTION = new Caption("Title", "What it shows");
    private static final BarChart BARS = new BarChart(
            CAPTION,
            100,
            List.of(
                    new BarChart.Bar("A & <b>", 100.0, "100", 60.0, Hue.ACCENT),
                    new BarChart.Bar("Withheld", null, "[c]", null, Hue.ACCENT)));

    private static Document draw(Chart chart, Direction direction) {
        return Jsoup.parse(chart.svg(Frame.inPage("x", Size.WIDE, direction)), Parser.xmlParser());
    }

    @Test
    void barsGrowFromTheSideWhereReadingBegins() {
        Element english = draw(BARS, Direction.LEFT_TO_RIGHT).expectFirst("rect");
        Element arabic = draw(BARS, Direction.RIGHT_TO_LEFT).expectFirst("rect");

        double fromLeft = Double.parseDouble(english.attr("x"));
        double fromRight = 720 - Double.parseDouble(arabic.attr("x")) - Double.parseDouble(arabic.attr("width"));
        assertEquals(fromLeft, fromRight, 0.1);
    }

    @Test
    void labelsAreAnchoredAtTheSameSideInBothScripts() {
        // In a right-to-left drawing "start" is the right side, so a mirrored label keeps the same word.
        assertEquals(
                "end", draw(BARS, Direction.LEFT_TO_RIGHT).expectFirst("text").attr("text-anchor"));
        assertEquals(
                "end", draw(BARS, Direction.RIGHT_TO_LEFT).expectFirst("text").attr("text-anchor"));
    }

    @Test
    void timeRunsFromLeftToRightInBothScripts() {
        LineChart lines = new LineChart(
                CAPTION,
                Axis.numbers("", 0, 10, 5, v -> ""),
                Axis.numbers("", 0, 10, 5, v -> ""),
                List.of(new LineChart.Series(
                        "s",
                        "",
                        Hue.ACCENT,
                        LineChart.Style.STRAIGHT,
                        List.of(new LineChart.Point(0, 0.0, null, null), new LineChart.Point(10, 10.0, null, null)))),
                List.of(),
                List.of());

        assertEquals(
                draw(lines, Direction.LEFT_TO_RIGHT).expectFirst("path").attr("d"),
                draw(lines, Direction.RIGHT_TO_LEFT).expectFirst("path").attr("d"));
    }

    @Test
    void textIsEscapedAndAWithheldValueHasNoBar() {
        Document svg = draw(BARS, Direction.LEFT_TO_RIGHT);

        assertTrue(svg.select("text").eachText().contains("A & <b>"));
        assertTrue(svg.select("text").eachText().contains("[c]"));
        assertEquals("0", svg.select("rect").get(1).attr("width"));
    }

    @Test
    void aMissingValueIsAGapInTheLine() {
        LineChart lines = new LineChart(
                CAPTION,
                Axis.numbers("", 0, 4, 4, v -> ""),
                Axis.numbers("", 0, 4, 4, v -> ""),
                List.of(new LineChart.Series(
                        "s",
                        "",
                        Hue.ACCENT,
                        LineChart.Style.STRAIGHT,
                        List.of(
                                new LineChart.Point(0, 0.0, null, null),
                                new LineChart.Point(1, 1.0, null, null),
                                new LineChart.Point(2, null, null, null),
                                new LineChart.Point(3, 3.0, null, null),
                                new LineChart.Point(4, 4.0, null, null)))),
                List.of(),
                List.of());
        String path = draw(lines, Direction.LEFT_TO_RIGHT).expectFirst("path").attr("d");

        assertEquals(2, path.chars().filter(c -> c == 'M').count());
    }

    @Test
    void flowsKeepTheirWidthFromEndToEndAndFillTheirNodes() {
        FlowChart chart = new FlowChart(
                CAPTION,
                List.of("from", "to"),
                List.of(
                        new FlowChart.Node("a", "A", 0, "3", Hue.ACCENT),
                        new FlowChart.Node("b", "B", 1, "2", Hue.ACCENT),
                        new FlowChart.Node("c", "C", 1, "1", Hue.ACCENT)),
                List.of(new FlowChart.Link("a", "b", 2), new FlowChart.Link("a", "c", 1)));
        FlowLayout layout = FlowLayout.of(chart, 0, 720, 0, 300, 20);

        FlowLayout.Band ab = layout.band(chart.links().get(0));
        FlowLayout.Band ac = layout.band(chart.links().get(1));
        assertEquals(2 * ac.width(), ab.width(), 1e-9);
        assertEquals(ab.fromTop() + ab.width(), ac.fromTop(), 1e-9);
        assertEquals(layout.box("b").bottom() - layout.box("b").top(), ab.width(), 1e-9);
    }

    @Test
    void aFileOfItsOwnCarriesItsStyle() {
        String own = BARS.svg(new Frame("x", Size.WIDE, Direction.LEFT_TO_RIGHT, true));

        assertTrue(
                Jsoup.parse(own, Parser.xmlParser()).expectFirst("style").data().contains("prefers-color-scheme")
                        || own.contains("prefers-color-scheme"));
        assertFalse(
                BARS.svg(Frame.inPage("x", Size.WIDE, Direction.LEFT_TO_RIGHT)).contains("<style"));
    }

    @Test
    void aChartWithoutADescriptionIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Caption("Title", " "));
    }
}
