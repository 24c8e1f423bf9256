package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// The facts of one source, put through a sieve: groups of files in which a row goes or changes are
/// written anew under numbers that no generation names; the others stay as they are.
final class SiftedSource {
    private final CaseFolder folder;
    private final SourceManifest before;
    private final Sieve sieve;
    private final Count count;
    private final List<StoredFile> files = new ArrayList<>();

    SiftedSource(CaseFolder folder, SourceManifest before, Sieve sieve, Count count) {
        this.folder = folder;
        this.before = before;
        this.sieve = sieve;
        this.count = count;
    }

    /// Hears of rows that went or changed.
    @FunctionalInterface
    interface Count {
        /// One row of a table; `whole`: it went.
        void row(String table, boolean whole);
    }

    /// What counts of the source afterwards; equal to what was before where nothing changed.
    SourceManifest run() throws IOException {
        for (FactTable<? extends Fact> table : FactTables.facts()) {
            sift(table);
        }
        return new SourceManifest(before.source(), before.passes(), files, before.absorbed());
    }

    private <F extends Fact> void sift(FactTable<F> table) throws IOException {
        Map<ExaminationVersion, List<StoredFile>> groups = new LinkedHashMap<>();
        for (StoredFile stored : before.files()) {
            if (stored.file().table().equals(table.name())) {
                groups.computeIfAbsent(stored.author(), any -> new ArrayList<>()).add(stored);
            }
        }
        for (Map.Entry<ExaminationVersion, List<StoredFile>> group : groups.entrySet()) {
            files.addAll(
                    touched(table, group.getValue())
                            ? write(table, group.getKey(), group.getValue())
                            : group.getValue());
        }
    }

    private <F extends Fact> boolean touched(FactTable<F> table, List<StoredFile> group)
            throws IOException {
        for (StoredFile stored : group) {
            try (FactReader<F> reader = FactReader.open(table, stored.file())) {
                while (reader.next()) {
                    F row = reader.row();
                    if (!row.equals(sieve.keep(table, row))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private <F extends Fact> List<StoredFile> write(
            FactTable<F> table, ExaminationVersion author, List<StoredFile> group)
            throws IOException {
        Path home =
                folder.facts()
                        .resolve(table.name())
                        .resolve("source=" + before.source())
                        .resolve(author.toString());
        Files.createDirectories(home);
        Parts parts =
                Parts.behind(home, group.stream().map(stored -> stored.file().path()).toList());
        try (PartWriter<F> out = new PartWriter<>(table, parts, author)) {
            for (StoredFile stored : group) {
                try (FactReader<F> reader = FactReader.open(table, stored.file())) {
                    while (reader.next()) {
                        F row = reader.row();
                        @Nullable F left = sieve.keep(table, row);
                        if (left != null) {
                            out.add(left);
                        }
                        if (!row.equals(left)) {
                            count.row(table.name(), left == null);
                        }
                    }
                }
            }
            return List.copyOf(out.finish());
        }
    }
}
