package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.Id;

/// Turns sorted runs of one source into its files of facts. Files are written under numbers that no
/// generation names; the catalog then names them in one step. Killed before that step, nothing has
/// happened and the same is done again; after it, only deleting is left.
final class Compaction {
    private static final long REPORT_ROWS = 50_000;

    private final CaseFolder folder;
    private final Id source;
    private final Consumer<Staging.Progress> progress;
    private final List<StoredFile> written = new ArrayList<>();
    private final List<StoredFile> replaced = new ArrayList<>();
    private final TreeSet<ExaminationVersion> authors = new TreeSet<>();
    private long rows;
    private long total;

    Compaction(CaseFolder folder, Id source, Consumer<Staging.Progress> progress) {
        this.folder = folder;
        this.source = source;
        this.progress = progress;
    }

    Catalog run(
            List<SortedRun> runs,
            Collection<ExaminationVersion> complete,
            Staging.Absorbed absorbed)
            throws IOException {
        SourceManifest before = Catalog.current(folder).manifest(source);
        total = runs.stream().mapToLong(SortedRun::rows).sum();
        authors.addAll(complete);
        try (Merge merge = Merge.open(runs)) {
            @Nullable StagedRow row = merge.next();
            while (row != null) {
                row = group(row.table(), row, merge, before);
            }
        }
        progress.accept(new Staging.Progress(rows, total));
        List<StoredFile> files = new ArrayList<>(before.files());
        files.removeAll(replaced);
        files.addAll(written);
        TreeMap<String, String> stagings = new TreeMap<>(before.absorbed());
        stagings.put(absorbed.pass(), absorbed.digest());
        return Catalog.change(folder)
                .source(new SourceManifest(source, before.completedBy(authors), files, stagings))
                .commit();
    }

    /// Writes all rows of one table and author; returns the first row of the next, or null.
    private <F extends Fact> @Nullable StagedRow group(
            FactTable<F> table, StagedRow first, Merge merge, SourceManifest before)
            throws IOException {
        ExaminationVersion author = first.author();
        authors.add(author);
        List<StoredFile> old =
                before.files().stream()
                        .filter(stored -> stored.file().table().equals(table.name()))
                        .filter(stored -> stored.author().equals(author))
                        .toList();
        replaced.addAll(old);
        Path home =
                folder.facts()
                        .resolve(table.name())
                        .resolve("source=" + source)
                        .resolve(author.toString());
        Files.createDirectories(home);
        List<Path> counting = old.stream().map(stored -> stored.file().path()).toList();
        Parts parts = Parts.behind(home, counting);
        RowCodec<F> codec = RowCodec.of(table);
        @Nullable StagedRow row = first;
        try (PartWriter<F> out = new PartWriter<>(table, parts, author);
                StoredRows<F> stored = StoredRows.open(table, old)) {
            while (row != null && row.sameGroup(first)) {
                boolean again = stored.copyUpTo(row, out);
                if (!again) {
                    out.add(row.decode(codec));
                }
                count();
                row = merge.next();
            }
            stored.copyRest(out);
            written.addAll(out.finish());
        }
        return row;
    }

    private void count() {
        rows++;
        if (rows % REPORT_ROWS == 0) {
            progress.accept(new Staging.Progress(rows, total));
        }
    }
}
