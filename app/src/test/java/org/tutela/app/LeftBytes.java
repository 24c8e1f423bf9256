package org.tutela.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tutela.casebook.Casebook;
import org.tutela.facts.Blobs;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.FactReader;
import org.tutela.model.DocumentText;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.Row;
import org.tutela.model.Thumbnail;

/// Searches a case folder for what should be in it no more: names and raw bytes of every file (as
/// UTF-8, UTF-16, digests as bytes), the decoded rows of every file of facts whether it counts or
/// not, the opened payloads of the journal, and the opened blobs.
final class LeftBytes {
    private final Set<String> texts = new TreeSet<>();
    private final List<String> bytes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private LeftBytes() {}

    static LeftBytes lookingFor() {
        return new LeftBytes();
    }

    /// A text, in either encoding.
    LeftBytes text(String text) {
        if (texts.add(text.toLowerCase(Locale.ROOT))) {
            raw(text, text.getBytes(StandardCharsets.UTF_8));
            raw(text, text.getBytes(StandardCharsets.UTF_16LE));
        }
        return this;
    }

    /// A digest or id, as hex and as bytes.
    LeftBytes digest(String hex) {
        text(hex);
        raw(hex, HexFormat.of().parseHex(hex));
        return this;
    }

    private void raw(String name, byte[] wanted) {
        // One character a byte, so that the search is that of texts, which is fast.
        bytes.add(new String(wanted, StandardCharsets.ISO_8859_1));
        names.add(name);
    }

    int count(Path folder) throws IOException {
        return search(folder).size();
    }

    /// Where something was found, one line each.
    List<String> search(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString();
            inText(name, "the name of " + name, found);
            inBytes(Files.readAllBytes(file), name, found);
            if (name.endsWith(".parquet")) {
                inRows(file, name, found);
            }
        }
        try (Casebook casebook = Casebook.open(folder, InstantSource.system())) {
            casebook.journal()
                    .readAll(entry ->
                            inText(entry.deed().toString(), "entry " + entry.number(), found));
        }
        return found;
    }

    private void inText(String text, String where, List<String> found) {
        String folded = text.toLowerCase(Locale.ROOT);
        for (String wanted : texts) {
            if (folded.contains(wanted)) {
                found.add(where + " holds " + wanted);
            }
        }
    }

    private void inBytes(byte[] content, String where, List<String> found) {
        String raw = new String(content, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.size(); i++) {
            if (raw.contains(bytes.get(i))) {
                found.add(where + " holds bytes of " + names.get(i));
            }
        }
    }

    private void inRows(Path file, String name, List<String> found) throws IOException {
        List<FactTable<?>> tables = new ArrayList<>(FactTables.facts());
        tables.addAll(FactTables.linked());
        for (FactTable<?> table : tables) {
            if (name.contains("/" + table.name() + "/")) {
                inRows(table, file, name, found);
            }
        }
    }

    private <R extends Row> void inRows(
            FactTable<R> table, Path file, String name, List<String> found) throws IOException {
        Path root = file;
        while (!Files.exists(root.resolve("case.json"))) {
            root = root.getParent();
        }
        try (CaseFolder folder = CaseFolder.openForReading(root);
                FactReader<R> rows = FactReader.open(table, file)) {
            Blobs blobs = Blobs.open(folder);
            while (rows.next()) {
                R row = rows.row();
                inText(row.toString(), "a row of " + name, found);
                var blob =
                        switch (row) {
                            case Thumbnail t -> blobs.find(t.seen().source(), t.blob());
                            case DocumentText t -> blobs.find(t.seen().source(), t.blob());
                            default -> java.util.Optional.<byte[]>empty();
                        };
                if (blob.isPresent()) {
                    inBytes(blob.get(), "a blob of " + name, found);
                }
            }
        }
    }
}
