package org.tutela.facts;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.tutela.model.FactTable;
import org.tutela.model.Row;

/// Compact binary form of a row, for sorting outside memory.
///
/// @param <R> the record that the table holds
@SuppressWarnings("DoNotCallSuggester")
public final class RowCodec<R extends Row> {
    private RowCodec() {}

    /// The codec of a table.
    public static <R extends Row> RowCodec<R> of(FactTable<R> table) {
        throw new UnsupportedOperationException();
    }

    /// Writes a row; equal rows give equal bytes.
    public void write(R row, DataOutput out) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Reads what [#write] wrote.
    public R read(DataInput in) throws IOException {
        throw new UnsupportedOperationException();
    }
}
