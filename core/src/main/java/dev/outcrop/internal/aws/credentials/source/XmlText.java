package dev.outcrop.internal.aws.credentials.source;

import org.jspecify.annotations.Nullable;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one element's text from a response of STS or S3. The parser gets characters: it reports
 * bytes that are not UTF-8 on stderr.
 */
public final class XmlText {
    private XmlText() {}

    /**
     * Returns the text of the first element of that name; null if there is none, or it is not XML.
     */
    public static @Nullable String of(byte[] document, String element) {
        try {
            XMLStreamReader reader =
                    factory()
                            .createXMLStreamReader(
                                    new StringReader(new String(document, StandardCharsets.UTF_8)));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals(element)) {
                    return reader.getElementText().strip();
                }
            }
            return null;
        } catch (XMLStreamException | RuntimeException e) {
            return null; // the parser throws both for invalid XML
        }
    }

    /** Without DTDs, and so without entities that read files or expand. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
