package org.tutela.known.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// VICS (Video Image Classification Standard, Project VIC) 1.1 to 1.3 and 2.0, hash sets and cases:
/// an OData envelope whose `value` lists media, or cases that list media. The official data model
/// is not public; the fields are those of real exports (`docs/formats`).
///
/// Read of each medium: `MediaID`, `MD5`, `SHA1`, `SHA256`, `MediaSize`, `Category`, `Series`,
/// `PhotoDNA` and `AlternativeHashes` (PDQ is compared, other kinds are kept). Numbers may be
/// strings. The scheme of the categories is the profile that the envelope names, such as `VICS US`;
/// a category of null means not graded. Everything else is skipped.
final class VicsList implements KnownListFormat {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int DEEPEST = 64;
    private static final Pattern PROFILE = Pattern.compile("DataModels/[0-9.]+\\.xml/([^/$#]+)/?");
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxStringLength(LONGEST_TEXT)
                                    .maxNumberLength(100)
                                    .maxNameLength(1_000)
                                    .build())
                    .build();

    @Override
    public String name() {
        return "VICS";
    }

    @Override
    public boolean recognises(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return start.stripLeading().startsWith("{")
                && (text.contains("odata.metadata") || text.contains("@odata.context"))
                && text.contains("ProjectVic");
    }

    @Override
    public void read(ByteSource list, Entries out) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), list.stream())) {
            new Reading(parser, out).readAll();
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
            long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            out.problem(
                    new EvidenceException(
                            EvidenceException.Flaw.MALFORMED,
                            "KN-0102",
                            "the JSON is broken at line "
                                    + line
                                    + ": entries from there on are not in the compiled list",
                            offset));
        }
    }

    /// One pass over one list.
    private static final class Reading {
        private final JsonParser parser;
        private final Entries out;
        private int media;

        Reading(JsonParser parser, Entries out) {
            this.parser = parser;
            this.out = out;
        }

        void readAll() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.endsWith("odata.metadata") || name.endsWith("odata.context")) {
                    out.scheme(schemeOf(parser.getString()));
                } else if (name.equals("value") && value == JsonToken.START_ARRAY) {
                    readObjects();
                } else {
                    parser.skipChildren();
                }
            }
        }

        private static String schemeOf(String context) {
            Matcher profile = PROFILE.matcher(context);
            return profile.find() ? "VICS " + profile.group(1) : "VICS";
        }

        private void readObjects() throws IOException {
            JsonToken token = parser.nextToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                if (token == JsonToken.START_OBJECT) {
                    readObject();
                } else {
                    parser.skipChildren();
                }
                token = parser.nextToken();
            }
        }

        /// A medium, or a case, which is told by its list `Media`.
        private void readObject() throws IOException {
            long offset = parser.currentTokenLocation().getByteOffset();
            int line = parser.currentTokenLocation().getLineNr();
            EntryBuilder entry = new EntryBuilder();
            String bad = "";
            boolean isCase = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("Media") && value == JsonToken.START_ARRAY) {
                    isCase = true;
                    readObjects();
                } else if (name.equals("AlternativeHashes") && value == JsonToken.START_ARRAY) {
                    readAlternativeHashes(entry);
                } else if (!readField(name, value, entry)) {
                    bad = name;
                }
            }
            if (!isCase) {
                finish(entry, bad, line, offset);
            }
        }

        private boolean readField(String name, JsonToken value, EntryBuilder entry) {
            if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
                parser.skipChildren();
                return true;
            }
            String text = parser.getString();
            if (text.isEmpty()) {
                return true;
            }
            return switch (name) {
                case "MediaID" -> entry.entry(text);
                case "MD5" -> entry.md5(text);
                case "SHA1" -> entry.sha1(text);
                case "SHA256" -> entry.sha256(text);
                case "MediaSize" -> entry.size(text);
                case "Category" -> entry.category(text);
                case "Series" -> entry.series(text);
                case "PhotoDNA" -> entry.other("PhotoDNA", text);
                default -> true;
            };
        }

        private void readAlternativeHashes(EntryBuilder entry) {
            JsonToken token = parser.nextToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                if (token == JsonToken.START_OBJECT) {
                    readAlternativeHash(entry);
                } else {
                    parser.skipChildren();
                }
                token = parser.nextToken();
            }
        }

        /// A hash of the right name and a wrong form is kept as an unknown one.
        private void readAlternativeHash(EntryBuilder entry) {
            String kind = "";
            String hash = "";
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!value.isScalarValue()) {
                    parser.skipChildren();
                } else if (name.equals("HashName")) {
                    kind = parser.getString();
                } else if (name.equals("HashValue")) {
                    hash = parser.getString();
                }
            }
            if (!kind.isEmpty() && !hash.isEmpty() && !entry.named(kind, hash)) {
                entry.other(kind, hash);
            }
        }

        private void finish(EntryBuilder entry, String bad, int line, long offset)
                throws IOException {
            media++;
            KnownEntry built = entry.build("medium " + media);
            if (bad.isEmpty() && (built.isComparable() || !built.others().isEmpty())) {
                out.entry(built);
            } else {
                out.problem(
                        new EvidenceException(
                                EvidenceException.Flaw.MALFORMED,
                                "KN-0103",
                                "medium "
                                        + media
                                        + " at line "
                                        + line
                                        + (bad.isEmpty()
                                                ? " has no hash"
                                                : " has a " + bad + " of the wrong form")
                                        + ": its entry is not in the compiled list",
                                offset));
            }
        }
    }
}
