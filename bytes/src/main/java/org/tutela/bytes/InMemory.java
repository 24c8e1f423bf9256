package org.tutela.bytes;

import java.io.IOException;

/// Bytes in memory.
final class InMemory implements ByteSource {
    private final byte[] bytes;

    InMemory(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) {
        if (offset < 0 || offset >= bytes.length) {
            return length == 0 ? 0 : -1;
        }
        int count = (int) Math.min(length, bytes.length - offset);
        System.arraycopy(bytes, (int) offset, into, from, count);
        return count;
    }

    @Override
    public long readPieces(PieceReader reader) throws IOException {
        for (int from = 0; from < bytes.length; from += PieceReader.LARGEST) {
            reader.piece(bytes, from, Math.min(PieceReader.LARGEST, bytes.length - from));
        }
        return bytes.length;
    }
}
