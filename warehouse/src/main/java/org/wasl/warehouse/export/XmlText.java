package org.wasl.warehouse.export;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Elements one under the other, each on a line of its own; names and values of attributes come in pairs. */
final class XmlText {
    private final XMLStreamWriter out;
    private final Deque<Boolean> parents = new ArrayDeque<>();

    XmlText(OutputStream stream) throws XMLStreamException {
        this.out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, "UTF-8");
    }

    /** The root with its namespace and the place of its schema. */
    void root(String name, String namespace, String schema, String... attributes) throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        out.writeCharacters("\n");
        out.writeStartElement(name);
        out.writeDefaultNamespace(namespace);
        out.writeNamespace("xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
        out.writeAttribute(
                "xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "schemaLocation", namespace + " " + schema);
        attributes(attributes);
        parents.push(true);
    }

    void open(String name, String... attributes) throws XMLStreamException {
        line();
        out.writeStartElement(name);
        attributes(attributes);
        parents.push(true);
    }

    void close() throws XMLStreamException {
        parents.pop();
        line();
        out.writeEndElement();
    }

    /** An element without content. */
    void empty(String name, String... attributes) throws XMLStreamException {
        line();
        out.writeEmptyElement(name);
        attributes(attributes);
    }

    /** An element with text; none where there is no text. */
    void text(String name, @Nullable String text, String... attributes) throws XMLStreamException {
        if (text == null || text.isBlank()) return;
        line();
        out.writeStartElement(name);
        attributes(attributes);
        out.writeCharacters(text.strip());
        out.writeEndElement();
    }

    void end() throws XMLStreamException {
        parents.pop();
        out.writeCharacters("\n");
        out.writeEndElement();
        out.writeCharacters("\n");
        out.writeEndDocument();
        out.close();
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(parents.size()));
    }

    private void attributes(String... pairs) throws XMLStreamException {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals("xml:lang")) {
                out.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", pairs[i + 1]);
            } else {
                out.writeAttribute(pairs[i], pairs[i + 1]);
            }
        }
    }
}
