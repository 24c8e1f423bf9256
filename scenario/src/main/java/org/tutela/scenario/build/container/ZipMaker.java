package org.tutela.scenario.build.container;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes ZIP archives (PKWARE APPNOTE 6.3) whose bytes depend on nothing but what is put in: sizes
/// in the local headers, DOS times in UTC, UTC seconds in extra field 0x5455. Names are stored as
/// given, which lets tests store names that no file system allows. Fewer than 65,535 members and 4
/// GiB: no zip64. The stream given to the constructor is not closed.
public final class ZipMaker implements Closeable {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;

    private final OutputStream out;
    private final List<byte[]> directory = new ArrayList<>();
    private long written;

    /// Writes to `out`.
    public ZipMaker(OutputStream out) {
        this.out = out;
    }

    /// Adds a file, deflated where that saves space. `modified` is milliseconds since 1970 UTC.
    public void file(String name, byte[] bytes, long modified) throws IOException {
        byte[] packed = deflate(bytes);
        boolean stored = packed.length >= bytes.length;
        member(name, bytes, stored ? bytes : packed, modified);
    }

    /// Adds a file without compression.
    public void stored(String name, byte[] bytes, long modified) throws IOException {
        member(name, bytes, bytes, modified);
    }

    /// Adds a folder; the name ends with a slash.
    public void folder(String name, long modified) throws IOException {
        member(name, new byte[0], new byte[0], modified);
    }

    private void member(String name, byte[] bytes, byte[] packed, long modified)
            throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        byte[] rawName = name.getBytes(StandardCharsets.UTF_8);
        boolean stored = packed.length == bytes.length;
        LocalDateTime time = LocalDateTime.ofEpochSecond(modified / 1000, 0, ZoneOffset.UTC);
        int date =
                ((time.getYear() - 1980) << 9) | (time.getMonthValue() << 5) | time.getDayOfMonth();
        int clock = (time.getHour() << 11) | (time.getMinute() << 5) | (time.getSecond() / 2);
        ByteBuffer common = LittleEndian.block(26);
        common.putShort((short) 20).putShort((short) 0x800).putShort((short) (stored ? 0 : 8));
        common.putShort((short) clock).putShort((short) date).putInt((int) crc.getValue());
        common.putInt(packed.length).putInt(bytes.length).putShort((short) rawName.length);
        common.putShort((short) 9);
        ByteBuffer extra = LittleEndian.block(9);
        extra.putShort((short) 0x5455).putShort((short) 5).put((byte) 1);
        extra.putInt((int) (modified / 1000));
        long offset = written;
        write(LittleEndian.bytes(LittleEndian.block(4).putInt(LOCAL)));
        write(LittleEndian.bytes(common));
        write(rawName);
        write(LittleEndian.bytes(extra));
        write(packed);
        ByteBuffer entry = LittleEndian.block(46 + rawName.length + 9);
        entry.putInt(CENTRAL).putShort((short) 0x0314).put(LittleEndian.bytes(common));
        entry.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        entry.putInt(name.endsWith("/") ? 0x41ED0010 : 0x81A40000).putInt((int) offset);
        entry.put(rawName).put(LittleEndian.bytes(extra));
        directory.add(LittleEndian.bytes(entry));
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2 + 64);
        byte[] buffer = new byte[1 << 14];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }

    /// Writes the central directory.
    @Override
    public void close() throws IOException {
        long start = written;
        for (byte[] entry : directory) {
            write(entry);
        }
        ByteBuffer end = LittleEndian.block(22);
        end.putInt(END).putInt(0).putShort((short) directory.size());
        end.putShort((short) directory.size()).putInt((int) (written - start)).putInt((int) start);
        write(LittleEndian.bytes(end.putShort((short) 0)));
        out.flush();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
