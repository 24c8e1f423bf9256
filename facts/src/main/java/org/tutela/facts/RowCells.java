package org.tutela.facts;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Column;
import org.tutela.model.Digest;
import org.tutela.model.FactTable;
import org.tutela.model.Id;
import org.tutela.model.Row;
import org.tutela.model.Timestamp;

/// Spreads rows over the physical columns of a file.
///
/// @param <R> the record that the table holds
final class RowCells<R extends Row> {
    /// A dictionary column that turns out to have more different values is encoded value by value.
    private static final int REMEMBERED = 1024;

    private final List<Column<R>> columns;
    private final List<StoredColumn> stored;
    private final ColumnWriter[] writers;
    private final Map<String, Binary> words = new HashMap<>();
    private @Nullable StringBuilder raw;

    RowCells(FactTable<R> table) {
        this.columns = table.columns();
        this.stored = StoredTable.columns(table);
        this.writers = new ColumnWriter[stored.size()];
    }

    /// Takes the writers of a new row group.
    void start(ColumnWriteStore store, MessageType schema) {
        for (int i = 0; i < writers.length; i++) {
            writers[i] =
                    store.getColumnWriter(
                            schema.getColumnDescription(new String[] {stored.get(i).name()}));
        }
    }

    /// Writes one row.
    void write(R row, ColumnWriteStore store) {
        raw = null;
        int at = 0;
        for (Column<R> column : columns) {
            @Nullable Object value = column.get().apply(row);
            if (column.type() == Column.Type.TIME) {
                time(at, (Timestamp) value);
                at += 5;
            } else {
                if (value == null) {
                    missing(at);
                } else {
                    plain(at, column.type(), value);
                }
                at++;
            }
        }
        if (raw == null) {
            writers[at].writeNull(0, 0);
        } else {
            writers[at].write(utf8(raw.toString()), 0, 1);
        }
        store.endRecord();
    }

    private void plain(int at, Column.Type type, Object value) {
        int level = level(at);
        switch (type) {
            case WORD -> writers[at].write(word(at, (String) value), 0, level);
            case TEXT -> writers[at].write(text(at, (String) value), 0, level);
            case NUMBER -> writers[at].write((long) (Long) value, 0, level);
            case DECIMAL -> writers[at].write((double) (Double) value, 0, level);
            case FLAG -> writers[at].write((boolean) (Boolean) value, 0, level);
            case INSTANT -> micros(at, (Long) value);
            case ID ->
                    writers[at].write(
                            Binary.fromConstantByteArray(((Id) value).toBytes()), 0, level);
            case DIGEST_16, DIGEST_20, DIGEST_32 ->
                    writers[at].write(fixed(at, (Digest) value), 0, level);
            case TIME -> throw new IllegalArgumentException("a time has five columns");
        }
    }

    private void time(int at, @Nullable Timestamp time) {
        if (time == null) {
            for (int i = at; i < at + 5; i++) {
                missing(i);
            }
            return;
        }
        micros(at, time.micros());
        writers[at + 1].write(time.raw(), 0, 1);
        writers[at + 2].write(word(at + 2, time.encoding().name()), 0, 1);
        writers[at + 3].write(word(at + 3, time.precision().name()), 0, 1);
        writers[at + 4].write(word(at + 4, time.zoneBasis().name()), 0, 1);
    }

    private void micros(int at, @Nullable Long micros) {
        if (micros == null || micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            writers[at].writeNull(0, 0);
        } else {
            writers[at].write((long) micros, 0, 1);
        }
    }

    private void missing(int at) {
        if (!stored.get(at).nullable()) {
            throw new IllegalArgumentException(
                    "a row has no value in the column " + stored.get(at).name());
        }
        writers[at].writeNull(0, 0);
    }

    private int level(int at) {
        return stored.get(at).nullable() ? 1 : 0;
    }

    private Binary fixed(int at, Digest digest) {
        if (digest.size() != stored.get(at).bytes()) {
            throw new IllegalArgumentException(
                    "a digest in the column "
                            + stored.get(at).name()
                            + " has "
                            + digest.size()
                            + " bytes");
        }
        return Binary.fromConstantByteArray(digest.toBytes());
    }

    private Binary word(int at, String value) {
        Binary known = words.get(value);
        if (known != null) {
            return known;
        }
        Binary fresh = text(at, value);
        if (words.size() < REMEMBERED && Utf16.wellFormed(value)) {
            words.put(value, fresh);
        }
        return fresh;
    }

    private Binary text(int at, String value) {
        if (Utf16.wellFormed(value)) {
            return utf8(value);
        }
        StringBuilder kept = raw == null ? new StringBuilder() : raw.append(' ');
        raw = kept.append(stored.get(at).name()).append('=').append(Utf16.toHex(value));
        return Binary.fromConstantByteArray(Utf16.replaced(value));
    }

    private static Binary utf8(String text) {
        return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
}
