package org.tutela.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The stacked place of a thing in evidence: steps from the source inwards. Its text is canonical
/// ASCII, safe to paste into a shell, and is what ids are computed from:
///
/// `source:5f…::partition:2::volume:ntfs::entry:Users/ana/a.jpg@4711::stream:note`
///
/// The value of a step is a path whose raw bytes are percent-encoded; behind `@` stands the on-disk
/// number (MFT record, inode, row id, position in the archive) that tells equal names apart.
///
/// @param steps from the source inwards; the first is always `source`
public record Address(List<Step> steps) {

    /// Characters to start the text with.
    private static final int LIKELY_LENGTH = 160;

    /// Between two steps in the text.
    private static final String BETWEEN = "::";

    /// The kinds of step, outermost first.
    public enum Kind {
        /// A registered source; the value is its id.
        SOURCE,
        /// A partition; the value is its number in the table.
        PARTITION,
        /// A file system; the value is its reader's name.
        VOLUME,
        /// A file or folder of a file system: path and file record.
        ENTRY,
        /// An alternate data stream of an entry.
        STREAM,
        /// A member of an archive: stored path and position.
        MEMBER,
        /// A row of a database: table and row id.
        ROW,
        /// A range of bytes: `start-end`.
        RANGE,
        /// A thing made from an item, such as a document embedded in another.
        PART;

        private final String word = name().toLowerCase(java.util.Locale.ROOT);
    }

    /// One step inwards.
    ///
    /// @param kind what kind of step
    /// @param value percent-encoded ASCII, see [Address#encode(byte\[\])]
    /// @param number the on-disk number, or -1 where there is none
    public record Step(Kind kind, String value, long number) {

        /// The canonical text, such as `entry:Users/a.jpg@4711`.
        @Override
        public String toString() {
            return appendTo(new StringBuilder()).toString();
        }

        private StringBuilder appendTo(StringBuilder text) {
            text.append(kind.word).append(':').append(value);
            return number < 0 ? text : text.append('@').append(number);
        }
    }

    /// A copy of the steps.
    public Address {
        steps = List.copyOf(steps);
        for (int i = 0; i < Math.max(1, steps.size()); i++) {
            if (steps.isEmpty() || (steps.get(i).kind() == Kind.SOURCE) != (i == 0)) {
                throw new IllegalArgumentException("an address starts at a source, and has one");
            }
        }
    }

    /// The address of a whole source.
    public static Address of(Id source) {
        return new Address(List.of(new Step(Kind.SOURCE, source.toString(), -1)));
    }

    /// Reads the canonical text; throws [IllegalArgumentException] with a sentence for people. Text
    /// that means the same but is written otherwise is refused: ids are computed from the text.
    public static Address parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : text.split(BETWEEN + "(?!:)", -1)) {
            steps.add(parseStep(part, text));
        }
        Address address = new Address(steps);
        for (Step step : steps) {
            if (!encode(decode(step.value())).equals(step.value())) {
                throw notCanonical(text);
            }
        }
        if (!address.source().toString().equals(steps.getFirst().value())
                || !address.toString().equals(text)) {
            throw notCanonical(text);
        }
        return address;
    }

    private static IllegalArgumentException notCanonical(String text) {
        return new IllegalArgumentException(
                "not written as an address is: \"" + text + "\"; `tutela list` prints addresses");
    }

    /// One step further in, named by raw bytes.
    public Address step(Kind kind, byte[] rawName, long number) {
        return step(new Step(kind, encode(rawName), number));
    }

    /// One step further in, named by text of ours or of the evidence.
    public Address step(Kind kind, String name, long number) {
        return step(kind, name.getBytes(StandardCharsets.UTF_8), number);
    }

    /// One step further in.
    public Address step(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Address(longer);
    }

    /// A row of a table in a database file.
    public Address row(String table, long rowId) {
        return step(Kind.ROW, table, rowId);
    }

    /// The source's id.
    public Id source() {
        return Id.parse(steps.getFirst().value());
    }

    /// The innermost step.
    public Step last() {
        return steps.getLast();
    }

    /// The address one step further out; throws [IllegalStateException] on a whole source.
    public Address parent() {
        if (steps.size() == 1) {
            throw new IllegalStateException("a source lies in nothing");
        }
        return new Address(steps.subList(0, steps.size() - 1));
    }

    /// The id of the item at this address.
    public Id toId() {
        return Id.of(toString());
    }

    /// The canonical text.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(LIKELY_LENGTH);
        for (Step step : steps) {
            step.appendTo(text.isEmpty() ? text : text.append(BETWEEN));
        }
        return text.toString();
    }

    /// Percent-encodes raw bytes: letters, digits and `-._~/+=,` stay, everything else becomes
    /// `%XX`.
    public static String encode(byte[] raw) {
        StringBuilder text = new StringBuilder(raw.length);
        for (byte b : raw) {
            int value = b & 0xFF;
            if (value < 0x80
                    && (Character.isLetterOrDigit(value) || "-._~/+=,".indexOf(value) >= 0)) {
                text.append((char) value);
            } else {
                text.append('%')
                        .append(Character.forDigit(value >> 4, 16))
                        .append(Character.forDigit(value & 15, 16));
            }
        }
        return text.toString();
    }

    /// The raw bytes behind an encoded value; throws [IllegalArgumentException] on a broken escape.
    public static byte[] decode(String value) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '%') {
                bytes.write(c);
            } else if (i + 2 < value.length()) {
                bytes.write(Integer.parseInt(value, i + 1, i + 3, 16));
                i += 2;
            } else {
                throw new IllegalArgumentException(
                        "a % in an address is followed by two hex digits: " + value);
            }
        }
        return bytes.toByteArray();
    }

    private static Step parseStep(String part, String whole) {
        int colon = part.indexOf(':');
        int at = part.lastIndexOf('@');
        for (Kind kind : Kind.values()) {
            if (colon > 0 && kind.word.equals(part.substring(0, colon))) {
                boolean numbered = at > colon;
                String value = part.substring(colon + 1, numbered ? at : part.length());
                return new Step(
                        kind, value, numbered ? Long.parseLong(part.substring(at + 1)) : -1);
            }
        }
        throw new IllegalArgumentException(
                "not a step of an address: \""
                        + part
                        + "\" in "
                        + whole
                        + "; `tutela list` prints addresses");
    }
}
