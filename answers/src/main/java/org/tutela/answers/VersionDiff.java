package org.tutela.answers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.CompletedPass;
import org.tutela.facts.ExaminationVersion;
import org.tutela.facts.FactFile;
import org.tutela.facts.FactReader;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.Id;
import org.tutela.model.Seen;

/// What a newer version of an examination changed: the facts of the current version beside those of
/// the one before, compared by fact id.
public final class VersionDiff {
    private final CaseFolder folder;
    private final Catalog catalog;
    private final Listener listener;

    private VersionDiff(CaseFolder folder, Catalog catalog, Listener listener) {
        this.folder = folder;
        this.catalog = catalog;
        this.listener = listener;
    }

    /// What happened to a fact.
    public enum Kind {
        /// Only the newer version states it.
        ADDED,
        /// Only the older version stated it.
        GONE,
        /// Both state it, with different values.
        CHANGED
    }

    /// One difference.
    ///
    /// @param exhibit reference of the exhibit
    /// @param examination name of the examination
    /// @param fromVersion the older version
    /// @param toVersion the current version
    /// @param table table of the fact
    /// @param kind what happened
    /// @param fact id of the fact
    /// @param address its place
    public record Change(
            String exhibit,
            String examination,
            long fromVersion,
            long toVersion,
            String table,
            Kind kind,
            Id fact,
            String address) {}

    /// Receives the differences, by table and address.
    public interface Listener {
        /// The next difference.
        void change(Change change) throws IOException;
    }

    /// Tells every difference between the current version of each examination and the newest before
    /// it.
    public static void of(CaseFolder folder, Listener listener) throws IOException {
        VersionDiff diff = new VersionDiff(folder, Catalog.current(folder), listener);
        for (CompletedPass pass : diff.catalog.passes()) {
            if (pass.current()) {
                Optional<ExaminationVersion> before = diff.before(pass);
                if (before.isPresent()) {
                    diff.compare(pass.source(), before.get(), pass.author());
                }
            }
        }
    }

    private Optional<ExaminationVersion> before(CompletedPass current) {
        return catalog.passes().stream()
                .filter(pass ->
                        !pass.current()
                                && pass.source().equals(current.source())
                                && pass.author()
                                        .examination()
                                        .equals(current.author().examination()))
                .map(CompletedPass::author)
                .max(java.util.Comparator.naturalOrder());
    }

    private void compare(Id source, ExaminationVersion older, ExaminationVersion newer)
            throws IOException {
        for (FactTable<? extends Fact> table : FactTables.facts()) {
            compare(table, source, older, newer);
        }
    }

    /// Both sides are sorted by address and fact id, so one walk along both is enough.
    private <F extends Fact> void compare(
            FactTable<F> table, Id source, ExaminationVersion older, ExaminationVersion newer)
            throws IOException {
        String exhibit =
                folder.findSource(source).map(known -> known.exhibit()).orElse(source.toString());
        try (Side<F> left = new Side<>(table, catalog.files(table, source, older));
                Side<F> right = new Side<>(table, catalog.files(table, source, newer))) {
            while (left.row != null || right.row != null) {
                int order = order(left.row, right.row);
                Kind kind = order < 0 ? Kind.GONE : order > 0 ? Kind.ADDED : Kind.CHANGED;
                F shown = order <= 0 ? left.row : right.row;
                if (shown != null && (order != 0 || !same(table, left.row, right.row))) {
                    Seen seen = shown.seen();
                    listener.change(
                            new Change(
                                    exhibit,
                                    newer.examination(),
                                    older.version(),
                                    newer.version(),
                                    table.name(),
                                    kind,
                                    seen.fact(),
                                    seen.address()));
                }
                if (order <= 0) {
                    left.next();
                }
                if (order >= 0) {
                    right.next();
                }
            }
        }
    }

    private static <F extends Fact> int order(@Nullable F left, @Nullable F right) {
        if (left == null || right == null) {
            return left == null ? 1 : -1;
        }
        int byAddress = left.seen().address().compareTo(right.seen().address());
        return byAddress != 0 ? byAddress : left.seen().fact().compareTo(right.seen().fact());
    }

    private static <F extends Fact> boolean same(
            FactTable<F> table, @Nullable F left, @Nullable F right) {
        return left != null
                && right != null
                && table.ownColumns().stream()
                        .allMatch(column ->
                                java.util.Objects.equals(
                                        column.get().apply(left), column.get().apply(right)));
    }

    /// The rows of one version, one after the other; `row` is null behind the last.
    private static final class Side<F extends Fact> implements java.io.Closeable {
        private final FactTable<F> table;
        private final List<FactFile> files;
        private @Nullable FactReader<F> reader;
        private @Nullable F row;

        Side(FactTable<F> table, List<FactFile> files) throws IOException {
            this.table = table;
            this.files = new ArrayList<>(files);
            next();
        }

        void next() throws IOException {
            row = null;
            while (row == null) {
                if (reader == null) {
                    if (files.isEmpty()) {
                        return;
                    }
                    reader = FactReader.open(table, files.removeFirst());
                }
                if (reader.next()) {
                    row = reader.row();
                } else {
                    reader.close();
                    reader = null;
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (reader != null) {
                reader.close();
            }
        }
    }
}
