package org.tutela.facts;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.Seen;

/// A fact on its way through the staging: its head, and all of it in the form of [RowCodec].
final class StagedRow implements Comparable<StagedRow> {
    /// No fact is larger: bodies of documents are kept as blobs.
    private static final int LARGEST = 1 << 28;

    private static final List<FactTable<? extends Fact>> TABLES = FactTables.facts();

    private final int table;
    private final Seen seen;
    private final byte[] encoded;

    StagedRow(int table, Seen seen, byte[] encoded) {
        this.table = table;
        this.seen = seen;
        this.encoded = encoded;
    }

    /// The place of a table among all tables of facts.
    static int place(FactTable<?> table) {
        int place = TABLES.indexOf(table);
        if (place < 0) {
            throw new IllegalArgumentException("facts cannot go into the table " + table.name());
        }
        return place;
    }

    FactTable<? extends Fact> table() {
        return TABLES.get(table);
    }

    Seen seen() {
        return seen;
    }

    ExaminationVersion author() {
        return new ExaminationVersion(seen.examination(), seen.version());
    }

    /// Bytes of the encoded form.
    int size() {
        return encoded.length;
    }

    /// Whether it goes into the same files.
    boolean sameGroup(StagedRow other) {
        return table == other.table
                && seen.version() == other.seen.version()
                && seen.examination().equals(other.seen.examination());
    }

    <F extends Fact> F decode(RowCodec<F> codec) throws IOException {
        return codec.read(new DataInputStream(new ByteArrayInputStream(encoded)));
    }

    void write(DataOutput out) throws IOException {
        RowCodec.writeNumber(table, out);
        RowCodec.writeNumber(encoded.length, out);
        out.write(encoded);
    }

    static StagedRow read(DataInput in) throws IOException {
        int table = Math.toIntExact(RowCodec.readNumber(in));
        long size = RowCodec.readNumber(in);
        if (table >= TABLES.size() || size < 0 || size > LARGEST) {
            throw new IOException("a staged run of facts is damaged");
        }
        byte[] encoded = new byte[(int) size];
        in.readFully(encoded);
        Seen seen = RowCodec.readSeen(new DataInputStream(new ByteArrayInputStream(encoded)));
        return new StagedRow(table, seen, encoded);
    }

    /// By table, examination, version, address, fact; where all are equal, by all bytes, so that
    /// the order is total.
    @Override
    public int compareTo(StagedRow other) {
        int order = Integer.compare(table, other.table);
        if (order == 0) {
            order = seen.examination().compareTo(other.seen.examination());
        }
        if (order == 0) {
            order = Integer.compare(seen.version(), other.seen.version());
        }
        if (order == 0) {
            order = seen.address().compareTo(other.seen.address());
        }
        if (order == 0) {
            order = seen.fact().compareTo(other.seen.fact());
        }
        return order == 0 ? Arrays.compareUnsigned(encoded, other.encoded) : order;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StagedRow row && compareTo(row) == 0;
    }

    @Override
    public int hashCode() {
        return seen.fact().hashCode();
    }
}
