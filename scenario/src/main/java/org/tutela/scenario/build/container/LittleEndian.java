package org.tutela.scenario.build.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Blocks of bytes in which numbers are stored lowest byte first.
final class LittleEndian {
    private LittleEndian() {}

    /// A block of zeros.
    static ByteBuffer block(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// A copy of all bytes of a block.
    static byte[] bytes(ByteBuffer block) {
        byte[] bytes = new byte[block.capacity()];
        block.get(0, bytes);
        return bytes;
    }
}
