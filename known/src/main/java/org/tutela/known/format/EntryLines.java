package org.tutela.known.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;

/// Lists of text with one entry on a line: what they have in common.
final class EntryLines {
    private EntryLines() {}

    /// How one line becomes an entry.
    @FunctionalInterface
    interface LineReader {
        /// Puts what a line says into `entry`; says whether the line is one of the format.
        boolean read(String line, EntryBuilder entry);
    }

    /// How one value becomes part of an entry.
    @FunctionalInterface
    interface ValueReader {
        /// Puts the value of a column into `entry`; says whether the value is one of the format.
        boolean read(String column, String value, EntryBuilder entry);
    }

    /// Whether the first line of a list, comments aside, is an entry.
    static boolean beginWith(byte[] head, LineReader reader) {
        return TextHead.linesOf(head, 20).stream()
                .filter(line -> !isComment(line))
                .findFirst()
                .map(line -> reader.read(line, new EntryBuilder()))
                .orElse(false);
    }

    /// Reads a list of which every line, comments aside, is an entry. `wrong` ends the sentence
    /// about a line that is not.
    static void read(ByteSource list, LineReader reader, String wrong, KnownListFormat.Entries out)
            throws IOException {
        read(Lines.of(list), reader, wrong, out);
    }

    /// Reads a table: a head line that names the columns, then a line per entry, each split at
    /// `separator` (`"` quotes where it is a comma).
    static void readTable(
            ByteSource list, char separator, ValueReader reader, KnownListFormat.Entries out)
            throws IOException {
        Lines lines = Lines.of(list);
        List<String> columns = split(lines.next().orElse(""), separator);
        read(
                lines,
                (line, entry) -> readRow(split(line, separator), columns, reader, entry),
                "does not have the columns that the head names",
                out);
    }

    private static void read(
            Lines lines, LineReader reader, String wrong, KnownListFormat.Entries out)
            throws IOException {
        Optional<String> line = lines.next();
        while (line.isPresent()) {
            if (!isComment(line.get())) {
                EntryBuilder entry = new EntryBuilder();
                if (reader.read(line.get(), entry)) {
                    out.entry(entry.build(lines.entry()));
                } else {
                    out.problem(lines.flaw(wrong));
                }
            }
            line = lines.next();
        }
    }

    private static boolean readRow(
            List<String> values, List<String> columns, ValueReader reader, EntryBuilder entry) {
        boolean good = values.size() == columns.size();
        for (int i = 0; good && i < values.size(); i++) {
            good = reader.read(columns.get(i), values.get(i), entry);
        }
        return good && entry.build("").isComparable();
    }

    private static List<String> split(String line, char separator) {
        return separator == ',' ? Csv.split(line) : List.of(line.split(";", -1));
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.startsWith("#");
    }
}
