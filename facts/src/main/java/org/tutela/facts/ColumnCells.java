package org.tutela.facts;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// The values of one physical column in the batch that is being read. Texts that come again soon
/// are made once.
final class ColumnCells {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// Slots for texts seen before; a power of two.
    private static final int SLOTS = 512;

    private static final int LONGEST_KEPT = 64;

    private final StoredColumn column;
    private final @Nullable ColumnReader reader;
    private final @Nullable String[] texts = new @Nullable String[SLOTS];
    private final byte[][] encoded = new byte[SLOTS][];
    private Validity validity = Validity.NO_NULLS;
    private boolean nulls;
    private long[] longs = {};
    private double[] doubles = {};
    private boolean[] booleans = {};
    private byte[] bytes = {};
    private int[] offsets = {};
    private Id last = new Id(0, 0);

    ColumnCells(StoredColumn column, @Nullable ColumnReader reader) {
        this.column = column;
        this.reader = reader;
    }

    /// Takes the arrays of the next batch.
    void startBatch() {
        if (reader == null) {
            return;
        }
        validity = reader.getLeafValidity();
        nulls = validity.hasNulls();
        switch (column.kind()) {
            case NUMBER, MICROS -> longs = reader.getLongs();
            case DECIMAL -> doubles = reader.getDoubles();
            case FLAG -> booleans = reader.getBooleans();
            case TEXT, FIXED -> {
                bytes = reader.getBinaryValues();
                offsets = reader.getBinaryOffsets();
            }
        }
    }

    @Nullable Long number(int at) {
        if (reader == null) {
            return (Long) FactReader.missing(column);
        }
        return absent(at) ? null : (Long) longs[at];
    }

    @Nullable Double decimal(int at) {
        if (reader == null) {
            return (Double) FactReader.missing(column);
        }
        return absent(at) ? null : (Double) doubles[at];
    }

    @Nullable Boolean flag(int at) {
        if (reader == null) {
            return (Boolean) FactReader.missing(column);
        }
        return absent(at) ? null : (Boolean) booleans[at];
    }

    @Nullable Id id(int at) {
        if (reader == null) {
            return (Id) FactReader.missing(column);
        }
        if (absent(at)) {
            return null;
        }
        long high = (long) LONGS.get(bytes, offsets[at]);
        long low = (long) LONGS.get(bytes, offsets[at] + 8);
        if (high != last.high() || low != last.low()) {
            last = new Id(high, low);
        }
        return last;
    }

    @Nullable Digest digest(int at) {
        if (reader == null) {
            // Digests of 16 bytes look like ids to the layout.
            return column.nullable() ? null : Digest.of(new byte[column.bytes()]);
        }
        return absent(at)
                ? null
                : Digest.of(Arrays.copyOfRange(bytes, offsets[at], offsets[at + 1]));
    }

    @Nullable String text(int at) {
        if (reader == null) {
            return (String) FactReader.missing(column);
        }
        if (absent(at)) {
            return null;
        }
        int from = offsets[at];
        int to = offsets[at + 1];
        int length = to - from;
        if (length > LONGEST_KEPT || length == 0) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int slot = slot(from, to);
        String known = texts[slot];
        if (known != null
                && Arrays.equals(encoded[slot], 0, encoded[slot].length, bytes, from, to)) {
            return known;
        }
        String fresh = new String(bytes, from, length, StandardCharsets.UTF_8);
        texts[slot] = fresh;
        encoded[slot] = Arrays.copyOfRange(bytes, from, to);
        return fresh;
    }

    private int slot(int from, int to) {
        int hash = to - from;
        for (int i = to - 1; i >= from && i > to - 9; i--) {
            hash = hash * 31 + bytes[i];
        }
        hash = hash * 31 + bytes[from];
        hash ^= hash >>> 15;
        return hash & (SLOTS - 1);
    }

    private boolean absent(int at) {
        return nulls && validity.isNull(at);
    }
}
