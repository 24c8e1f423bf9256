package org.tutela.evidence.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Builds tar archives block by block, also such as no proper program would write.
final class TarSamples {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void add(char type, String name, byte[] content, String link) {
        add(type, utf8(name), content, utf8(link));
    }

    void add(char type, byte[] name, byte[] content, byte[] link) {
        header(type, name, content.length, link);
        content(content);
    }

    /// An extended header of keys and values in turn.
    void pax(String... keysAndValues) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            byte[] body = utf8(" " + keysAndValues[i] + "=" + keysAndValues[i + 1] + "\n");
            int length = body.length + 1;
            while (Integer.toString(length).length() + body.length != length) {
                length++;
            }
            records.writeBytes(utf8(Integer.toString(length)));
            records.writeBytes(body);
        }
        add('x', utf8("pax"), records.toByteArray(), new byte[0]);
    }

    /// A sparse file of the old GNU format; `map` has offsets and lengths in turn, at most four.
    void oldSparse(String name, long realSize, byte[] stored, long... map) {
        byte[] block = block('S', utf8(name), stored.length, new byte[0]);
        for (int i = 0; i < map.length; i++) {
            put(block, 386 + 12 * i, octal(map[i]));
        }
        put(block, 483, octal(realSize));
        sum(block, 0);
        out.writeBytes(block);
        content(stored);
    }

    /// A header alone.
    void header(char type, byte[] name, long size, byte[] link) {
        out.writeBytes(block(type, name, size, link));
    }

    /// The archive with the mark of its end.
    byte[] toBytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(new byte[1024]);
        return whole.toByteArray();
    }

    /// Writes the checksum of the block at `at`.
    static void sum(byte[] bytes, int at) {
        put(bytes, at + 148, utf8("        "));
        int sum = 0;
        for (int i = at; i < at + 512; i++) {
            sum += bytes[i] & 0xFF;
        }
        put(bytes, at + 148, utf8(String.format(Locale.ROOT, "%06o\0 ", sum)));
    }

    private static byte[] block(char type, byte[] name, long size, byte[] link) {
        byte[] block = new byte[512];
        put(block, 0, name);
        put(block, 100, utf8("0000644\0"));
        put(block, 124, octal(size));
        put(block, 136, octal(1_709_210_000));
        block[156] = (byte) type;
        put(block, 157, link);
        put(block, 257, utf8("ustar\0" + "00"));
        sum(block, 0);
        return block;
    }

    private void content(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(512 - content.length % 512) % 512]);
    }

    private static byte[] octal(long value) {
        return utf8(String.format(Locale.ROOT, "%011o\0", value));
    }

    private static void put(byte[] into, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
