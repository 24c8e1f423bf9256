package org.tutela.facts;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;

/// The rows that one author has stated in earlier passes, in their order.
///
/// @param <F> the fact that the table holds
final class StoredRows<F extends Fact> implements Closeable {
    private final FactTable<F> table;
    private final RowCodec<F> codec;
    private final Iterator<StoredFile> files;
    private @Nullable FactReader<F> reader;
    private @Nullable F row;

    private StoredRows(FactTable<F> table, List<StoredFile> files) {
        this.table = table;
        this.codec = RowCodec.of(table);
        this.files = files.iterator();
    }

    /// Opens files that are sorted by their number.
    static <F extends Fact> StoredRows<F> open(FactTable<F> table, List<StoredFile> files)
            throws IOException {
        StoredRows<F> rows = new StoredRows<>(table, files);
        rows.advance();
        return rows;
    }

    /// Copies the rows before `next`, and `next` itself where it is stored already; says whether it
    /// is.
    boolean copyUpTo(StagedRow next, PartWriter<F> out) throws IOException {
        @Nullable F stored = row;
        while (stored != null) {
            int order = staged(stored).compareTo(next);
            if (order > 0) {
                return false;
            }
            out.add(stored);
            advance();
            if (order == 0) {
                return true;
            }
            stored = row;
        }
        return false;
    }

    /// Copies what is left.
    void copyRest(PartWriter<F> out) throws IOException {
        @Nullable F stored = row;
        while (stored != null) {
            out.add(stored);
            advance();
            stored = row;
        }
    }

    private StagedRow staged(F fact) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        codec.write(fact, new DataOutputStream(encoded));
        return new StagedRow(StagedRow.place(table), fact.seen(), encoded.toByteArray());
    }

    private void advance() throws IOException {
        while (true) {
            if (reader != null && reader.next()) {
                row = reader.row();
                return;
            }
            close();
            if (!files.hasNext()) {
                row = null;
                return;
            }
            reader = FactReader.open(table, files.next().file());
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
