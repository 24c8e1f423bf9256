package org.tutela.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// Random access to bytes that never change. Implementations may be read by several threads at once
/// and are never written to.
///
/// Closing a source closes only what it opened itself: a slice or a file of a file system leaves
/// the image below it open.
public interface ByteSource extends Closeable {

    /// Number of bytes, 0 or more.
    long size();

    /// Reads up to `length` bytes at `offset` into `into` from index `from` on. Returns how many
    /// were read, at least 1 unless `length` is 0, or -1 when `offset` is at or behind the end.
    /// Throws [EvidenceException] where the evidence is at fault, another [IOException] where the
    /// medium is.
    int read(long offset, byte[] into, int from, int length) throws IOException;

    /// What is wrong with bytes that can nevertheless all be read, such as a checksum of their
    /// container that does not fit. Complete once they were read from front to back; empty where
    /// nothing is wrong or nothing was promised. Bytes that cannot be read are thrown by [#read].
    default List<EvidenceException> flaws() {
        return List.of();
    }

    @Override
    default void close() throws IOException {}

    /// Fills `into` from `offset` on, or throws [EvidenceException] (`TRUNCATED`).
    default void readFully(long offset, byte[] into) throws IOException {
        int done = readUpTo(offset, into, 0, into.length);
        if (done < into.length) {
            throw new EvidenceException(
                    EvidenceException.Flaw.TRUNCATED,
                    "EV-0001",
                    "needed " + into.length + " bytes at offset " + offset + ", found " + done,
                    offset);
        }
    }

    /// Reads until `length` bytes are there or the end is reached; returns the number read, 0 or
    /// more.
    default int readUpTo(long offset, byte[] into, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int got = read(offset + done, into, from + done, length - done);
            if (got <= 0) {
                break;
            }
            done += got;
        }
        return done;
    }

    /// At most `length` bytes at `offset`; shorter, perhaps empty, near the end.
    default byte[] readBytes(long offset, int length) throws IOException {
        long there = Math.clamp(size() - offset, 0, length);
        byte[] bytes = new byte[Math.toIntExact(there)];
        int done = readUpTo(offset, bytes, 0, bytes.length);
        return done == bytes.length ? bytes : Arrays.copyOf(bytes, done);
    }

    /// The bytes `offset` to `offset + length`, cut at the end of this source. Closing it does
    /// nothing.
    default ByteSource slice(long offset, long length) {
        return new Slice(this, offset, length);
    }

    /// Gives all bytes to `reader` from front to back, in pieces of at most 512 KiB, and returns
    /// how many they were. Bytes in memory are given as they are, without a copy.
    default long readPieces(PieceReader reader) throws IOException {
        byte[] buffer = new byte[Math.clamp(size(), 1, PieceReader.LARGEST)];
        long position = 0;
        int got = read(0, buffer, 0, buffer.length);
        while (got > 0) {
            reader.piece(buffer, 0, got);
            position += got;
            got = read(position, buffer, 0, buffer.length);
        }
        return position;
    }

    /// Takes bytes piece by piece.
    interface PieceReader {
        /// Bytes of one piece at the most.
        int LARGEST = 1 << 19;

        /// The next `length` bytes, from index `from` of `bytes` on. They may neither be changed
        /// nor kept.
        void piece(byte[] bytes, int from, int length) throws IOException;
    }

    /// All bytes from the start; closing the stream leaves this source open.
    default InputStream stream() {
        return new SourceStream(this);
    }

    /// Bytes in memory. The array is not copied and must not change.
    static ByteSource of(byte[] bytes) {
        return new InMemory(bytes);
    }

    /// A file of the examiner's machine, opened read-only.
    static ByteSource open(Path file) throws IOException {
        return new FileSource(FileChannel.open(file, StandardOpenOption.READ));
    }
}
