package org.tutela.evidence.ntfs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Builds a small NTFS volume byte by byte: clusters of 1 KiB, 64 file records from cluster 4 on.
/// Knows nothing of the reader.
final class SmallNtfs {
    static final int CLUSTER = 1024;
    static final int RECORD = 1024;
    static final int RECORDS = 64;
    static final int TABLE = 4;

    private final byte[] image;

    SmallNtfs(int clusters) {
        image = new byte[clusters * CLUSTER];
        ByteBuffer boot = at(0);
        boot.put(3, "NTFS    ".getBytes(StandardCharsets.US_ASCII));
        boot.putShort(0x0B, (short) 512);
        boot.put(0x0D, (byte) (CLUSTER / 512));
        boot.putLong(0x28, (long) image.length / 512);
        boot.putLong(0x30, TABLE);
        boot.putLong(0x38, 2);
        boot.put(0x40, (byte) -10);
        boot.put(0x44, (byte) 1);
        boot.putShort(0x1FE, (short) 0xAA55);
        record(0, 1, 1)
                .times(1)
                .name(5, 5, 3, "$MFT")
                .stored(0x80, "", 0, RECORDS * RECORD, RECORDS * RECORD, runs(RECORDS, TABLE))
                .write();
        record(5, 5, 3).times(1).name(5, 5, 3, ".").write();
    }

    byte[] bytes() {
        return image;
    }

    /// Puts bytes into a cluster.
    SmallNtfs put(int cluster, byte[] bytes) {
        System.arraycopy(bytes, 0, image, cluster * CLUSTER, bytes.length);
        return this;
    }

    /// Starts a record; flags: 1 in use, 2 folder.
    Rec record(int number, int sequence, int flags) {
        return new Rec(this, number, sequence, flags);
    }

    /// A run list of (length, cluster) pairs; cluster -1 is a hole.
    static byte[] runs(int... pairs) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        int before = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            boolean hole = pairs[i + 1] < 0;
            list.write(hole ? 0x02 : 0x22);
            list.write(pairs[i]);
            list.write(pairs[i] >> 8);
            if (!hole) {
                int distance = pairs[i + 1] - before;
                list.write(distance);
                list.write(distance >> 8);
                before = pairs[i + 1];
            }
        }
        list.write(0);
        return list.toByteArray();
    }

    /// The key of a folder index and the content of a `$FILE_NAME`.
    static byte[] fileName(int folder, int sequence, int namespace, String name) {
        ByteBuffer key =
                ByteBuffer.allocate(0x42 + 2 * name.length()).order(ByteOrder.LITTLE_ENDIAN);
        key.putLong(folder | (long) sequence << 48);
        for (int i = 0; i < 4; i++) {
            key.putLong(filetime(100 + i));
        }
        key.putLong(0).putLong(4711).putLong(0);
        key.put((byte) name.length()).put((byte) namespace);
        for (int i = 0; i < name.length(); i++) {
            key.putShort((short) name.charAt(i));
        }
        return key.array();
    }

    /// A FILETIME of so many seconds after 1970.
    static long filetime(long seconds) {
        return (seconds + 11_644_473_600L) * 10_000_000;
    }

    /// An index record with no living entry, and one entry in its slack.
    static byte[] indexRecordWithSlack(long reference, byte[] key) {
        byte[] block = new byte[CLUSTER];
        ByteBuffer index = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        index.put("INDX".getBytes(StandardCharsets.US_ASCII));
        index.putShort(4, (short) 0x28).putShort(6, (short) 3);
        index.putInt(0x18, 0x28).putInt(0x1C, 0x38).putInt(0x20, CLUSTER - 0x18);
        index.putShort(0x48, (short) 0x10).putShort(0x4C, (short) 2);
        int slack = 0x60;
        index.putLong(slack, reference);
        index.putShort(slack + 8, (short) ((0x10 + key.length + 7) / 8 * 8));
        index.putShort(slack + 10, (short) key.length);
        index.put(slack + 0x10, key);
        protect(block, 0x28);
        return block;
    }

    private ByteBuffer at(int offset) {
        return ByteBuffer.wrap(image, offset, image.length - offset)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Writes the fix-ups of a structure of two sectors.
    private static void protect(byte[] bytes, int from) {
        bytes[from] = 7;
        for (int i = 0; i < 2; i++) {
            int end = (i + 1) * 512 - 2;
            bytes[from + 2 + 2 * i] = bytes[end];
            bytes[from + 3 + 2 * i] = bytes[end + 1];
            bytes[end] = 7;
            bytes[end + 1] = 0;
        }
    }

    /// A file record that is being written.
    static final class Rec {
        private final SmallNtfs volume;
        private final int number;
        private final byte[] bytes = new byte[RECORD];
        private final ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        private int attributes;

        private Rec(SmallNtfs volume, int number, int sequence, int flags) {
            this.volume = volume;
            this.number = number;
            out.put("FILE".getBytes(StandardCharsets.US_ASCII));
            out.putShort(4, (short) 0x30).putShort(6, (short) 3);
            out.putShort(0x10, (short) sequence).putShort(0x12, (short) 1);
            out.putShort(0x14, (short) 0x38).putShort(0x16, (short) flags);
            out.putInt(0x1C, RECORD);
            out.position(0x38);
        }

        Rec continues(int base, int sequence) {
            out.putLong(0x20, base | (long) sequence << 48);
            return this;
        }

        Rec times(long seconds) {
            ByteBuffer content = ByteBuffer.allocate(0x30).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 4; i++) {
                content.putLong(filetime(seconds + i));
            }
            return resident(0x10, "", 0, content.array());
        }

        Rec name(int folder, int sequence, int namespace, String name) {
            return resident(0x30, "", 0, fileName(folder, sequence, namespace, name));
        }

        Rec data(String text) {
            return resident(0x80, "", 0, text.getBytes(StandardCharsets.UTF_8));
        }

        Rec resident(int type, String name, int flags, byte[] content) {
            int nameFrom = 0x18;
            int contentFrom = align(nameFrom + 2 * name.length());
            int from = header(type, name, flags, nameFrom, align(contentFrom + content.length));
            out.putInt(from + 0x10, content.length).putShort(from + 0x14, (short) contentFrom);
            out.put(from + contentFrom, content);
            return this;
        }

        Rec stored(int type, String name, int flags, long size, long valid, byte[] runs) {
            return piece(type, name, flags, new long[] {0, size, valid}, runs);
        }

        /// A piece of a stream: first cluster, size, valid size.
        Rec piece(int type, String name, int flags, long[] extent, byte[] runs) {
            int runsFrom = align(0x40 + 2 * name.length());
            int from = header(type, name, flags, 0x40, align(runsFrom + runs.length));
            out.put(from + 8, (byte) 1);
            out.putLong(from + 0x10, extent[0]).putShort(from + 0x20, (short) runsFrom);
            out.putShort(from + 0x22, (short) ((flags & 1) == 1 ? 4 : 0));
            out.putLong(from + 0x30, extent[1]).putLong(from + 0x38, extent[2]);
            out.put(from + runsFrom, runs);
            return this;
        }

        private int header(int type, String name, int flags, int nameFrom, int length) {
            int from = out.position();
            out.putInt(from, type).putInt(from + 4, length);
            out.put(from + 9, (byte) name.length()).putShort(from + 10, (short) nameFrom);
            out.putShort(from + 12, (short) flags).putShort(from + 14, (short) attributes++);
            for (int i = 0; i < name.length(); i++) {
                out.putShort(from + nameFrom + 2 * i, (short) name.charAt(i));
            }
            out.position(from + length);
            return from;
        }

        /// Ends the record and puts it into the table.
        SmallNtfs write() {
            int end = out.position();
            out.putInt(end, -1).putInt(0x18, end + 8);
            protect(bytes, 0x30);
            System.arraycopy(bytes, 0, volume.image, TABLE * CLUSTER + number * RECORD, RECORD);
            Arrays.fill(bytes, (byte) 0);
            return volume;
        }

        private static int align(int length) {
            return (length + 7) / 8 * 8;
        }
    }
}
