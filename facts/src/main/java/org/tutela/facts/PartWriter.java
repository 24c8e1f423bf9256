package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;

/// Writes rows into numbered files, cut by their number of rows.
///
/// @param <F> the fact that the table holds
final class PartWriter<F extends Fact> implements Closeable {
    /// Eight row groups.
    private static final long ROWS = 8L * FactWriter.GROUP_ROWS;

    private final FactTable<F> table;
    private final Parts parts;
    private final ExaminationVersion author;
    private final List<StoredFile> files = new ArrayList<>();
    private @Nullable FactWriter<F> writer;

    PartWriter(FactTable<F> table, Parts parts, ExaminationVersion author) {
        this.table = table;
        this.parts = parts;
        this.author = author;
    }

    void add(F row) throws IOException {
        FactWriter<F> out = writer;
        if (out == null) {
            TreeMap<String, String> notes = new TreeMap<>();
            notes.put("tutela.examination", author.examination());
            notes.put("tutela.version", Integer.toString(author.version()));
            out = FactWriter.create(table, parts.next(), notes);
            writer = out;
        }
        out.add(row);
        if (out.rows() == ROWS) {
            commit(out);
        }
    }

    /// Finishes the last file and returns all.
    List<StoredFile> finish() throws IOException {
        if (writer != null) {
            commit(writer);
        }
        return files;
    }

    private void commit(FactWriter<F> out) throws IOException {
        files.add(StoredFile.ofToday(out.commit(), author));
        writer = null;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
