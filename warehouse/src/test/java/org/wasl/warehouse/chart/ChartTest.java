package org.wasl.warehouse.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    void aLineWithoutANameHasNoDotInTheLegendOfATelephone() {
        assertEquals(List.of("named"), legend("", "named"));
        assertEquals(List.of(), legend(""));
    }

    /** Names of the legend; as many dots stand in it, besides one at the end of each line. */
    private static List<String> legend(String... names) {
        List<LineChart.Series> series = Stream.of(names)
                .map(name -> new LineChart.Series(
                        name,
                        "",
                        Hue.ACCENT,
                        LineChart.Style.STRAIGHT,
                        List.of(new LineChart.Point(0, 0.0, null, null), new LineChart.Point(10, 10.0, null, null))))
                .toList();
        Axis axis = Axis.numbers("", 0, 10, 5, v -> "");
        Document svg = Jsoup.parse(
                new LineChart(CAPTION, axis, axis, series, List.of(), List.of())
                        .svg(Frame.inPage("x", Size.NARROW, Direction.LEFT_TO_RIGHT)),
                Parser.xmlParser());
        List<String> legend = svg.select("text.label").eachText();
        assertEquals(legend.size() + names.length, svg.select("circle").size(), svg::outerHtml);
        return legend;
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
        FlowLayout layout = FlowLayout.of(chart, 0, 720, 0, 300, 20, n -> 30);

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

    @Test
    void aSignThatStandsForAllLinesIsWrittenOnce() {
        PanelChart.Value withheld = new PanelChart.Value(null, null, null, "[c]");
        PanelChart.Value known = new PanelChart.Value(0.5, 0.4, 0.6, "50%");
        PanelChart panels = new PanelChart(
                CAPTION,
                Axis.numbers("", 0, 1, 2, v -> ""),
                List.of("1", "2"),
                List.of(new DotChart.Key("with", Hue.ACCENT), new DotChart.Key("without", Hue.SECOND)),
                List.of(new PanelChart.Panel(
                        "p",
                        List.of(
                                new PanelChart.Line(Hue.ACCENT, List.of(withheld, withheld)),
                                new PanelChart.Line(Hue.SECOND, List.of(withheld, known))))));

        List<Element> signs = draw(panels, Direction.LEFT_TO_RIGHT).select("text").stream()
                .filter(t -> t.text().equals("[c]"))
                .toList();
        assertEquals(2, signs.size(), "one for both lines in the first period, one for one line in the second");
        assertTrue(signs.get(1).hasClass("h1"), "in the colour of the line that is withheld");
    }

    @Test
    void theFirstPanelStandsWhereReadingBegins() {
        PanelChart panels = new PanelChart(
                CAPTION,
                Axis.numbers("", 0, 1, 2, v -> ""),
                List.of("1"),
                List.of(),
                List.of(new PanelChart.Panel("first", List.of()), new PanelChart.Panel("second", List.of())));

        assertTrue(x(panels, Direction.LEFT_TO_RIGHT, "first") < x(panels, Direction.LEFT_TO_RIGHT, "second"));
        assertTrue(x(panels, Direction.RIGHT_TO_LEFT, "first") > x(panels, Direction.RIGHT_TO_LEFT, "second"));
    }

    private static double x(Chart chart, Direction direction, String label) {
        Element text = draw(chart, direction).select("text").stream()
                .filter(t -> t.text().equals(label))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(text.attr("x"));
    }

    @Test
    void namesOfThinFlowsStandBesideTheirNodes() {
        List<FlowChart.Node> nodes = new ArrayList<>();
        List<FlowChart.Link> links = new ArrayList<>();
        nodes.add(new FlowChart.Node("a", "A", 0, "105", Hue.ACCENT));
        for (int i = 0; i < 6; i++) {
            nodes.add(new FlowChart.Node("n" + i, "N" + i, 1, "1", Hue.ACCENT));
            links.add(new FlowChart.Link("a", "n" + i, i == 0 ? 100 : 1));
        }
        FlowLayout layout =
                FlowLayout.of(new FlowChart(CAPTION, List.of("from", "to"), nodes, links), 0, 720, 0, 300, 8, n -> 30);

        for (int i = 2; i < 6; i++) {
            FlowLayout.Box above = layout.box("n" + (i - 1));
            FlowLayout.Box below = layout.box("n" + i);
            assertTrue(below.top() + below.bottom() - above.top() - above.bottom() >= 2 * 30, "room for a name of 30");
        }
        assertTrue(layout.box("n5").bottom() <= 300);
    }

    @Test
    void numbersAtTheEndsOfAnAxisStandInsideTheDrawingOfATelephone() {
        DotChart dots = new DotChart(
                CAPTION,
                List.of(new DotChart.Column("", Axis.numbers("", 0, 1, 5, v -> Math.round(v * 100) + "%"), null)),
                List.of(),
                List.of(new DotChart.Group(
                        "",
                        List.of(new DotChart.Row("r", List.of(new DotChart.Mark(0, Hue.ACCENT, 1.0, 0.9, 1.0, "")))))));
        Document svg =
                Jsoup.parse(dots.svg(Frame.inPage("x", Size.NARROW, Direction.LEFT_TO_RIGHT)), Parser.xmlParser());

        for (Element tick : svg.select("text.tick")) {
            double half = TextWidth.of(tick.text(), 12) / 2;
            double x = Double.parseDouble(tick.attr("x"));
            assertTrue(x - half >= 0 && x + half <= Size.NARROW.width(), tick.outerHtml());
        }
    }
}
