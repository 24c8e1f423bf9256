package org.tutela.evidence.archive;

import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// The fields of one header block of 512 bytes. Numbers are octal text, or binary where the first
/// bit is set (GNU).
final class TarHeader {
    static final int SIZE = 512;

    private final byte[] block;
    private final long offset;

    private TarHeader(byte[] block, long offset) {
        this.block = block;
        this.offset = offset;
    }

    /// A block that lies at `offset`; throws where its checksum does not fit.
    static TarHeader of(byte[] block, long offset) throws EvidenceException {
        if (block.length < SIZE) {
            throw new EvidenceException(
                    Flaw.TRUNCATED,
                    "EV-0521",
                    "the archive ends within a header; members behind it are missing",
                    offset);
        }
        if (!sound(block)) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0520",
                    "a header does not match its checksum; the archive is read on from the next"
                            + " sound header, what lies between is not listed",
                    offset);
        }
        return new TarHeader(block, offset);
    }

    /// Whether the checksum fits: the sum of all bytes with the checksum itself as blanks. Old
    /// programs summed signed bytes.
    static boolean sound(byte[] block) {
        if (block.length < SIZE) {
            return false;
        }
        int unsigned = 0;
        int signed = 0;
        for (int i = 0; i < SIZE; i++) {
            int value = i >= 148 && i < 156 ? ' ' : block[i];
            unsigned += value & 0xFF;
            signed += value;
        }
        long stated = octal(block, 148, 8);
        return stated >= 0 && (stated == unsigned || stated == signed);
    }

    /// Whether the block names itself `ustar`, as POSIX and GNU do.
    static boolean magic(byte[] block) {
        return block.length >= SIZE
                && block[257] == 'u'
                && block[258] == 's'
                && block[259] == 't'
                && block[260] == 'a'
                && block[261] == 'r';
    }

    /// Type of the member: a digit, a letter, or 0.
    char type() {
        return (char) (block[156] & 0xFF);
    }

    /// The stored name, joined with its prefix where POSIX has one.
    byte[] name() {
        byte[] name = text(0, 100);
        boolean posix = magic(block) && block[262] == 0;
        byte[] prefix = posix ? text(345, 155) : new byte[0];
        if (prefix.length == 0) {
            return name;
        }
        byte[] whole = java.util.Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    /// The stored name of what a link points to.
    byte[] linkName() {
        return text(157, 100);
    }

    /// Bytes that follow the header.
    long size() throws EvidenceException {
        return number("size", 124, 12);
    }

    /// Seconds since 1970 UTC.
    long modified() throws EvidenceException {
        return number("mtime", 136, 12);
    }

    /// Size of a sparse file as it was (old GNU format).
    long realSize() throws EvidenceException {
        return number("realsize", 483, 12);
    }

    /// Whether blocks with more of the sparse map follow (old GNU format).
    boolean extended() {
        return block[482] != 0;
    }

    /// The four pairs of the sparse map in the header (old GNU format).
    Cursor sparse() {
        return Cursor.of(java.util.Arrays.copyOfRange(block, 386, 482), offset + 386);
    }

    private byte[] text(int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return java.util.Arrays.copyOfRange(block, from, end);
    }

    private long number(String field, int from, int length) throws EvidenceException {
        long value = octal(block, from, length);
        if (value < 0 && !(field.equals("mtime") && (block[from] & 0x80) != 0)) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0522",
                    field + " of a header is not a number; the member cannot be read",
                    offset + from);
        }
        return value;
    }

    /// A number of `length` bytes at `from`: octal digits among blanks and zeros, or binary. -1
    /// where it is neither, or does not fit into 63 bits.
    static long octal(byte[] bytes, int from, int length) {
        if ((bytes[from] & 0x80) != 0) {
            return binary(bytes, from, length);
        }
        long value = 0;
        boolean digits = false;
        for (int i = from; i < from + length; i++) {
            int c = bytes[i];
            if (c >= '0' && c <= '7' && value >>> 60 == 0) {
                value = (value << 3) | (c - '0');
                digits = true;
            } else if (digits && (c == 0 || c == ' ')) {
                return value;
            } else if (c != ' ' && c != 0) {
                return -1;
            }
        }
        return value;
    }

    /// Two's complement, big-endian, behind the mark in the first bit.
    private static long binary(byte[] bytes, int from, int length) {
        boolean negative = (bytes[from] & 0x40) != 0;
        long value = negative ? -1 : bytes[from] & 0x3F;
        for (int i = from + 1; i < from + length; i++) {
            long top = value >> 55;
            if (top != (negative ? -1 : 0)) {
                return -1;
            }
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }
}
