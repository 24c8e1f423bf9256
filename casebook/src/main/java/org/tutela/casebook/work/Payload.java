package org.tutela.casebook.work;

/// The details of a deed as JSON (RFC 8259): one object of texts.
final class Payload {
    private Payload() {}

    /// An object of names and values in turn.
    static String of(String... namesAndValues) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            json.append(i == 0 ? "" : ",");
            quote(json, namesAndValues[i]);
            json.append(':');
            quote(json, namesAndValues[i + 1]);
        }
        return json.append('}').toString();
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16));
                json.append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
