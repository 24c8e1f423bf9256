package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;

/// A `table` or `table2` section (EWF 3.9): entry count u32, padding 4, base offset u64, padding 4,
/// Adler-32 u32, then one u32 per chunk (bit 31: compressed; the rest: offset from the base), then
/// an Adler-32 of the entries where the section is long enough to hold one.
///
/// @param bytes the segment
/// @param segment its number, from 0
/// @param count entries
/// @param entries offset of the first entry in the segment
/// @param base what the entries' offsets count from
/// @param dataEnd where the last chunk ends at the latest
record EwfTable(ByteSource bytes, int segment, int count, long entries, long base, long dataEnd)
        implements ChunkTable {
    private static final int HEADER = 24;

    /// Reads the header and checks all checksums. Throws [EvidenceException] where one is wrong.
    static EwfTable read(ByteSource bytes, int segment, EwfSection section, long dataEnd)
            throws IOException {
        long end = section.end(bytes.size());
        byte[] header = bytes.readBytes(section.data(), HEADER);
        Cursor cursor = Cursor.of(header, section.data());
        long count = cursor.u32le("entry count");
        long base = cursor.skip("padding", 4).i64le("base offset");
        long stated = cursor.skip("padding", 4).u32le("header checksum");
        long entries = section.data() + HEADER;
        if (stated != EwfSection.adler(header, 0, HEADER - 4)) {
            throw damaged(section, "its header does not have the checksum it states");
        }
        if (base < 0 || count > (end - entries) / 4) {
            throw damaged(section, "it states more entries than it is long");
        }
        EwfTable table =
                new EwfTable(bytes, segment, Math.toIntExact(count), entries, base, dataEnd);
        if (end - entries - count * 4 >= 4 && !table.sound()) {
            throw damaged(section, "its entries do not have the checksum they state");
        }
        return table;
    }

    private boolean sound() throws IOException {
        byte[] raw = raw(count * 4 + 4);
        Cursor cursor = Cursor.of(raw, entries).at(count * 4);
        return cursor.u32le("entries checksum") == EwfSection.adler(raw, 0, count * 4);
    }

    private byte[] raw(int length) throws IOException {
        byte[] raw = new byte[length];
        bytes.readFully(entries, raw);
        return raw;
    }

    @Override
    public Places load() throws IOException {
        int[] offsets = new int[count];
        ByteBuffer.wrap(raw(count * 4)).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(offsets);
        return new Stored(offsets, base, dataEnd);
    }

    private static EvidenceException damaged(EwfSection section, String why) {
        return new EvidenceException(
                EvidenceException.Flaw.MALFORMED,
                "EV-0108",
                "the chunk table at byte " + section.start() + " is damaged: " + why,
                section.start());
    }

    /// Entries as they are stored.
    private static final class Stored implements Places {
        private final int[] offsets;
        private final long base;
        private final long dataEnd;

        Stored(int[] offsets, long base, long dataEnd) {
            this.offsets = offsets;
            this.base = base;
            this.dataEnd = dataEnd;
        }

        @Override
        public long offset(int index) {
            return base + (offsets[index] & 0x7FFF_FFFF);
        }

        @Override
        public long length(int index) {
            long end = index + 1 < offsets.length ? offset(index + 1) : dataEnd;
            return end - offset(index);
        }

        @Override
        public boolean compressed(int index) {
            return offsets[index] < 0;
        }
    }
}
