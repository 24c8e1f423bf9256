package org.tutela.known.compiled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Digest;
import org.tutela.model.ListKind;

/// What is known of a compiled list as a whole; stored as `list.txt`.
///
/// @param naming what people called it
/// @param format the format it was read from
/// @param digest SHA-256 of the list's file
/// @param scheme scheme of the categories; null where neither people nor the list name one
/// @param counts numbers of entries and records
public record ListHeader(
        ListNaming naming, String format, Digest digest, @Nullable String scheme, Counts counts) {

    /// Name of the file.
    static final String FILE = "list.txt";

    private static final String MAGIC = "tutela known list 1";

    /// How much a compiled list holds.
    ///
    /// @param entries entries taken
    /// @param problems parts of the list that could not be read
    /// @param sha256 entries by SHA-256
    /// @param sha1 entries by SHA-1
    /// @param md5 entries by MD5
    /// @param pdq entries by PDQ hash
    /// @param pdqTooFlat entries whose PDQ hash is of a quality below 50 and not compared
    public record Counts(
            long entries,
            long problems,
            long sha256,
            long sha1,
            long md5,
            long pdq,
            long pdqTooFlat) {}

    /// The name of the list.
    public String name() {
        return naming.name();
    }

    /// What the list says of its entries.
    public ListKind kind() {
        return naming.kind();
    }

    /// Reads the header of the compiled list in `folder`.
    public static ListHeader read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.getFirst().equals(MAGIC)) {
            throw new IOException(
                    file + " is no compiled known-file list of this version: add the list again");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        try {
            return of(values);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: add the list again", e);
        }
    }

    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(MAGIC);
        lines.add("name=" + naming.name());
        lines.add("kind=" + naming.kind().name());
        lines.add("asked_scheme=" + (naming.scheme() == null ? "" : naming.scheme()));
        lines.add("scheme=" + (scheme == null ? "" : scheme));
        lines.add("format=" + format);
        lines.add("digest=" + digest);
        lines.add("entries=" + counts.entries());
        lines.add("problems=" + counts.problems());
        lines.add("sha256=" + counts.sha256());
        lines.add("sha1=" + counts.sha1());
        lines.add("md5=" + counts.md5());
        lines.add("pdq=" + counts.pdq());
        lines.add("pdq_too_flat=" + counts.pdqTooFlat());
        Files.writeString(
                folder.resolve(FILE), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    private static ListHeader of(Map<String, String> values) {
        ListNaming naming =
                new ListNaming(
                        text(values, "name"),
                        ListKind.valueOf(text(values, "kind")),
                        emptyToNull(text(values, "asked_scheme")));
        Counts counts =
                new Counts(
                        number(values, "entries"),
                        number(values, "problems"),
                        number(values, "sha256"),
                        number(values, "sha1"),
                        number(values, "md5"),
                        number(values, "pdq"),
                        number(values, "pdq_too_flat"));
        return new ListHeader(
                naming,
                text(values, "format"),
                Digest.parse(text(values, "digest")),
                emptyToNull(text(values, "scheme")),
                counts);
    }

    private static String text(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value of " + name);
        }
        return value;
    }

    private static long number(Map<String, String> values, String name) {
        return Long.parseLong(text(values, name));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
