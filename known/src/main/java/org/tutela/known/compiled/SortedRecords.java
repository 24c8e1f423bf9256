package org.tutela.known.compiled;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of sorted records, mapped into memory. Positions are record numbers.
final class SortedRecords {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment bytes;
    private final int recordLength;
    private final long count;

    private SortedRecords(MemorySegment bytes, int recordLength, long count) {
        this.bytes = bytes;
        this.recordLength = recordLength;
        this.count = count;
    }

    /// Maps a file that must hold `count` records; unmapped with `arena`.
    static SortedRecords open(Path file, int recordLength, long count, Arena arena)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != recordLength * count) {
                throw new IOException(
                        file
                                + " has "
                                + channel.size()
                                + " bytes where "
                                + recordLength * count
                                + " are due: add the list again");
            }
            MemorySegment mapped =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new SortedRecords(mapped, recordLength, count);
        }
    }

    long count() {
        return count;
    }

    /// The first record that does not lie before `key`, compared by the key's length; [#count]
    /// where all do. Half of the records are ruled out with each step, by the first eight bytes
    /// alone in nearly all of them.
    long firstFrom(byte[] key) {
        long prefix = MemorySegment.ofArray(key).get(LONG, 0);
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(bytes.get(LONG, middle * recordLength), prefix);
            if (order == 0) {
                order = compare(middle, key);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Whether record `at` exists and begins with `key`.
    boolean isAt(long at, byte[] key) {
        return at < count && compare(at, key) == 0;
    }

    private int compare(long at, byte[] key) {
        long start = at * recordLength;
        for (int i = 0; i < key.length; i++) {
            int order = Byte.compareUnsigned(bytes.get(ValueLayout.JAVA_BYTE, start + i), key[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /// A 64-bit number within record `at`.
    long number64(long at, int offset) {
        return bytes.get(LONG, at * recordLength + offset);
    }

    /// A 32-bit number within record `at`.
    int number32(long at, int offset) {
        return bytes.get(INT, at * recordLength + offset);
    }

    /// `length` bytes at a byte offset, for files whose records are bytes.
    byte[] bytes(long offset, long length) {
        return bytes.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }
}
