package org.tutela.examine.chat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// The settings of an Android app as `SharedPreferences` stores them: a `map` of `string`, `int`,
/// `long`, `float` and `boolean` elements with a `name`. Sets of strings are not read.
///
/// @param values name and value, in the order of the file
public record SharedPreferences(Map<String, String> values) {
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_VALUES = 20_000;

    /// A copy in the same order.
    public SharedPreferences {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// Reads a settings file. Document types and entities are refused; the text is taken as UTF-8
    /// whatever the file says. Throws [EvidenceException] where it is no such file.
    public static SharedPreferences read(ByteSource source) throws IOException {
        if (source.size() > MAX_BYTES) {
            throw new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    "EX-0210",
                    "the settings file has more than " + MAX_BYTES + " bytes; it is not read",
                    -1);
        }
        String text =
                new String(
                        source.readBytes(0, Math.toIntExact(source.size())),
                        StandardCharsets.UTF_8);
        Map<String, String> values = new LinkedHashMap<>();
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
            while (xml.hasNext() && values.size() < MAX_VALUES) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    readValue(xml, values);
                }
            }
        } catch (XMLStreamException e) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EX-0210",
                    "the settings file is not well-formed XML; it is not read",
                    e);
        }
        return new SharedPreferences(values);
    }

    /// The value of a setting that is not empty.
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    private static void readValue(XMLStreamReader xml, Map<String, String> values)
            throws XMLStreamException {
        String name = xml.getAttributeValue(null, "name");
        if (name == null) {
            return;
        }
        switch (xml.getLocalName()) {
            case "string" -> values.put(name, xml.getElementText());
            case "int", "long", "float", "boolean" -> {
                String value = xml.getAttributeValue(null, "value");
                if (value != null) {
                    values.put(name, value);
                }
            }
            default -> {}
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }
}
