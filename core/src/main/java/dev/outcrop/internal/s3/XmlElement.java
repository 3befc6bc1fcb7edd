package dev.outcrop.internal.s3;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.transport.ServiceResponse;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an answer in XML. Names have no prefix.
 *
 * @param content its text, those of its children not included
 */
record XmlElement(String name, StringBuilder content, List<XmlElement> children) {
    private static final int DEEPEST = 20;
    private static final int MOST_ELEMENTS = 100_000;

    /**
     * Reads an answer. S3 may report an error in place of it, with a status of success.
     *
     * @param expected the name of its root
     */
    static XmlElement of(ServiceResponse response, String expected) {
        XmlElement root;
        try {
            root = of(response.bytes(S3Bucket.MOST_XML));
        } catch (XMLStreamException | RuntimeException e) { // the parser throws both
            if (e instanceof BedrockException failure) {
                throw failure;
            }
            throw new ProtocolException(
                    "cannot read the response: it is not XML", response.details(), e);
        }
        if (root.name.equals("Error")) {
            String what = ControlCharacters.line(root.text("Message"), 2_000);
            String code = ControlCharacters.line(root.text("Code"), 100);
            throw new ServiceException(
                    what.isEmpty() ? code : what,
                    response.details()
                            .withService(
                                    response.details().status(),
                                    code,
                                    response.details().requestId())
                            .withRetryable(true));
        }
        if (!root.name.equals(expected)) {
            throw new ProtocolException("the response has no " + expected, response.details());
        }
        return root;
    }

    /** Without DTDs, and so without entities that read files or expand. */
    static XmlElement of(byte[] document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader =
                factory.createXMLStreamReader(
                        new StringReader(new String(document, StandardCharsets.UTF_8)));
        var open = new ArrayDeque<XmlElement>();
        open.push(named(""));
        int count = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++count > MOST_ELEMENTS || open.size() > DEEPEST) {
                        throw new XMLStreamException("too many elements");
                    }
                    XmlElement element = named(reader.getLocalName());
                    open.element().children.add(element);
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        open.element().content.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("an undefined entity");
                default -> {} // comments and the like
            }
        }
        return open.element().children.getFirst();
    }

    private static XmlElement named(String name) {
        return new XmlElement(name, new StringBuilder(), new ArrayList<>());
    }

    /** Returns the text of the first child of that name; empty if there is none. */
    String text(String child) {
        List<XmlElement> all = all(child);
        return all.isEmpty() ? "" : all.getFirst().content.toString();
    }

    List<XmlElement> all(String child) {
        return children.stream().filter(element -> element.name.equals(child)).toList();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
