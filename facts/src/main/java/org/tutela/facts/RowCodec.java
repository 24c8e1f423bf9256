package org.tutela.facts;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Column;
import org.tutela.model.Digest;
import org.tutela.model.FactTable;
import org.tutela.model.Id;
import org.tutela.model.Row;
import org.tutela.model.Seen;
import org.tutela.model.Timestamp;

/// Compact binary form of a row, for sorting outside memory; not for keeping, as it changes with
/// the columns of the table. Safe for use by many threads.
///
/// @param <R> the record that the table holds
public final class RowCodec<R extends Row> {
    private static final Timestamp.Encoding[] ENCODINGS = Timestamp.Encoding.values();
    private static final Timestamp.ZoneBasis[] BASES = Timestamp.ZoneBasis.values();

    private final FactTable<R> table;
    private final List<Column<R>> columns;

    private RowCodec(FactTable<R> table) {
        this.table = table;
        this.columns = table.columns();
    }

    /// The codec of a table.
    public static <R extends Row> RowCodec<R> of(FactTable<R> table) {
        return new RowCodec<>(table);
    }

    /// Writes a row; equal rows give equal bytes, different rows different ones.
    public void write(R row, DataOutput out) throws IOException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        long present = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).get().apply(row);
            if (values[i] != null) {
                present |= 1L << i;
            }
        }
        writeNumber(present, out);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                writeValue(columns.get(i).type(), value, out);
            }
        }
    }

    /// Reads what [#write] wrote.
    public R read(DataInput in) throws IOException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        long present = readNumber(in);
        for (int i = 0; i < values.length; i++) {
            if ((present & (1L << i)) != 0) {
                values[i] = readValue(columns.get(i).type(), in);
            }
        }
        return table.read(values);
    }

    /// Reads only the head of a fact.
    static Seen readSeen(DataInput in) throws IOException {
        readNumber(in);
        Id source = new Id(in.readLong(), in.readLong());
        Id item = new Id(in.readLong(), in.readLong());
        String address = readText(in);
        String examination = readText(in);
        int version = Math.toIntExact(unzigzag(readNumber(in)));
        return new Seen(
                source, item, address, examination, version, new Id(in.readLong(), in.readLong()));
    }

    private static void writeValue(Column.Type type, Object value, DataOutput out)
            throws IOException {
        switch (type) {
            case WORD, TEXT -> writeText((String) value, out);
            case NUMBER, INSTANT -> writeNumber(zigzag((Long) value), out);
            case DECIMAL -> out.writeDouble((Double) value);
            case FLAG -> out.writeBoolean((Boolean) value);
            case TIME -> writeTime((Timestamp) value, out);
            case ID -> {
                out.writeLong(((Id) value).high());
                out.writeLong(((Id) value).low());
            }
            case DIGEST_16, DIGEST_20, DIGEST_32 -> out.write(((Digest) value).toBytes());
        }
    }

    private static Object readValue(Column.Type type, DataInput in) throws IOException {
        return switch (type) {
            case WORD, TEXT -> readText(in);
            case NUMBER, INSTANT -> unzigzag(readNumber(in));
            case DECIMAL -> in.readDouble();
            case FLAG -> in.readBoolean();
            case TIME -> readTime(in);
            case ID -> new Id(in.readLong(), in.readLong());
            case DIGEST_16 -> readDigest(16, in);
            case DIGEST_20 -> readDigest(20, in);
            case DIGEST_32 -> readDigest(32, in);
        };
    }

    // Places of constants may be written: no such bytes outlive a change of the constants, see
    // StoredTable.layoutOfAll.
    @SuppressWarnings("EnumOrdinal")
    private static void writeTime(Timestamp time, DataOutput out) throws IOException {
        @Nullable Long micros = time.micros();
        out.writeByte(time.encoding().ordinal());
        out.writeByte((time.zoneBasis().ordinal() << 1) | (micros == null ? 0 : 1));
        writeNumber(zigzag(time.raw()), out);
        if (micros != null) {
            writeNumber(zigzag(micros), out);
        }
    }

    private static Timestamp readTime(DataInput in) throws IOException {
        Timestamp.Encoding encoding = ENCODINGS[in.readUnsignedByte()];
        int basis = in.readUnsignedByte();
        long raw = unzigzag(readNumber(in));
        @Nullable Long micros = (basis & 1) == 0 ? null : (Long) unzigzag(readNumber(in));
        return new Timestamp(raw, encoding, micros, BASES[basis >> 1]);
    }

    private static Digest readDigest(int size, DataInput in) throws IOException {
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        return Digest.of(bytes);
    }

    /// Well-formed texts as UTF-8, others (lone surrogates) unit by unit; the lowest bit of the
    /// length says which.
    private static void writeText(String text, DataOutput out) throws IOException {
        if (Utf16.wellFormed(text)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            writeNumber(((long) bytes.length) << 1, out);
            out.write(bytes);
        } else {
            writeNumber((((long) text.length()) << 1) | 1, out);
            out.writeChars(text);
        }
    }

    private static String readText(DataInput in) throws IOException {
        long header = readNumber(in);
        int length = Math.toIntExact(header >>> 1);
        if ((header & 1) == 0) {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(in.readChar());
        }
        return text.toString();
    }

    /// Seven bits a byte, lowest first, the highest bit set in all but the last.
    static void writeNumber(long value, DataOutput out) throws IOException {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.writeByte((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    /// From [#writeNumber]; at most ten bytes.
    static long readNumber(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number of a sorted run is longer than ten bytes");
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
