package org.tutela.link;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// Reads what a [ValueWriter] wrote, in the same order. Reading past the end throws
/// [IndexOutOfBoundsException]: a fault of ours, never of evidence.
public final class ValueReader {
    private byte[] bytes = new byte[0];
    private int position;
    private int end;

    /// Starts to read a value.
    public ValueReader over(byte[] value, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, value.length);
        bytes = value;
        position = offset;
        end = offset + length;
        return this;
    }

    /// A text that is there.
    public String text() {
        return Objects.requireNonNull(maybeText());
    }

    /// A text, or none.
    public @Nullable String maybeText() {
        int length = Math.toIntExact(number()) - 1;
        if (length < 0) {
            return null;
        }
        int start = take(length);
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    /// A number.
    public long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[take(1)];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
    }

    /// A number, or none.
    public @Nullable Long maybeNumber() {
        return flag() ? (Long) number() : null;
    }

    /// True or false.
    public boolean flag() {
        return bytes[take(1)] != 0;
    }

    /// An id.
    public Id id() {
        long high = fixed();
        return new Id(high, fixed());
    }

    /// A digest.
    public Digest digest() {
        byte[] raw = new byte[Math.toIntExact(number())];
        System.arraycopy(bytes, take(raw.length), raw, 0, raw.length);
        return Digest.of(raw);
    }

    /// A constant of an enum.
    public <E extends Enum<E>> E choice(Class<E> constants) {
        return Enum.valueOf(constants, text());
    }

    private long fixed() {
        int start = take(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[start + i] & 0xFF);
        }
        return value;
    }

    private int take(int length) {
        Objects.checkFromIndexSize(position, length, end);
        int start = position;
        position += length;
        return start;
    }
}
