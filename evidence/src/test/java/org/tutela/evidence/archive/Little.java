package org.tutela.evidence.archive;

import java.io.ByteArrayOutputStream;

/// Little-endian bytes, one field after the other: for tests.
final class Little {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Little u8(int value) {
        out.write(value);
        return this;
    }

    Little u16(int value) {
        return u8(value).u8(value >> 8);
    }

    Little u32(long value) {
        return u16((int) value).u16((int) (value >> 16));
    }

    Little u64(long value) {
        return u32(value).u32(value >> 32);
    }

    Little put(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
