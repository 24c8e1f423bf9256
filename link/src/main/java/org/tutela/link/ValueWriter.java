package org.tutela.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// Writes what a step gets of a row; [ValueReader] reads it in the same order.
public final class ValueWriter {
    private byte[] bytes = new byte[256];
    private int size;

    /// A text, or none.
    public ValueWriter text(@Nullable String text) {
        if (text == null) {
            return number(0);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + 1L);
        return raw(utf8, 0, utf8.length);
    }

    /// A number: 7 bits a byte, small ones first, signs interleaved.
    public ValueWriter number(long value) {
        long rest = (value << 1) ^ (value >> 63);
        reserve(10);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /// A number, or none.
    public ValueWriter maybeNumber(@Nullable Long value) {
        flag(value != null);
        return value == null ? this : number(value);
    }

    /// True or false.
    public ValueWriter flag(boolean value) {
        reserve(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    /// An id.
    public ValueWriter id(Id id) {
        reserve(16);
        fixed(id.high());
        fixed(id.low());
        return this;
    }

    /// A digest of up to 255 bytes.
    public ValueWriter digest(Digest digest) {
        byte[] raw = digest.toBytes();
        number(raw.length);
        return raw(raw, 0, raw.length);
    }

    /// A constant of an enum, by its name: sorted rows outlive a build, positions may not.
    public ValueWriter choice(Enum<?> constant) {
        return text(constant.name());
    }

    /// Bytes as they are, without their length.
    public ValueWriter raw(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
        return this;
    }

    /// Number of bytes written.
    public int size() {
        return size;
    }

    /// The bytes written, not copied: valid until the next write.
    public byte[] buffer() {
        return bytes;
    }

    /// Starts again.
    public ValueWriter clear() {
        size = 0;
        return this;
    }

    private void fixed(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
