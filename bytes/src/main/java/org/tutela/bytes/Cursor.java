package org.tutela.bytes;

import java.io.IOException;
import java.nio.charset.Charset;

/// Reads the fields of a structure one after the other. Every read names its field, so that an
/// error speaks the language of the specification: `MftStartLcn: needs 8 bytes at offset 48, 3 are
/// left`.
///
/// A cursor stands on bytes in memory: read the structure with [ByteSource#readBytes] first. All
/// offsets are bytes from the start of the structure; errors add the structure's own place.
public final class Cursor {
    private final byte[] bytes;
    private final long base;
    private int position;

    private Cursor(byte[] bytes, long base) {
        this.bytes = bytes;
        this.base = base;
    }

    /// A cursor at the start of `bytes`, which lie at byte `base` of what is being read.
    public static Cursor of(byte[] bytes, long base) {
        return new Cursor(bytes, base);
    }

    /// A cursor over at most `length` bytes of `source` from `offset` on.
    public static Cursor read(ByteSource source, long offset, int length) throws IOException {
        return new Cursor(source.readBytes(offset, length), offset);
    }

    /// Where the next field is read from.
    public int position() {
        return position;
    }

    /// Number of bytes of the structure.
    public int size() {
        return bytes.length;
    }

    /// Bytes left behind the position.
    public int remaining() {
        return bytes.length - position;
    }

    /// Moves to `offset`; the end itself is allowed.
    public Cursor at(int offset) throws EvidenceException {
        if (offset < 0 || offset > bytes.length) {
            throw flaw(
                    EvidenceException.Flaw.MALFORMED,
                    "EV-0003",
                    "offset " + offset + " lies outside of " + bytes.length + " bytes");
        }
        position = offset;
        return this;
    }

    /// Skips a field.
    public Cursor skip(String field, int length) throws EvidenceException {
        need(field, length);
        position += length;
        return this;
    }

    /// Unsigned 8 bits.
    public int u8(String field) throws EvidenceException {
        need(field, 1);
        return bytes[position++] & 0xFF;
    }

    /// Unsigned 16 bits, little-endian.
    public int u16le(String field) throws EvidenceException {
        need(field, 2);
        int value = (bytes[position] & 0xFF) | (bytes[position + 1] & 0xFF) << 8;
        position += 2;
        return value;
    }

    /// Unsigned 16 bits, big-endian.
    public int u16be(String field) throws EvidenceException {
        return Short.toUnsignedInt(Short.reverseBytes((short) u16le(field)));
    }

    /// Unsigned 32 bits, little-endian.
    public long u32le(String field) throws EvidenceException {
        return i32le(field) & 0xFFFF_FFFFL;
    }

    /// Unsigned 32 bits, big-endian.
    public long u32be(String field) throws EvidenceException {
        return Integer.reverseBytes(i32le(field)) & 0xFFFF_FFFFL;
    }

    /// Signed 32 bits, little-endian.
    public int i32le(String field) throws EvidenceException {
        need(field, 4);
        int value =
                (bytes[position] & 0xFF)
                        | (bytes[position + 1] & 0xFF) << 8
                        | (bytes[position + 2] & 0xFF) << 16
                        | (bytes[position + 3] & 0xFF) << 24;
        position += 4;
        return value;
    }

    /// 64 bits, little-endian; a value over [Long#MAX_VALUE] comes out negative.
    public long i64le(String field) throws EvidenceException {
        need(field, 8);
        long low = u32le(field);
        return low | u32le(field) << 32;
    }

    /// 64 bits, big-endian.
    public long i64be(String field) throws EvidenceException {
        return Long.reverseBytes(i64le(field));
    }

    /// A 64-bit size, count or offset, little-endian, that must not be negative.
    public long size64le(String field) throws EvidenceException {
        int at = position;
        long value = i64le(field);
        if (value < 0) {
            position = at;
            throw flaw(EvidenceException.Flaw.MALFORMED, "EV-0004", field + " is over 2^63");
        }
        return value;
    }

    /// The next `length` bytes, copied.
    public byte[] bytes(String field, int length) throws EvidenceException {
        need(field, length);
        byte[] copy = new byte[length];
        System.arraycopy(bytes, position, copy, 0, length);
        position += length;
        return copy;
    }

    /// The next `length` bytes as text; malformed input becomes the replacement character.
    public String text(String field, int length, Charset charset) throws EvidenceException {
        need(field, length);
        String text = new String(bytes, position, length, charset);
        position += length;
        return text;
    }

    /// An exception at the current position, for checks that the caller makes on a value just read.
    public EvidenceException flaw(EvidenceException.Flaw flaw, String code, String detail) {
        return new EvidenceException(flaw, code, detail, base + position);
    }

    private void need(String field, int length) throws EvidenceException {
        if (length < 0 || length > bytes.length - position) {
            throw flaw(
                    EvidenceException.Flaw.TRUNCATED,
                    "EV-0002",
                    field
                            + ": needs "
                            + length
                            + " bytes at offset "
                            + (base + position)
                            + ", "
                            + remaining()
                            + " are left");
        }
    }
}
