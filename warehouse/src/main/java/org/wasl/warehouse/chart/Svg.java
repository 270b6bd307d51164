package org.wasl.warehouse.chart;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * One drawing under the pen. Charts say where things are as if text ran from left to right; a mirrored drawing turns
 * them about its middle, and Arabic text is anchored on its own side in either case. Escaping is the XML writer's.
 */
final class Svg {

    /** The side of a label which stands at its coordinate. */
    enum Anchor {
        LEFT,
        MIDDLE,
        RIGHT
    }

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    private final Frame frame;
    private final boolean mirrored;

    /** Begins a drawing. {@code mirrors}: whether this kind of chart follows the direction of the script. */
    Svg(Frame frame, double height, Caption caption, boolean mirrors) {
        this.frame = frame;
        this.mirrored = mirrors && rightToLeft();
        try {
            xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The JDK has no XML writer", e);
        }
        open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                frame.wide() ? "chart wide" : "chart narrow",
                "viewBox",
                "0 0 " + frame.width() + " " + number(height),
                "role",
                "img",
                "aria-labelledby",
                frame.id() + "-t " + frame.id() + "-d",
                "direction",
                rightToLeft() ? "rtl" : "ltr");
        if (frame.standalone()) {
            element("style", ChartStyle.sheet());
        }
        element("title", caption.title(), "id", frame.id() + "-t");
        element("desc", caption.description(), "id", frame.id() + "-d");
    }

    /** Ends the drawing and returns it. */
    String end() {
        close();
        try {
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Text in memory cannot be written", e);
        }
        return text.toString();
    }

    Svg open(String name, String... attributes) {
        try {
            xml.writeStartElement(name);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Text in memory cannot be written", e);
        }
        return this;
    }

    Svg close() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Text in memory cannot be written", e);
        }
        return this;
    }

    Svg line(String css, double x1, double y1, double x2, double y2) {
        return empty("line", "class", css, "x1", x(x1), "y1", number(y1), "x2", x(x2), "y2", number(y2));
    }

    /** A rectangle by two opposite corners, in any order. */
    Svg box(String css, double x1, double y1, double x2, double y2) {
        return box(css, x1, y1, x2, y2, 0);
    }

    Svg box(String css, double x1, double y1, double x2, double y2, double corner) {
        double left = mirrored ? frame.width() - Math.max(x1, x2) : Math.min(x1, x2);
        String[] place = {
            "class", css,
            "x", number(left),
            "y", number(Math.min(y1, y2)),
            "width", number(Math.abs(x2 - x1)),
            "height", number(Math.abs(y2 - y1)),
            "rx", number(corner)
        };
        return empty("rect", place);
    }

    Svg dot(String css, double x, double y, double radius) {
        return empty("circle", "class", css, "cx", x(x), "cy", number(y), "r", number(radius));
    }

    Svg path(String css, String data) {
        return empty("path", "class", css, "d", data);
    }

    /** A label on one line; {@code y} is its baseline. */
    Svg label(String css, double x, double y, Anchor anchor, String label) {
        return element("text", label, "class", css, "x", x(x), "y", number(y), "text-anchor", anchor(anchor));
    }

    /** A label on several lines, downwards from the first baseline. */
    Svg label(String css, double x, double y, Anchor anchor, List<String> lines, double lineHeight) {
        for (int i = 0; i < lines.size(); i++) {
            label(css, x, y + i * lineHeight, anchor, lines.get(i));
        }
        return this;
    }

    /** A coordinate as it is written, mirrored where the drawing is. */
    String x(double x) {
        return number(mirrored ? frame.width() - x : x);
    }

    /** A number as short as a tenth of a pixel allows. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A drawing has no place for " + value);
        }
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    private String anchor(Anchor side) {
        if (side == Anchor.MIDDLE) {
            return "middle";
        }
        boolean left = (side == Anchor.LEFT) != mirrored;
        return left != rightToLeft() ? "start" : "end";
    }

    /** Whether a drawing which is not mirrored itself carries text that runs from right to left. */
    boolean isTurned() {
        return rightToLeft() && !mirrored;
    }

    private boolean rightToLeft() {
        return frame.direction() == Frame.Direction.RIGHT_TO_LEFT;
    }

    private Svg empty(String name, String... attributes) {
        try {
            xml.writeEmptyElement(name);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Text in memory cannot be written", e);
        }
        return this;
    }

    private Svg element(String name, String content, String... attributes) {
        open(name, attributes);
        try {
            xml.writeCharacters(content);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Text in memory cannot be written", e);
        }
        return close();
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }
}
